"""A complete draft of each kind, in which tests change one answer."""

from datetime import UTC, date, datetime

from referrals.codes import ReferralKind, RiskSection, SentenceKind
from referrals.rules.draft_answers import (
    Choices,
    Draft,
    Location,
    MainContact,
    NeedsAnswers,
    Practitioner,
    Sentence,
)
from referrals.rules.risk_screens import NO_IDENTIFIED_RISK, RiskScreen

TODAY = date(2026, 3, 2)
ALL_LEVELS = frozenset({"LOW", "MEDIUM", "HIGH"})

SINGLE = Choices(
    categories=("accommodation",),
    outcomes={"accommodation": frozenset({"ACC-1", "ACC-2", "ACC-3"})},
    levels={"accommodation": ALL_LEVELS},
    outcome_words={"ACC-R1": "Helped to secure a tenancy"},
    pdus=frozenset({"Bolton"}),
    offices=frozenset({"CRS0001"}),
    prisons=frozenset({"LEI", "MDI"}),
)
COHORT = Choices(
    categories=("emotional-wellbeing", "lifestyle-and-associates", "social-inclusion", "ete"),
    outcomes={
        "emotional-wellbeing": frozenset({"EWB-1"}),
        "social-inclusion": frozenset({"SOC-1"}),
        "ete": frozenset({"ETE-1"}),
    },
    levels={"emotional-wellbeing": ALL_LEVELS, "social-inclusion": ALL_LEVELS, "ete": ALL_LEVELS},
    pdus=frozenset({"Bolton"}),
    offices=frozenset({"CRS0001"}),
    prisons=frozenset({"LEI", "MDI"}),
)

RISK = RiskScreen(
    texts=dict.fromkeys(RiskSection, NO_IDENTIFIED_RISK),
    edited=True,
    confirmed_at=datetime(2026, 2, 9, 12, tzinfo=UTC),
)
LICENCE = Sentence(id=1, kind=SentenceKind.CUSTODY, ends_on=date(2027, 3, 1))

COMMUNITY = Draft(
    has_practitioner=True,
    kind_answer=ReferralKind.COMMUNITY,
    practitioner=Practitioner(practitioner_name="Sam Okoro", practitioner_pdu="Bolton"),
    person_confirmed=True,
    risk=RISK,
    needs=NeedsAnswers(interpreter_needed=False, has_responsibilities=False),
    categories=("accommodation",),
    sentence=LICENCE,
    outcomes={"accommodation": frozenset({"ACC-1"})},
    levels={"accommodation": "LOW"},
    enforceable_days=10,
    deadline_on=date(2026, 7, 20),
    reason="About to lose a tenancy",
    further_information="Has worked with a housing adviser before and found it useful",
)


def custody(**changes: object) -> Draft:
    """A complete draft for somebody in custody who has a practitioner."""
    location = Location(
        recorded_prison="LEI",
        recorded_prison_right=True,
        release_on=date(2026, 6, 1),
        com_agreed=True,
        com_name="Sam Okoro",
    )
    answers = {**vars(COMMUNITY), "kind_answer": ReferralKind.CUSTODY, "location": location, **changes}
    return Draft(**answers)


def unallocated(**changes: object) -> Draft:
    """A complete draft for somebody in custody who has no practitioner yet and will be released."""
    location = Location(prison="MDI", release_unknown_reason="Parole pending", release_office="CRS0001")
    contact = MainContact(
        contact_name="Kit Bell",
        contact_role="Prison offender manager",
        contact_email="kit@example.org",
        contact_place="ESTABLISHMENT",
        contact_establishment="MDI",
    )
    answers = {
        **vars(COMMUNITY),
        "has_practitioner": False,
        "kind_answer": None,
        "to_be_released": True,
        "practitioner": Practitioner(),
        "main_contact": contact,
        "location": location,
        **changes,
    }
    return Draft(**answers)
