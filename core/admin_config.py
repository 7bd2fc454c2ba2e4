"""Django's admin app with our site in place of its own. INSTALLED_APPS names this configuration."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "core.administration.Site"
