"""Django's admin with our site in the place of its own; named in INSTALLED_APPS."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "core.administration.Site"
