"""Non-statutory interventions: opening one, changing its status, terminating it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cases.codes import ContactTypeCode
from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason


class NsiTypeFacts(Protocol):
    """A row of the NSI types. Where a level is None, the rule that reads it refuses nothing.

    offender_level       whether it may be about the person as a whole
    event_level          whether it may be under a sentence
    units                of the length; "" when the type has none, and then no length may be given
    minimum, maximum     of the length, None for no bound
    requirement_types    types of requirement it may be under, None for any
    active_duplicates    whether two may be open at once
    inactive_duplicates  whether another may be opened after one has ended
    kept_by_referrals    whether only the referral that opened it may end it
    """

    @property
    def words(self) -> str: ...
    @property
    def offender_level(self) -> bool | None: ...
    @property
    def event_level(self) -> bool | None: ...
    @property
    def units(self) -> str: ...
    @property
    def minimum(self) -> int | None: ...
    @property
    def maximum(self) -> int | None: ...
    @property
    def requirement_types(self) -> Sequence[str] | None: ...
    @property
    def active_duplicates(self) -> bool: ...
    @property
    def inactive_duplicates(self) -> bool: ...
    @property
    def kept_by_referrals(self) -> bool: ...


class Coded(Protocol):
    @property
    def code(self) -> str: ...


class EventFacts(Protocol):
    @property
    def referred_on(self) -> date: ...


class RequirementFacts(Protocol):
    @property
    def type(self) -> Coded: ...
    @property
    def ended_on(self) -> date | None: ...


class NsiFacts(Protocol):
    """An NSI that is about to be saved: type, event and requirement are loaded rows."""

    @property
    def type(self) -> NsiTypeFacts: ...
    @property
    def event(self) -> EventFacts | None: ...
    @property
    def requirement(self) -> RequirementFacts | None: ...
    @property
    def referred_on(self) -> date: ...
    @property
    def started_on(self) -> date | None: ...
    @property
    def ended_on(self) -> date | None: ...


@dataclass(frozen=True, kw_only=True)
class NsiLists:
    """Codes of the statuses, outcomes and sub types that a type of NSI may have."""

    statuses: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    subtypes: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class NsiAnswers:
    """What is chosen from a type's lists, and its length in the type's units."""

    status: str
    status_on: date
    outcome: str | None = None
    subtype: str | None = None
    length: int | None = None


@dataclass(frozen=True, kw_only=True)
class NsiContact:
    """A contact about an NSI. `type` is None for the contact of a status, which is not entered."""

    type: ContactTypeCode | None
    on: date
    note: Reason


def check_nsi(
    nsi: NsiFacts,
    answers: NsiAnswers,
    lists: NsiLists,
    *,
    today: date,
    open_of_type: int = 0,
    ended_of_type: int = 0,
) -> None:
    """Refuses an NSI that breaks a rule.

    open_of_type, ended_of_type   other NSIs of this type under the same event or person
    raises                        RulesBroken with every rule it breaks
    source                        docs/sources/cases.md#non-statutory-interventions
    """
    broken = [
        *_level(nsi),
        *_dates(nsi, answers, today),
        *_lists(nsi, answers, lists),
        *_length(nsi.type, answers.length),
        *_requirement(nsi),
        *_duplicates(nsi, open_of_type, ended_of_type),
    ]
    if broken:
        raise RulesBroken(broken)


def check_status_change(
    lists: NsiLists, *, status: str, on: date, last_on: date, active: bool, today: date
) -> None:
    """Refuses a status of another type of NSI, and a date before the last status or in the future.

    active   whether the NSI has not ended
    raises   RuleBroken NSI_ENDED, STATUS_NOT_OF_TYPE, STATUS_BACKWARDS, STATUS_IN_FUTURE
    """
    if not active:
        raise RuleBroken("NSI_ENDED", "An NSI that has ended cannot change its status")
    if status not in lists.statuses:
        raise RuleBroken("STATUS_NOT_OF_TYPE", "Select a status that goes with this type of NSI", "status")
    if on < last_on:
        reason = Reason("Status date must be on or after {day}", day=last_on)
        raise RuleBroken("STATUS_BACKWARDS", reason, "status_on")
    if on > today:
        raise RuleBroken("STATUS_IN_FUTURE", "Status date must be today or in the past", "status_on")


def check_termination(
    nsi: NsiFacts,
    lists: NsiLists,
    *,
    outcome: str | None,
    on: date,
    today: date,
    by_referral_system: bool = False,
) -> None:
    """Refuses an outcome and end date that cannot terminate the NSI.

    by_referral_system   whether its referral ends it: nothing else may end an NSI kept by referrals
    raises               RuleBroken
    """
    if nsi.type.kept_by_referrals and not by_referral_system:
        words = Reason("This NSI is closed by its referral: end the referral instead")
        raise RuleBroken("CRS_CLOSED_BY_REFERRAL", words)
    if nsi.ended_on is not None:
        raise RuleBroken("NSI_ENDED", "This NSI has ended already")
    if outcome is None:
        raise RuleBroken("OUTCOME_REQUIRED", "Select an outcome", "outcome")
    if outcome not in lists.outcomes:
        raise RuleBroken(
            "OUTCOME_NOT_OF_TYPE", "Select an outcome that goes with this type of NSI", "outcome"
        )
    first = nsi.started_on or nsi.referred_on
    if on < first:
        reason = Reason("End date must be on or after {day}", day=first)
        raise RuleBroken("END_BEFORE_START", reason, "ended_on")
    if on > today:
        raise RuleBroken("END_IN_FUTURE", "End date must be today or in the past", "ended_on")


def contacts_when_opened(nsi: NsiFacts, *, status_words: str, status_on: date) -> tuple[NsiContact, ...]:
    """The contacts of a new NSI: referral, first status and, if it has started, commencement."""
    referred = NsiContact(
        type=ContactTypeCode.NSI_REFERRED,
        on=nsi.referred_on,
        note=Reason("NSI referred: {type}", type=nsi.type.words),
    )
    contacts = [referred, contact_of_status(status_words, on=status_on)]
    if nsi.started_on:
        contacts.append(contact_of_start(nsi.type, on=nsi.started_on))
    return tuple(contacts)


def contact_of_status(status_words: str, *, on: date) -> NsiContact:
    return NsiContact(type=None, on=on, note=Reason("NSI status: {status}", status=status_words))


def contact_of_start(type: NsiTypeFacts, *, on: date) -> NsiContact:
    note = Reason("NSI commenced: {type}", type=type.words)
    return NsiContact(type=ContactTypeCode.NSI_COMMENCED, on=on, note=note)


def contact_of_end(outcome_words: str, *, on: date) -> NsiContact:
    note = Reason("NSI Terminated with Outcome: {outcome}", outcome=outcome_words)
    return NsiContact(type=ContactTypeCode.NSI_TERMINATED, on=on, note=note)


def _level(nsi: NsiFacts) -> Iterator[RuleBroken]:
    if nsi.event is None and nsi.type.offender_level is False:
        reason = Reason("Select the sentence for {type}", type=nsi.type.words)
        yield RuleBroken("EVENT_REQUIRED", reason, "event")
    if nsi.event is not None and nsi.type.event_level is False:
        reason = Reason("{type} cannot be under a sentence", type=nsi.type.words)
        yield RuleBroken("EVENT_NOT_ALLOWED", reason, "event")


def _dates(nsi: NsiFacts, answers: NsiAnswers, today: date) -> Iterator[RuleBroken]:
    if nsi.referred_on > today:
        yield RuleBroken("REFERRED_IN_FUTURE", "Referral date must be today or in the past", "referred_on")
    if nsi.event is not None and nsi.referred_on < nsi.event.referred_on:
        day = nsi.event.referred_on
        reason = Reason("Referral date must be on or after {day}, the sentence's", day=day)
        yield RuleBroken("REFERRED_BEFORE_EVENT", reason, "referred_on")
    if nsi.started_on and nsi.started_on < nsi.referred_on:
        words = "Start date must be on or after the referral date"
        yield RuleBroken("START_BEFORE_REFERRAL", words, "started_on")
    if nsi.ended_on and nsi.ended_on < (nsi.started_on or nsi.referred_on):
        yield RuleBroken("END_BEFORE_START", "End date must be on or after the start date", "ended_on")
    if answers.status_on < nsi.referred_on:
        words = "Status date must be on or after the referral date"
        yield RuleBroken("STATUS_BEFORE_REFERRAL", words, "status_on")
    if answers.status_on > today:
        yield RuleBroken("STATUS_IN_FUTURE", "Status date must be today or in the past", "status_on")


def _lists(nsi: NsiFacts, answers: NsiAnswers, lists: NsiLists) -> Iterator[RuleBroken]:
    if lists.subtypes and answers.subtype is None:
        yield RuleBroken("SUB_TYPE_REQUIRED", "Select a sub type", "subtype")
    elif answers.subtype is not None and answers.subtype not in lists.subtypes:
        words = "Select a sub type that goes with this type of NSI"
        yield RuleBroken("SUB_TYPE_NOT_OF_TYPE", words, "subtype")
    if answers.status not in lists.statuses:
        yield RuleBroken("STATUS_NOT_OF_TYPE", "Select a status that goes with this type of NSI", "status")
    if answers.outcome is not None and answers.outcome not in lists.outcomes:
        words = "Select an outcome that goes with this type of NSI"
        yield RuleBroken("OUTCOME_NOT_OF_TYPE", words, "outcome")
    if answers.outcome is not None and nsi.ended_on is None:
        yield RuleBroken("END_REQUIRED", "Enter the end date that goes with the outcome", "ended_on")


def _length(type: NsiTypeFacts, length: int | None) -> Iterator[RuleBroken]:
    low, high = type.minimum, type.maximum
    if not type.units:
        if length is not None:
            reason = Reason("{type} has no length", type=type.words)
            yield RuleBroken("LENGTH_NOT_ALLOWED", reason, "length")
    elif length is None:
        yield RuleBroken("LENGTH_REQUIRED", Reason("Enter the length in {units}", units=type.units), "length")
    elif low is not None and length < low:
        yield RuleBroken("LENGTH_TOO_SHORT", Reason("Length must be {low} or more", low=low), "length")
    elif high is not None and length > high:
        yield RuleBroken("LENGTH_TOO_LONG", Reason("Length must be {high} or less", high=high), "length")


def _requirement(nsi: NsiFacts) -> Iterator[RuleBroken]:
    if nsi.requirement is None:
        return
    allowed = nsi.type.requirement_types
    if allowed is not None and nsi.requirement.type.code not in allowed:
        reason = Reason("{type} cannot be under this requirement", type=nsi.type.words)
        yield RuleBroken("REQUIREMENT_NOT_ALLOWED", reason, "requirement")
    terminated_on = nsi.requirement.ended_on
    if terminated_on and (nsi.ended_on is None or nsi.ended_on < terminated_on):
        reason = Reason("The requirement ended on {day}: enter an end date on or after it", day=terminated_on)
        yield RuleBroken("REQUIREMENT_ENDED", reason, "ended_on")


def _duplicates(nsi: NsiFacts, open_of_type: int, ended_of_type: int) -> Iterator[RuleBroken]:
    if open_of_type and nsi.ended_on is None and not nsi.type.active_duplicates:
        reason = Reason("There is an open {type} already", type=nsi.type.words)
        yield RuleBroken("OPEN_DUPLICATE", reason, "type")
    if ended_of_type and not nsi.type.inactive_duplicates:
        reason = Reason("There has been a {type} already", type=nsi.type.words)
        yield RuleBroken("ENDED_DUPLICATE", reason, "type")
