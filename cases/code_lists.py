"""The code lists of the case record and the file of each; core.reference_data says how a line is read."""

from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path

from cases import codes, models
from core.reference_data import CodeFile, Row, expect, lines_of, local_code, register

FOLDER = Path(__file__).parent / "reference"


def family_of(row: Row) -> str:
    """The types that an NSI status or outcome is for: "CRS" for the file's `CRS*`, "" for `*`, every type."""
    return row["nsi_type_code"].rstrip("*")


def credits_hours(row: Row) -> bool:
    """Whether a contact type credits hours. No public list says so: appointments of unpaid work do."""
    return row["code"] == codes.ContactTypeCode.UNPAID_WORK.value


def may_be_chosen(row: Row) -> bool:
    """False for entries that only old rows use: codes whose words are not public, and migrated contacts."""
    return not row["description"].endswith(("(words not public)", "Migrated Contact"))


def stands_once(row: Row) -> bool:
    """Whether an ethnicity may be chosen: of two codes with the same words the first."""
    return row["code"] != "W4"


def offence_words(row: Row) -> str:
    return row["words"] or f"{row['group']} ({row['code']})"


def is_kept_by_referrals(row: Row) -> bool:
    return row["code"].startswith("CRS")


class TypeRules:
    """What a file of rules says of the types in another. Of several lines about a fact the last counts."""

    def __init__(self, name: str) -> None:
        self.lines = [row for _number, row in lines_of(FOLDER / name)]

    def fact(self, name: str) -> Callable[[Row], str | None]:
        """A function of a row of types: the value (Y, N, a number), None where no line gives it."""
        return lambda row: self._value(row, name)

    def codes(self, name: str) -> Callable[[Row], list[str] | None]:
        """A function of a row of types: codes, or None where no line gives any."""
        return lambda row: (self._value(row, name) or "").split() or None

    def _value(self, row: Row, name: str) -> str | None:
        lines = [line for line in self.lines if line["fact"] == name]
        return next((line["value"] for line in reversed(lines) if _is_about(line["types"], row)), None)


def _is_about(types: str, row: Row) -> bool:
    if types == "attendance":
        return row["attendance"] == "Y"
    if types == "other":
        return row["attendance"] != "Y" and row["system_generated"] != "Y"
    code = row["code"] or local_code(row["description"])
    return any(fnmatchcase(code, pattern) for pattern in types.split())


CONTACT_RULES = TypeRules("contact_type_rules.csv")
NSI_RULES = TypeRules("nsi_type_rules.csv")
DISPOSAL_RULES = TypeRules("disposal_type_rules.csv")


def is_national_standards(row: Row) -> str:
    """Whether a missed contact of the type counts: as our rules say, else as the public list does."""
    return CONTACT_RULES.fact("is_national_standards")(row) or row["national_standards"]


def is_chosen_by_hand(row: Row) -> str:
    """Whether people may enter contacts of the type: not of one that an act of the program writes."""
    return CONTACT_RULES.fact("selectable")(row) or "Y"


