"""System administration of referrals: contracts, their catalogue entries, which users hold them, API clients.

Referrals themselves are never edited here. The secret of a client is shown once, when it is made.
"""

from typing import ClassVar

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from oauth2_provider import models as oauth

from core import clock
from core.administration import Administered, Part, ReadOnly, register_code_lists
from core.words import say
from referrals import models
from referrals.queries.api_clients import PROVIDER, ROLES
from referrals.services import api_clients

# ApiClients below registers a client with its application. Nobody looks at tokens.
for theirs in (
    oauth.get_application_model(),
    oauth.get_access_token_model(),
    oauth.get_refresh_token_model(),
    oauth.get_grant_model(),
    oauth.get_id_token_model(),
    oauth.get_device_grant_model(),
):
    if admin.site.is_registered(theirs):
        admin.site.unregister(theirs)

MORE_COLUMNS = {
    models.ServiceCategory: ("family", "starts_before_release"),
    models.ContractType: ("nsi_type_code",),
    models.DesiredOutcome: ("category", "filter"),
    models.WithdrawalReason: ("grouping", "needs_attended_session"),
    models.PccArea: ("region",),
}
register_code_lists(models, MORE_COLUMNS)


class Activities(Part):
    """Activities that the catalogue lists. One that is no longer delivered may be deleted."""

    model = models.ContractActivity
    verbose_name, verbose_name_plural = _("Activity"), _("Activities")
    ordering = ("pk",)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


class GrantForm(forms.ModelForm):
    """Refuses a user whose supplier has no part in the contract, as it is filled in on the same page."""

    def clean(self):
        cleaned = super().clean()
        user, contract = cleaned.get("user"), cleaned.get("contract")
        suppliers = getattr(contract, "chosen_suppliers", None)
        if user is None or suppliers is None:
            return cleaned
        if user.supplier not in suppliers:
            words = gettext("This account's supplier has no part in the contract")
            raise forms.ValidationError({"user": words})
        return cleaned


class Holders(Part):
    """Users of suppliers who see the contract's referrals."""

    model = models.ContractGrant
    verbose_name, verbose_name_plural = _("User who holds it"), _("Users who hold it")
    form = GrantForm
    typed: ClassVar = {"user": "username"}
    ordering = ("pk",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")

    def has_delete_permission(self, request, obj=None):
        """A grant may be deleted: the history keeps that it existed."""
        return self.has_change_permission(request, obj)


@admin.register(models.Contract)
class Contracts(Administered):
    """A contract is hidden by date, never deleted: referrals point at it."""

    list_display = ("title", "reference", "type", "prime", "covers", "hidden_before", "hidden_after")
    list_filter = ("type", "prime", "region", "plan_approval")
    list_select_related = ("type", "prime", "region__region", "pcc_area")
    search_fields = ("title", "reference", "prime__name")
    ordering = ("title__alphabetical", "pk")
    readonly_fields = ("uuid", "source")
    inlines = (Activities, Holders)

    def save_form(self, request, form, change):
        contract = super().save_form(request, form, change)
        contract.chosen_suppliers = {contract.prime, *form.cleaned_data["subcontractors"]}
        return contract

    @admin.display(description=_("covers"))
    def covers(self, contract):
        return contract.region or contract.pcc_area


@admin.register(models.Complexity)
class ComplexityLevels(ReadOnly):
    """Read only: the wording is published, and changes with the reference file."""

    list_display = ("category", "level", "max_sessions", "max_pre_release_appointments")
    list_filter = ("category", "level")
    list_select_related = ("category",)
    search_fields = ("words", "category__words")
    ordering = ("category__words__alphabetical", "pk")


class ClientForm(forms.ModelForm):
    """Registers a client, or changes what it may do. Its name, role and supplier stay."""

    name = forms.CharField(max_length=100, label=_("Name"), help_text=_("Of the system, as audit names it."))
    role = forms.ChoiceField(choices=[(code, f"{code}: {words}") for code, words in ROLES.items()])

    class Meta:
        model = models.ApiClient
        fields = (
            "name",
            "role",
            "supplier",
            "contracts",
            "may_act_for_users",
            "requires_if_match",
            "requests_per_minute",
        )

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if self.instance.pk is None:
            problems = api_clients.registration_problems(
                cleaned["name"],
                role=cleaned["role"],
                supplier=cleaned["supplier"],
                contracts=cleaned["contracts"],
            )
        elif self.instance.role == PROVIDER:
            problems = api_clients.contract_problems(self.instance.supplier, cleaned["contracts"])
        else:
            problems = []
        for problem in problems:
            self.add_error(problem.field, say(problem.reason))
        return cleaned


@admin.register(models.ApiClient)
class ApiClients(Administered):
    form = ClientForm
    list_display = ("application", "client_id", "role", "supplier", "may_act_for_users", "is_open")
    list_filter = ("role", "supplier", "account__is_active", "may_act_for_users", "requires_if_match")
    list_select_related = ("application", "supplier", "account")
    search_fields = ("application__name", "=application__client_id", "account__username")
    ordering = ("application__name__alphabetical", "pk")
    actions = ("renew_secret", "close", "reopen")
    fixed = ("application", "client_id", "role", "supplier", "account", "is_open")

    @admin.display(description=_("Client id"))
    def client_id(self, client):
        return client.application.client_id

    @admin.display(description=_("Open"), boolean=True)
    def is_open(self, client):
        return client.account.is_active

    def get_readonly_fields(self, request, obj=None):
        return self.fixed if obj else ()

    def get_fields(self, request, obj=None):
        fields = ClientForm.Meta.fields
        return (*self.fixed, *fields[3:]) if obj else fields

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            for name in ("name", "role"):
                form.base_fields.pop(name, None)
        return form

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        details = dict(form.cleaned_data)
        made, secret = api_clients.register_client(
            details.pop("name"), api_clients.ClientDetails(**details), by=request.user, at=clock.now()
        )
        obj.__dict__.update(made.__dict__)
        self.show_secret(request, made, secret)

    def show_secret(self, request, client, secret):
        words = gettext("Client id %(id)s, secret %(secret)s. Keep the secret now: it is not shown again.")
        values = {"id": client.application.client_id, "secret": secret}
        self.message_user(request, words % values, messages.WARNING)

    @admin.action(description=_("Give another secret; the old one and its tokens end"))
    def renew_secret(self, request, queryset):
        for client in queryset:
            secret = api_clients.renew_secret(client.pk, by=request.user, at=clock.now())
            self.show_secret(request, client, secret)

    @admin.action(description=_("Close: no token, no request"))
    def close(self, request, queryset):
        for client in queryset:
            api_clients.close_client(client.pk, by=request.user, at=clock.now())

    @admin.action(description=_("Open again"))
    def reopen(self, request, queryset):
        for client in queryset:
            api_clients.reopen_client(client.pk, by=request.user, at=clock.now())
