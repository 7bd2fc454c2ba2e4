"""System administration of the case record: its code lists. Cases themselves are never edited here."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases import models
from core.administration import CodeRows, register_code_lists
from core.models.bases import CodeRow

#: Columns that a list shows, besides those that every code list shows.
MORE_COLUMNS = {
    models.CircumstanceType: ("several_open", "hete_group"),
    models.CircumstanceSubtype: ("type", "several_open"),
    models.ContactType: ("category", "is_national_standards", "is_attendance", "default_minutes"),
    models.ContactOutcome: ("attended", "complied", "enforceable", "action_required"),
    models.CustodyStatus: ("in_custody", "may_release", "may_recall"),
    models.DisposalType: ("sentence_type", "cja_regime", "ftc_limit"),
    models.EnforcementAction: ("outstanding", "response_days", "contact_type"),
    models.LicenceConditionType: ("kind", "category", "requires_input"),
    models.LimitedAccessReason: ("kind",),
    models.NsiOutcome: ("family", "counts_as_recall"),
    models.NsiStatus: ("family", "sequence"),
    models.NsiType: ("offender_level", "event_level", "is_enforcement", "kept_by_referrals"),
    models.Offence: ("group", "is_violent"),
    models.RegistrationLevel: ("register_code", "kind"),
    models.RegistrationType: ("flag", "review_months", "colour", "duplicate_group"),
    models.RequirementSubtype: ("type",),
    models.RequirementType: ("units", "is_restrictive"),
}


class CodesField(forms.MultipleChoiceField):
    """Checkboxes for codes of another list. With no box ticked the value is None: the fact is left open."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[str] | None:
        return super().clean(value) or None


def codes_of(model: type[CodeRow]) -> Callable[[], list[tuple[str, str]]]:
    """A function that reads code and words of every open entry of a list, ordered by words."""
    return lambda: list(
        model._default_manager.filter(valid_to=None).order_by("words", "pk").values_list("code", "words")
    )


class TypesWithRules(CodeRows):
    """A list whose entries hold facts that rules read. Its page shows facts that no public file holds apart.

    OURS    columns of such facts
    LISTS   columns of such facts that hold codes of another list, with the model of that list
    """

    OURS: ClassVar[tuple[str, ...]] = ()
    LISTS: ClassVar[Mapping[str, type[CodeRow]]] = {}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[tuple[Any, Any]]:
        ours = [*self.OURS, *self.LISTS]
        others = [name for name in self.get_fields(request, obj) if name not in ours]
        description = _(
            "The public data do not say these: the values are the project's own."
            " A fact left open switches its rule off for this type."
        )
        return [
            (None, {"fields": others}),
            (_("What the rules read"), {"fields": ours, "description": description}),
        ]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.LISTS:
            words = {"label": db_field.verbose_name.capitalize(), "help_text": db_field.help_text}
            return CodesField(required=False, choices=codes_of(self.LISTS[db_field.name]), **words)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class ContactTypes(TypesWithRules):
    OURS = ("alert_allowed", "future_allowed", "cja_allowed", "pre_cja_allowed")
    LISTS = {
        "outcomes": models.ContactOutcome,
        "nsi_types": models.NsiType,
        "requirement_types": models.RequirementType,
    }


class NsiTypes(TypesWithRules):
    OURS = ("units", "minimum", "maximum", "active_duplicates", "inactive_duplicates")
    LISTS = {"requirement_types": models.RequirementType}


register_code_lists(models, MORE_COLUMNS, {models.ContactType: ContactTypes, models.NsiType: NsiTypes})
