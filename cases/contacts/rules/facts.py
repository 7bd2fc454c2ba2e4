"""What the contact rules read: rows of the tables of contacts, by the names of their columns.

The rules take the rows themselves. Each protocol lists the columns that the rules read, so that a saved row,
an unsaved one and one made in a test will do. No rule queries the database: the caller loads what a protocol
names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple, Protocol

from cases.codes import ComponentKind


class TypeFacts(Protocol):
    """A row of the contact types. Where a column is None, the rule that reads it refuses nothing.

    outcome_flag, location_flag   letters of `OutcomeFlag` and `LocationFlag`, "" where the source gives none
    outcomes                      codes of the outcomes it may have
    nsi_types                     types of NSI it may be entered under
    requirement_types             types of requirement it may be entered under
    """

    @property
    def outcome_flag(self) -> str: ...
    @property
    def location_flag(self) -> str: ...
    @property
    def is_attendance(self) -> bool: ...
    @property
    def credits_hours(self) -> bool: ...
    @property
    def is_system(self) -> bool: ...
    @property
    def offender_level_allowed(self) -> bool: ...
    @property
    def alert_allowed(self) -> bool | None: ...
    @property
    def future_allowed(self) -> bool | None: ...
    @property
    def cja_allowed(self) -> bool | None: ...
    @property
    def pre_cja_allowed(self) -> bool | None: ...
    @property
    def outcomes(self) -> Sequence[str] | None: ...
    @property
    def nsi_types(self) -> Sequence[str] | None: ...
    @property
    def requirement_types(self) -> Sequence[str] | None: ...


class OutcomeFacts(Protocol):
    """A row of the outcomes; attended and complied are None where the outcome does not say."""

    @property
    def code(self) -> str: ...
    @property
    def attended(self) -> bool | None: ...
    @property
    def complied(self) -> bool | None: ...
    @property
    def enforceable(self) -> bool: ...
    @property
    def action_required(self) -> bool: ...


class ActionFacts(Protocol):
    """A row of the enforcement actions.

    outstanding     whether the action waits for an answer
    response_days   calendar days the person has to answer, None when no answer is awaited
    """

    @property
    def words(self) -> str: ...
    @property
    def outstanding(self) -> bool: ...
    @property
    def response_days(self) -> int | None: ...


class LimitFacts(Protocol):
    """A row of the disposal types: how many failures to comply call for a review of enforcement.

    ftc_limit       number of failures; None for no limit
    ftc_months      months that a failure counts; None for all since the sentence or the last breach
    pss_ftc_limit   number of failures once post-sentence supervision has started; None for no limit
    """

    @property
    def ftc_limit(self) -> int | None: ...
    @property
    def ftc_months(self) -> int | None: ...
    @property
    def pss_ftc_limit(self) -> int | None: ...


class ContactFacts(Protocol):
    """A contact that is about to be saved: type, outcome and action are loaded rows."""

    @property
    def type(self) -> TypeFacts: ...
    @property
    def on(self) -> date: ...
    @property
    def start_time(self) -> time | None: ...
    @property
    def end_time(self) -> time | None: ...
    @property
    def arrived_at(self) -> datetime | None: ...
    @property
    def office_id(self) -> int | None: ...
    @property
    def outcome(self) -> OutcomeFacts | None: ...
    @property
    def enforcement_action(self) -> ActionFacts | None: ...
    @property
    def is_alert(self) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Level:
    """What a contact relates to.

    cja                of a sentence: True under the CJA 2003, False before it, None where it is not known
    nsi_type           code, of an NSI
    requirement_type   code, of a requirement
    """

    kind: ComponentKind
    cja: bool | None = None
    nsi_type: str | None = None
    requirement_type: str | None = None


PERSON_LEVEL = Level(kind=ComponentKind.PERSON)


class EventContact(NamedTuple):
    """What enforcement reads of a saved contact of an event. Removed contacts are left out."""

    on: date
    type_code: str
    is_national_standards: bool = False
    outcome_id: int | None = None
    complied: bool | None = None
