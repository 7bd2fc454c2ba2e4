"""System administration of the case record: its code lists. Cases themselves are never edited here."""

from cases import models
from core.administration import register_code_lists

#: Columns worth seeing in a list, besides those every code list has.
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


register_code_lists(models, MORE_COLUMNS)