register(
    CodeFile(models.Title, FOLDER / "titles.csv"),
    CodeFile(models.Sex, FOLDER / "sexes.csv"),
    CodeFile(models.GenderIdentity, FOLDER / "gender_identities.csv"),
    CodeFile(models.Ethnicity, FOLDER / "ethnicities.csv", {"selectable": stands_once}),
    CodeFile(models.Nationality, FOLDER / "nationalities.csv"),
    CodeFile(models.Religion, FOLDER / "religions.csv"),
    CodeFile(models.SexualOrientation, FOLDER / "sexual_orientations.csv"),
    CodeFile(models.ImmigrationStatus, FOLDER / "immigration_statuses.csv"),
    CodeFile(models.Language, FOLDER / "languages.csv"),
    CodeFile(models.Court, FOLDER / "courts.csv"),
    CodeFile(models.Institution, FOLDER / "institutions.csv"),
    CodeFile(models.AddressStatus, FOLDER / "address_statuses.csv"),
    CodeFile(models.AddressType, FOLDER / "address_types.csv"),
    CodeFile(
        models.IdentifierType, FOLDER / "additional_identifier_types.csv", {"selectable": may_be_chosen}
    ),
    CodeFile(models.RelationshipType, FOLDER / "personal_contact_relationship_types.csv"),
    CodeFile(models.DisabilityType, FOLDER / "disability_types.csv"),
    CodeFile(models.AdjustmentType, FOLDER / "adjustment_types.csv"),
    CodeFile(
        models.CircumstanceType,
        FOLDER / "personal_circumstance_types.csv",
        {"several_open": "active_duplicates_allowed"},
    ),
    CodeFile(
        models.CircumstanceSubtype,
        FOLDER / "personal_circumstance_subtypes.csv",
        {"type": "type_code", "several_open": "active_duplicates_allowed"},
        key=("type", "code"),
    ),
    CodeFile(
        models.LimitedAccessReason,
        FOLDER / "lao_reasons.csv",
        {"kind": lambda row: row["kind"].upper()},
    ),
    CodeFile(models.Offence, FOLDER / "offences.csv", {"words": offence_words}),
    CodeFile(
        models.DisposalType,
        FOLDER / "disposal_types.csv",
        {
            "ftc_limit": DISPOSAL_RULES.fact("ftc_limit"),
            "ftc_months": DISPOSAL_RULES.fact("ftc_months"),
            "pss_ftc_limit": DISPOSAL_RULES.fact("pss_ftc_limit"),
        },
        wanted=lambda row: row["kind"] == "sentence",
    ),
    CodeFile(models.RequirementType, FOLDER / "requirement_types.csv", {"is_restrictive": "restrictive"}),
    CodeFile(
        models.RequirementSubtype,
        FOLDER / "requirement_subtypes.csv",
        {"type": "requirement_code"},
        key=("type", "code"),
    ),
    CodeFile(models.LicenceConditionType, FOLDER / "licence_condition_types.csv"),
    CodeFile(models.CustodyStatus, FOLDER / "custody_statuses.csv"),
    CodeFile(
        models.KeyDateType,
        FOLDER / "custody_key_dates.csv",
        {"set_by_prison_feed": "editable_by_prison_feed"},
    ),
    CodeFile(models.ContactCategory, FOLDER / "contact_categories.csv"),
    CodeFile(
        models.ContactType,
        FOLDER / "contact_types.csv",
        {
            "category": "category_code",
            "is_national_standards": is_national_standards,
            "selectable": is_chosen_by_hand,
            "is_attendance": "attendance",
            "is_system": "system_generated",
            "credits_hours": credits_hours,
            "usual_place": CONTACT_RULES.fact("usual_place"),
            "alert_allowed": CONTACT_RULES.fact("alert_allowed"),
            "future_allowed": CONTACT_RULES.fact("future_allowed"),
            "cja_allowed": CONTACT_RULES.fact("cja_allowed"),
            "pre_cja_allowed": CONTACT_RULES.fact("pre_cja_allowed"),
            "outcomes": CONTACT_RULES.codes("outcomes"),
            "nsi_types": CONTACT_RULES.codes("nsi_types"),
            "requirement_types": CONTACT_RULES.codes("requirement_types"),
        },
    ),
    CodeFile(
        models.ContactOutcome,
        FOLDER / "contact_outcomes.csv",
        {
            "complied": "complied_acceptable",
            "for_unpaid_work": "unpaid_work_outcome",
            "selectable": may_be_chosen,
        },
    ),
    CodeFile(
        models.EnforcementAction,
        FOLDER / "enforcement_actions.csv",
        {
            "outstanding": "outstanding_contact_action",
            "response_days": "response_by_days",
            "contact_type": "generated_contact_type",
            "selectable": may_be_chosen,
        },
    ),
    CodeFile(
        models.NsiType,
        FOLDER / "nsi_types.csv",
        {
            "is_enforcement": "enforcement_type",
            "kept_by_referrals": is_kept_by_referrals,
            "requirement_types": NSI_RULES.codes("requirement_types"),
            "active_duplicates": NSI_RULES.fact("active_duplicates"),
            "inactive_duplicates": NSI_RULES.fact("inactive_duplicates"),
        },
    ),
    CodeFile(models.NsiStatus, FOLDER / "nsi_statuses.csv", {"family": family_of}, key=("family", "code")),
    CodeFile(
        models.NsiOutcome,
        FOLDER / "nsi_outcomes.csv",
        {"family": family_of, "selectable": may_be_chosen},
        key=("family", "code"),
    ),
    CodeFile(models.RegistrationFlag, FOLDER / "registration_flags.csv"),
    CodeFile(
        models.RegistrationType,
        FOLDER / "registration_types.csv",
        {
            "flag": "register_flag_code",
            "review_months": "review_period_months",
            "colour": lambda row: row["colour"].upper(),
            "has_alert_message": "alert_message",
            "records_level": "record_level",
            "records_category": "record_category",
        },
    ),
    CodeFile(
        models.RegistrationLevel,
        FOLDER / "registration_levels.csv",
        {"register_code": "register_type_code"},
        key=("register_code", "kind", "code"),
    ),
    CodeFile(models.AllocationReason, FOLDER / "allocation_reasons.csv", {"code": "offender_code"}),
    CodeFile(models.TierChangeReason, FOLDER / "tier_change_reasons.csv"),
    CodeFile(models.TransferReason, FOLDER / "transfer_reasons.csv"),
    CodeFile(models.TransferRejectionReason, FOLDER / "transfer_rejection_reasons.csv"),
)

#: Numbers kept in columns of the person: the table of identifier types has no rows for them.
COLUMNS_OF_A_PERSON = {
    codes.IdentifierKind.CRN,
    codes.IdentifierKind.PNC,
    codes.IdentifierKind.CRO,
    codes.IdentifierKind.PRISON,
}

expect(models.ContactType, [*codes.ContactTypeCode, *codes.BREACH_END_TYPES])
expect(models.ContactOutcome, codes.OutcomeCode)
expect(models.EnforcementAction, codes.EnforcementActionCode)
expect(models.NsiType, codes.NsiTypeCode)
expect(models.NsiStatus, codes.CrsNsiStatus, family__in=["CRS", ""])
expect(models.NsiStatus, codes.RecallStatus, family="REC")
expect(models.NsiOutcome, codes.CrsNsiOutcome, family="CRS")
expect(models.RequirementType, codes.RequirementCategory)
expect(models.CustodyStatus, codes.CustodyStatus)
expect(models.KeyDateType, codes.KeyDate)
expect(models.AddressStatus, codes.AddressStatus)
expect(models.IdentifierType, set(codes.IdentifierKind) - COLUMNS_OF_A_PERSON)
expect(models.RegistrationFlag, codes.RegisterFlag)
expect(models.RegistrationType, codes.RegisterCode)
expect(models.RegistrationLevel, codes.RegisterLevel)
