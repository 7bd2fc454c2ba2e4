"""System administration of the case record: its code lists. Cases themselves are never edited here."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Field, Q
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
    models.DisposalType: ("sentence_type", "ftc_limit", "ftc_months", "pss_ftc_limit"),
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
    """Checkboxes for codes of the list `of`. With no box ticked the value is None: the fact is left open."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, of: type[CodeRow], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.of = of

    def clean(self, value: Any) -> list[str] | None:
        return super().clean(value) or None


def codes_of(model: type[CodeRow], held: Sequence[str]) -> list[tuple[str, str]]:
    """Code and words of every open entry of a list and of those held, ordered by words. 1 query.

    held   codes that the row being edited names: a closed entry among them stays until it is unticked
    """
    offered = model._default_manager.filter(Q(valid_to=None) | Q(code__in=held))
    return list(offered.order_by("words__alphabetical", "pk").values_list("code", "words"))


class TypeForm(forms.ModelForm):
    """Offers in each list of codes what is open and what the row holds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, CodesField):
                field.choices = codes_of(field.of, getattr(self.instance, name) or ())


class TypesWithRules(CodeRows):
    """A list whose entries hold facts that rules read. Its page shows facts that no public file holds apart.

    OURS    columns of such facts
    LISTS   columns of such facts that hold codes of another list, with the model of that list
    HELP    column -> what a rule reads in it, where the model does not say
    OPEN    what a fact left open does
    """

    form = TypeForm
    OURS: ClassVar[tuple[str, ...]] = ()
    LISTS: ClassVar[Mapping[str, type[CodeRow]]] = {}
    HELP: ClassVar[Mapping[str, Any]] = {}
    OPEN: ClassVar[Any] = _("A fact left open switches its rule off for this type.")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[tuple[Any, Any]]:
        ours = [*self.OURS, *self.LISTS]
        others = [name for name in self.get_fields(request, obj) if name not in ours]
        ours_words = _("The public data do not say these: the values are the project's own.")
        return [
            (None, {"fields": others}),
            (_("What the rules read"), {"fields": ours, "description": f"{ours_words} {self.OPEN}"}),
        ]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.LISTS:
            words = {"label": db_field.verbose_name.capitalize(), "help_text": db_field.help_text}
            return CodesField(self.LISTS[db_field.name], **words)
        if db_field.name in self.HELP:
            kwargs["help_text"] = self.HELP[db_field.name]
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class ContactTypes(TypesWithRules):
    OURS = ("alert_allowed", "future_allowed", "cja_allowed", "pre_cja_allowed")
    LISTS = {
        "outcomes": models.ContactOutcome,
        "nsi_types": models.NsiType,
        "requirement_types": models.RequirementType,
    }
    HELP = {
        "alert_allowed": _("Whether it may be an alert. Unknown: the rule is off, it may."),
        "future_allowed": _("Whether its date may be in the future. Unknown: the rule is off, it may."),
        "cja_allowed": _("Whether it fits a sentence under the CJA 2003. Unknown: the rule is off, it does."),
        "pre_cja_allowed": _(
            "Whether it fits a sentence from before the CJA 2003. Unknown: the rule is off, it does."
        ),
        "location_flag": _(
            "Y: a location must be given. N: none may be. B: it may be."
            " Left blank, the rule is off: it may be."
        ),
        "outcome_flag": _(
            "Y: an outcome must be recorded once the date has passed. N: it may be. B: none may be."
            " Left blank, the rule is off: it may be."
        ),
    }


class NsiTypes(TypesWithRules):
    OURS = ("units", "minimum", "maximum", "active_duplicates", "inactive_duplicates")
    LISTS = {"requirement_types": models.RequirementType}
    HELP = {
        "offender_level": _(
            "Whether it may be about the person as a whole. Unknown: the rule is off, it may."
        ),
        "event_level": _("Whether it may be under a sentence. Unknown: the rule is off, it may."),
        "units": _("Of its length. Once set, an NSI of the type is refused without a length."),
    }
    OPEN = _(
        "A shortest or longest length, or types of requirement, left open switch their rule off."
        " Without units no length may be given. Whether there may be two is always yes or no."
    )


class DisposalTypes(TypesWithRules):
    OURS = ("ftc_limit", "ftc_months", "pss_ftc_limit")
    OPEN = _("Without a limit no failure to comply calls for a review of enforcement.")


PAGES = {
    models.ContactType: ContactTypes,
    models.DisposalType: DisposalTypes,
    models.NsiType: NsiTypes,
}
register_code_lists(models, MORE_COLUMNS, PAGES)
