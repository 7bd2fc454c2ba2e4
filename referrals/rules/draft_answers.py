"""A draft referral as the rules see it, and the facts its answers are checked against."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from referrals.codes import Category, ContactPlace, ReferralKind, SentenceKind
from referrals.rules.risk_screens import RiskScreen

PRE_RELEASE_CATEGORIES = frozenset({Category.ACCOMMODATION, Category.SOCIAL_INCLUSION})


@dataclass(frozen=True, kw_only=True)
class Practitioner:
    """The practitioner a supplier may call."""

    name: str = ""
    pdu: str = ""
    email: str = ""
    phone: str = ""
    team_phone: str = ""
    office: str = ""


@dataclass(frozen=True, kw_only=True)
class MainContact:
    """Whom to call while the person has no community practitioner."""

    name: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    place: ContactPlace | None = None
    establishment: str = ""
    office: str = ""


@dataclass(frozen=True, kw_only=True)
class Location:
    """Where a person in custody is, and where they are going.

    recorded_prison         what the case record says, empty when it says nothing
    recorded_prison_right   the referrer's answer to that
    hdc_eligible_on         home detention curfew eligibility date
    com_agreed              whether the community practitioner agreed to a referral from custody
    """

    recorded_prison: str = ""
    recorded_prison_right: bool | None = None
    prison: str = ""
    release_on: date | None = None
    release_unknown_reason: str = ""
    hdc_eligible_on: date | None = None
    release_office: str = ""
    release_office_unknown_reason: str = ""
    com_agreed: bool | None = None
    com_name: str = ""

    @property
    def held_at(self) -> str:
        return self.recorded_prison if self.recorded_prison_right else self.prison


#: part of the answers about the person -> what stands before its fields' names in the form and the columns
PARTS = {"practitioner": "practitioner_", "main_contact": "contact_", "location": ""}
#: of a part, what the record says and nobody is asked
NOT_ASKED = {"recorded_prison", "hdc_eligible_on"}
CODES = {"kind": ReferralKind, "contact_place": ContactPlace}


@dataclass(frozen=True, kw_only=True)
class PersonAnswers:
    """What the page about the person asks: where they are now, whom to call, their details confirmed.

    The list of these answers is here and in the parts. Form fields and columns have the same names:
    "practitioner_name" is the name of `practitioner`, "kind" is `kind_answer`.

    has_practitioner   an allocated community practitioner exists
    to_be_released     asked only without one: will the person be released during the service
    """

    has_practitioner: bool | None = None
    kind_answer: ReferralKind | None = None
    to_be_released: bool | None = None
    practitioner: Practitioner = Practitioner()
    main_contact: MainContact = MainContact()
    location: Location = Location()
    before_allocation_reason: str = ""
    person_confirmed: bool = False

    @classmethod
    def named(cls, **given: Any) -> "PersonAnswers":
        """Answers by the names of form fields; what is left out, None or "" is not answered.

        raises   TypeError for a name that no answer has
        """
        told = {name: value for name, value in given.items() if value not in (None, "")}
        told |= {name: code(told[name]) for name, code in CODES.items() if name in told}
        answers: dict[str, Any] = {"kind_answer": told.pop("kind", None)}
        for part, prefix in PARTS.items():
            blank = getattr(cls, part)
            names = [name for name in asked_in(blank) if prefix + name in told]
            answers[part] = replace(blank, **{name: told.pop(prefix + name) for name in names})
        return cls(**answers, **told)

    def by_name(self) -> dict[str, Any]:
        """The answers by the names of form fields and columns."""
        whole = {
            "has_practitioner": self.has_practitioner,
            "kind": self.kind_answer,
            "to_be_released": self.to_be_released,
            "before_allocation_reason": self.before_allocation_reason,
            "person_confirmed": self.person_confirmed,
        }
        return whole | {name: value for part in PARTS for name, value in self.part_by_name(part).items()}

    def part_by_name(self, part: str) -> dict[str, Any]:
        values = getattr(self, part)
        return {PARTS[part] + name: getattr(values, name) for name in asked_in(values)}


def asked_in(part: Practitioner | MainContact | Location) -> list[str]:
    return [one.name for one in fields(part) if one.name not in NOT_ASKED]


@dataclass(frozen=True, kw_only=True)
class Needs:
    other: str = ""
    accessibility: str = ""
    interpreter: bool | None = None
    language: str = ""
    responsibilities: bool | None = None
    when_unavailable: str = ""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """The sentence a referral is made under.

    pss_ends_on      end of post-sentence supervision
    use_pss          the practitioner wants that date to count
    rar_days_left    rehabilitation activity days still to do, None when the sentence has none
    """

    id: int
    kind: SentenceKind
    ends_on: date | None = None
    pss_ends_on: date | None = None
    use_pss: bool = False
    rar_days_left: int | None = None

    @property
    def last_day(self) -> date | None:
        return self.pss_ends_on if self.use_pss and self.pss_ends_on else self.ends_on


@dataclass(frozen=True, kw_only=True)
class Draft(PersonAnswers):
    """Everything answered so far.

    categories   chosen service categories; outcomes and levels are per category
    """

    risk: RiskScreen | None = None
    needs: Needs = Needs()
    categories: tuple[str, ...] = ()
    sentence: Sentence | None = None
    outcomes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    enforceable_days: int | None = None
    deadline: date | None = None
    late_deadline_reason: str = ""
    reason: str = ""
    further_information: str = ""
    ete_before_release_reason: str = ""

    @property
    def kind(self) -> ReferralKind | None:
        """Without a practitioner the person is taken to be in custody."""
        return ReferralKind.CUSTODY if self.has_practitioner is False else self.kind_answer

    @property
    def asks_release_date(self) -> bool:
        return self.kind == ReferralKind.CUSTODY and bool(self.has_practitioner or self.to_be_released)

    @property
    def asks_release_office(self) -> bool:
        return self.has_practitioner is False and bool(self.to_be_released)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What may be chosen on the day the draft is checked.

    categories       those of the contract type
    outcomes         per category, those offered on the contract that day
    levels           per category
    outcome_words    to name an outcome that is no longer offered
    """

    categories: tuple[str, ...]
    outcomes: Mapping[str, frozenset[str]]
    levels: Mapping[str, frozenset[str]]
    outcome_words: Mapping[str, str] = field(default_factory=dict)
    pdus: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    prisons: frozenset[str] = frozenset()
    most_days: int = 40

    @property
    def is_cohort(self) -> bool:
        """Several categories to choose from: the practitioner picks one or more."""
        return len(self.categories) > 1
