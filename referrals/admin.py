"""System administration of referrals: contracts, their catalogue entries, and which users hold them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.administration import Administered, Part, ReadOnly, register_code_lists
from referrals import models

MORE_COLUMNS = {
    models.ServiceCategory: ("family", "starts_before_release"),
    models.ContractType: ("nsi_type_code",),
    models.DesiredOutcome: ("category", "filter"),
    models.WithdrawalReason: ("grouping", "needs_attended_session"),
    models.PccArea: ("region",),
}
register_code_lists(models, MORE_COLUMNS)


class Activities(Part):
    """What the catalogue says is delivered; a line that no longer is may be taken out."""

    model = models.ContractActivity
    ordering = ("pk",)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


class Holders(Part):
    """Users of suppliers who see the contract's referrals."""

    model = models.ContractGrant
    autocomplete_fields = ("user",)
    ordering = ("pk",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")

    def has_delete_permission(self, request, obj=None):
        """A grant may be taken away: the history keeps that it was held."""
        return self.has_change_permission(request, obj)


@admin.register(models.Contract)
class Contracts(Administered):
    """A contract is hidden by date, never deleted: referrals point at it."""

    list_display = ("title", "reference", "type", "prime", "covers", "hidden_before", "hidden_after")
    list_filter = ("type", "prime", "region", "plan_approval")
    list_select_related = ("type", "prime", "region__region", "pcc_area")
    search_fields = ("title", "reference", "prime__name")
    ordering = ("title", "pk")
    autocomplete_fields = ("prime", "subcontractors")
    readonly_fields = ("uuid", "source")
    inlines = (Activities, Holders)

    @admin.display(description=_("covers"))
    def covers(self, contract):
        return contract.region or contract.pcc_area


@admin.register(models.Complexity)
class ComplexityLevels(ReadOnly):
    """The published wording: it changes with its file."""

    list_display = ("category", "level", "max_sessions", "max_pre_release_appointments")
    list_filter = ("category", "level")
    list_select_related = ("category",)
    search_fields = ("words", "category__words")
    ordering = ("category__words", "pk")
