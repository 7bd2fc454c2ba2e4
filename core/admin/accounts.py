"""Admin pages of users and the roles they hold, of roles and of job titles."""

from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from core import models, second_step
from core.administration import Administered, Part
from core.typed.user_names import read_user_name
from core.words import shown

admin.site.unregister(Group)
# their pages would show the secrets, and change them without a reason
admin.site.unregister([TOTPDevice, StaticDevice])


class RolesHeld(Part):
    model = models.RoleHolding
    ordering = ("order", "pk")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("role")

    def has_delete_permission(self, request, obj=None):
        """A role may be taken away. The history keeps that it was held."""
        return self.has_change_permission(request, obj)


class UserNameField(auth_forms.UsernameField):
    def to_python(self, value):
        return read_user_name(super().to_python(value) or "")


class ChangeUser(auth_forms.UserChangeForm):
    class Meta(auth_forms.UserChangeForm.Meta):
        model = models.User
        field_classes = {"username": UserNameField}


class AddUser(auth_forms.AdminUserCreationForm):
    class Meta(auth_forms.AdminUserCreationForm.Meta):
        model = models.User
        field_classes = {"username": UserNameField}


@admin.register(models.User)
class Users(Administered, auth_admin.UserAdmin):
    """Accounts are made inactive, never deleted, because audit and history refer to them."""

    list_display = ("username", "first_name", "last_name", "email", "supplier", "is_active", "last_login")
    list_filter = ("is_active", "roles", "supplier", "is_service_account")
    list_select_related = ("supplier",)
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username__alphabetical", "pk")
    readonly_fields = ("last_login", "date_joined", "second_step")
    filter_horizontal = ()
    form, add_form = ChangeUser, AddUser
    inlines = (RolesHeld,)
    fieldsets = (
        (None, {"fields": ("username", "password", "second_step", "is_active")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (_("Outside organisation"), {"fields": ("supplier", "is_service_account")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )

    @admin.display(description=_("second step"))
    def second_step(self, row):
        """Since when the user enters a code, with the way to remove it for somebody who lost their phone."""
        found = second_step.second_step_of(row)
        if found is None:
            return gettext("Not set up")
        words = gettext("Set up on %(at)s") % {"at": shown(found.since)}
        address = reverse("core:second-step-remove", args=[row.pk])
        return format_html('{}. <a href="{}">{}</a>', words, address, gettext("Remove it"))


@admin.register(models.Role)
class Roles(Administered):
    """The program decides what a role may do. Administrators edit its description and landing page."""

    list_display = ("code", "words", "job_title", "landing_page")
    list_filter = ("job_title",)
    search_fields = ("code", "words", "description")
    ordering = ("job_title__number", "code")
    readonly_fields = ("code", "words", "job_title")

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(models.JobTitle)
class JobTitles(Administered):
    list_display = ("number", "name")
    list_filter = ("roles",)
    search_fields = ("name",)
    ordering = ("number",)
    readonly_fields = ("number",)

    def has_add_permission(self, request, obj=None):
        return False
