"""What the contact rules need to know of a type, an outcome, an action, and of the contact itself."""

from dataclasses import dataclass, field
from datetime import date, time

from cases.codes import ComponentKind, LocationFlag, OutcomeFlag


@dataclass(frozen=True, kw_only=True)
class ContactTypeFacts:
    """A row of the contact types.

    outcomes                 codes it may end in; None when the type names none: any current outcome
    nsi_types                NSI types it may be entered under, None for any
    requirement_categories   categories it may be entered under, None when it belongs to the whole order
    """

    code: str
    words: str
    outcome_flag: OutcomeFlag | None = None
    location_flag: LocationFlag | None = None
    attendance: bool = False
    national_standards: bool = False
    alert_allowed: bool = True
    hours_credited: bool = False
    sensitive: bool = False
    editable: bool = True
    future_allowed: bool = True
    offender_level: bool = True
    cja: bool = True
    pre_cja: bool = True
    outcomes: frozenset[str] | None = None
    nsi_types: frozenset[str] | None = None
    requirement_categories: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True)
class OutcomeFacts:
    """A row of the outcomes; attended and complied are None where the outcome does not say."""

    code: str
    attended: bool | None
    complied: bool | None
    enforceable: bool = False
    action_required: bool = False

    @property
    def permissible_absence(self) -> bool:
        return self.attended is False and self.complied is True

    @property
    def may_be_enforced(self) -> bool:
        return self.complied is False and self.enforceable


@dataclass(frozen=True, kw_only=True)
class ActionFacts:
    """A row of the enforcement actions.

    response_days   calendar days the person has to answer, None when no answer is awaited
    contact_type    the contact it writes, None for none
    """

    code: str
    words: str
    outstanding: bool = False
    response_days: int | None = None
    contact_type: str | None = None


@dataclass(frozen=True, kw_only=True)
class Level:
    """What a contact relates to.

    cja                    of an event: True CJA 2003, False before it
    nsi_type               of an NSI
    requirement_category   of a requirement
    """

    kind: ComponentKind
    cja: bool = True
    nsi_type: str | None = None
    requirement_category: str | None = None


PERSON_LEVEL = Level(kind=ComponentKind.PERSON)


@dataclass(frozen=True, kw_only=True)
class ContactEntry:
    """A contact as somebody wants to save it."""

    on: date
    type: ContactTypeFacts
    start: time | None = None
    end: time | None = None
    level: Level = field(default=PERSON_LEVEL)
    has_location: bool = False
    outcome: OutcomeFacts | None = None
    action: ActionFacts | None = None
    alert: bool = False
    sensitive: bool = False
