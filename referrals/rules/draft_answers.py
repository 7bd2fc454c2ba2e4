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

    practitioner_name: str = ""
    practitioner_pdu: str = ""
    practitioner_email: str = ""
    practitioner_phone: str = ""
    practitioner_team_phone: str = ""
    practitioner_office: str = ""


@dataclass(frozen=True, kw_only=True)
class MainContact:
    """Who to contact while the person has no community practitioner."""

    contact_name: str = ""
    contact_role: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    contact_place: ContactPlace | None = None
    contact_establishment: str = ""
    contact_office: str = ""


@dataclass(frozen=True, kw_only=True)
class Location:
    """Where a person in custody is, and where they are going.

    recorded_prison         where the case record says the person is held, "" if it does not say
    recorded_prison_right   whether the referrer confirms that
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


#: parts of PersonAnswers: their fields are named as those of the form and the columns
PARTS = ("practitioner", "main_contact", "location")
#: fields of the parts that come from the case record and are not asked
NOT_ASKED = {"recorded_prison", "hdc_eligible_on"}
#: name of an answer -> its code list
CODES = {"kind": ReferralKind, "contact_place": ContactPlace}


@dataclass(frozen=True, kw_only=True)
class PersonAnswers:
    """Answers of the page about the person: where they are, whom to call, and that their details are right.

    Form fields, columns and the fields of the parts share one set of names. Only `kind_answer` is "kind"
    there: the `kind` of a draft follows from it.

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
    def named(cls, **values: Any) -> "PersonAnswers":
        """Answers from values by the names of form fields. None and "" count as not answered.

        raises   TypeError for a name that no answer has
        """
        answered = {name: value for name, value in values.items() if value not in (None, "")}
        answered |= {name: code(answered[name]) for name, code in CODES.items() if name in answered}
        answers: dict[str, Any] = {"kind_answer": answered.pop("kind", None)}
        for part in PARTS:
            blank = getattr(cls, part)
            names = [name for name in asked_in(blank) if name in answered]
            answers[part] = replace(blank, **{name: answered.pop(name) for name in names})
        return cls(**answers, **answered)

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
        return {name: getattr(values, name) for name in asked_in(values)}


def asked_in(part: Practitioner | MainContact | Location) -> list[str]:
    return [one.name for one in fields(part) if one.name not in NOT_ASKED]


@dataclass(frozen=True, kw_only=True)
class NeedsAnswers:
    """Answers of the page about needs, named as its form fields and the columns of a referral."""

    other_needs: str = ""
    accessibility_needs: str = ""
    interpreter_needed: bool | None = None
    interpreter_language: str = ""
    has_responsibilities: bool | None = None
    when_unavailable: str = ""

    def without_details_of_no(self) -> "NeedsAnswers":
        """The answers without the details that only a "yes" asks for."""
        return replace(
            self,
            interpreter_language=self.interpreter_language if self.interpreter_needed else "",
            when_unavailable=self.when_unavailable if self.has_responsibilities else "",
        )


@dataclass(frozen=True, kw_only=True)
class DeliveryAnswers:
    """Answers of the page about days, deadline and reason, named as its form fields and the columns."""

    enforceable_days: int | None = None
    deadline_on: date | None = None
    late_deadline_reason: str = ""
    reason: str = ""
    further_information: str = ""
    ete_before_release_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """The sentence a referral is made under.

    pss_ends_on      end of post-sentence supervision
    use_pss_end      the practitioner chose that date as the end
    rar_days_left    rehabilitation activity days still to do, None when the sentence has none
    """

    id: int
    kind: SentenceKind
    ends_on: date | None = None
    pss_ends_on: date | None = None
    use_pss_end: bool = False
    rar_days_left: int | None = None

    @property
    def last_day(self) -> date | None:
        return self.pss_ends_on if self.use_pss_end and self.pss_ends_on else self.ends_on


@dataclass(frozen=True, kw_only=True)
class Draft(PersonAnswers, DeliveryAnswers):
    """Everything answered so far.

    categories   chosen service categories; outcomes and levels are per category
    """

    risk: RiskScreen | None = None
    needs: NeedsAnswers = NeedsAnswers()
    categories: tuple[str, ...] = ()
    sentence: Sentence | None = None
    outcomes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> ReferralKind | None:
        """Custody or community, None while unanswered. Without a practitioner it is custody."""
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
    outcomes         category -> outcomes the contract offers that day
    levels           category -> complexity levels
    outcome_words    code -> words, also of outcomes that are no longer offered
    most_days        most enforceable days
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
        """Whether there are several categories, of which the practitioner picks one or more."""
        return len(self.categories) > 1
