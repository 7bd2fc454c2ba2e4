"""Non-statutory interventions: opening one, changing its status, terminating it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cases.codes import CRS_NSI_TYPES, ContactTypeCode
from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason


@dataclass(frozen=True, kw_only=True)
class NsiTypeFacts:
    """A row of the NSI types with its lists of codes.

    units                    of the length; "" when the type has none
    minimum, maximum         of the length, None for no bound
    requirement_categories   it may hang under, None for any
    active_duplicates        whether two may be open; inactive_duplicates: whether an ended one bars another
    """

    code: str
    words: str
    offender_level: bool = False
    event_level: bool = True
    sub_types: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    units: str = ""
    minimum: int | None = None
    maximum: int | None = None
    requirement_categories: frozenset[str] | None = None
    active_duplicates: bool = True
    inactive_duplicates: bool = True

    @property
    def is_crs(self) -> bool:
        return self.code in CRS_NSI_TYPES


@dataclass(frozen=True, kw_only=True)
class NsiEntry:
    """An NSI as somebody wants to save it.

    event_referred_on           None at offender level
    requirement_category        None when it hangs under no requirement
    requirement_terminated_on   None while the requirement runs
    """

    type: NsiTypeFacts
    referred_on: date
    status: str
    status_on: date
    sub_type: str | None = None
    event_referred_on: date | None = None
    started_on: date | None = None
    expected_end_on: date | None = None
    ended_on: date | None = None
    outcome: str | None = None
    length: int | None = None
    requirement_category: str | None = None
    requirement_terminated_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NsiContact:
    """A contact an NSI writes; `type` is None for the contact of a status, whose type the status names."""

    type: ContactTypeCode | None
    on: date
    note: Reason


def check_nsi(entry: NsiEntry, *, today: date, open_of_type: int = 0, ended_of_type: int = 0) -> None:
    """raises   RulesBroken with every rule the entry breaks

    open_of_type, ended_of_type   other NSIs of this type under the same event or person
    source                        docs/sources/cases.md#non-statutory-interventions
    """
    broken = [
        *_level(entry),
        *_dates(entry, today),
        *_lists(entry),
        *_length(entry),
        *_requirement(entry),
        *_duplicates(entry, open_of_type, ended_of_type),
    ]
    if broken:
        raise RulesBroken(broken)


def check_status_change(
    entry_type: NsiTypeFacts, *, status: str, on: date, last_on: date, active: bool, today: date
) -> None:
    """A status belongs to the type and its date never moves backwards."""
    if not active:
        raise RuleBroken("NSI_ENDED", "An NSI that has ended cannot change its status")
    if status not in entry_type.statuses:
        raise RuleBroken("STATUS_NOT_OF_TYPE", "Select a status that goes with this type of NSI", "status")
    if on < last_on:
        reason = Reason("Status date must be on or after {day}", day=last_on)
        raise RuleBroken("STATUS_BACKWARDS", reason, "status_on")
    if on > today:
        raise RuleBroken("STATUS_IN_FUTURE", "Status date must be today or in the past", "status_on")


def check_termination(
    type: NsiTypeFacts,
    *,
    outcome: str | None,
    on: date,
    started_on: date | None,
    referred_on: date,
    active: bool,
    today: date,
    by_referral_system: bool = False,
) -> None:
    """An end date and an outcome together terminate. A CRS NSI is closed by its referral alone."""
    if type.is_crs and not by_referral_system:
        words = Reason("This NSI is closed by its referral: end the referral instead")
        raise RuleBroken("CRS_CLOSED_BY_REFERRAL", words)
    if not active:
        raise RuleBroken("NSI_ENDED", "This NSI has ended already")
    if outcome is None:
        raise RuleBroken("OUTCOME_REQUIRED", "Select an outcome", "outcome")
    if outcome not in type.outcomes:
        raise RuleBroken(
            "OUTCOME_NOT_OF_TYPE", "Select an outcome that goes with this type of NSI", "outcome"
        )
    if on < (started_on or referred_on):
        reason = Reason("End date must be on or after {day}", day=started_on or referred_on)
        raise RuleBroken("END_BEFORE_START", reason, "ended_on")
    if on > today:
        raise RuleBroken("END_IN_FUTURE", "End date must be today or in the past", "ended_on")


def contacts_when_opened(entry: NsiEntry, *, status_words: str) -> tuple[NsiContact, ...]:
    """Referral, first status and, once started, commencement."""
    referred = NsiContact(
        type=ContactTypeCode.NSI_REFERRED,
        on=entry.referred_on,
        note=Reason("NSI referred: {type}", type=entry.type.words),
    )
    contacts = [referred, contact_of_status(status_words, on=entry.status_on)]
    if entry.started_on:
        contacts.append(contact_of_start(entry.type, on=entry.started_on))
    return tuple(contacts)


def contact_of_status(status_words: str, *, on: date) -> NsiContact:
    return NsiContact(type=None, on=on, note=Reason("NSI status: {status}", status=status_words))


def contact_of_start(type: NsiTypeFacts, *, on: date) -> NsiContact:
    note = Reason("NSI commenced: {type}", type=type.words)
    return NsiContact(type=ContactTypeCode.NSI_COMMENCED, on=on, note=note)


def contact_of_end(outcome_words: str, *, on: date) -> NsiContact:
    note = Reason("NSI Terminated with Outcome: {outcome}", outcome=outcome_words)
    return NsiContact(type=ContactTypeCode.NSI_TERMINATED, on=on, note=note)


def _level(entry: NsiEntry) -> Iterator[RuleBroken]:
    if entry.event_referred_on is None and not entry.type.offender_level:
        yield RuleBroken(
            "EVENT_REQUIRED", Reason("Select the sentence for {type}", type=entry.type.words), "event"
        )
    if entry.event_referred_on is not None and not entry.type.event_level:
        reason = Reason("{type} cannot be under a sentence", type=entry.type.words)
        yield RuleBroken("EVENT_NOT_ALLOWED", reason, "event")


def _dates(entry: NsiEntry, today: date) -> Iterator[RuleBroken]:
    if entry.referred_on > today:
        yield RuleBroken("REFERRED_IN_FUTURE", "Referral date must be today or in the past", "referred_on")
    if entry.event_referred_on and entry.referred_on < entry.event_referred_on:
        reason = Reason(
            "Referral date must be on or after {day}, the sentence's", day=entry.event_referred_on
        )
        yield RuleBroken("REFERRED_BEFORE_EVENT", reason, "referred_on")
    if entry.started_on and entry.started_on < entry.referred_on:
        yield RuleBroken(
            "START_BEFORE_REFERRAL", "Start date must be on or after the referral date", "started_on"
        )
    if entry.ended_on and entry.ended_on < (entry.started_on or entry.referred_on):
        yield RuleBroken("END_BEFORE_START", "End date must be on or after the start date", "ended_on")
    if entry.status_on < entry.referred_on:
        yield RuleBroken(
            "STATUS_BEFORE_REFERRAL", "Status date must be on or after the referral date", "status_on"
        )
    if entry.status_on > today:
        yield RuleBroken("STATUS_IN_FUTURE", "Status date must be today or in the past", "status_on")


def _lists(entry: NsiEntry) -> Iterator[RuleBroken]:
    if entry.type.sub_types and entry.sub_type is None:
        yield RuleBroken("SUB_TYPE_REQUIRED", "Select a sub type", "sub_type")
    elif entry.sub_type is not None and entry.sub_type not in entry.type.sub_types:
        yield RuleBroken(
            "SUB_TYPE_NOT_OF_TYPE", "Select a sub type that goes with this type of NSI", "sub_type"
        )
    if entry.status not in entry.type.statuses:
        yield RuleBroken("STATUS_NOT_OF_TYPE", "Select a status that goes with this type of NSI", "status")
    if entry.outcome is not None and entry.outcome not in entry.type.outcomes:
        yield RuleBroken(
            "OUTCOME_NOT_OF_TYPE", "Select an outcome that goes with this type of NSI", "outcome"
        )
    if entry.outcome is not None and entry.ended_on is None:
        yield RuleBroken("END_REQUIRED", "Enter the end date that goes with the outcome", "ended_on")


def _length(entry: NsiEntry) -> Iterator[RuleBroken]:
    length, low, high = entry.length, entry.type.minimum, entry.type.maximum
    if not entry.type.units:
        if length is not None:
            reason = Reason("{type} has no length", type=entry.type.words)
            yield RuleBroken("LENGTH_NOT_ALLOWED", reason, "length")
        return
    if length is None:
        yield RuleBroken(
            "LENGTH_REQUIRED", Reason("Enter the length in {units}", units=entry.type.units), "length"
        )
    elif low is not None and length < low:
        yield RuleBroken("LENGTH_TOO_SHORT", Reason("Length must be {low} or more", low=low), "length")
    elif high is not None and length > high:
        yield RuleBroken("LENGTH_TOO_LONG", Reason("Length must be {high} or less", high=high), "length")


def _requirement(entry: NsiEntry) -> Iterator[RuleBroken]:
    if entry.requirement_category is None:
        return
    allowed = entry.type.requirement_categories
    if allowed is not None and entry.requirement_category not in allowed:
        reason = Reason("{type} cannot be under this requirement", type=entry.type.words)
        yield RuleBroken("REQUIREMENT_NOT_ALLOWED", reason, "requirement")
    terminated_on = entry.requirement_terminated_on
    if terminated_on and (entry.ended_on is None or entry.ended_on < terminated_on):
        reason = Reason("The requirement ended on {day}: enter an end date on or after it", day=terminated_on)
        yield RuleBroken("REQUIREMENT_ENDED", reason, "ended_on")


def _duplicates(entry: NsiEntry, open_of_type: int, ended_of_type: int) -> Iterator[RuleBroken]:
    if open_of_type and entry.ended_on is None and not entry.type.active_duplicates:
        yield RuleBroken(
            "OPEN_DUPLICATE", Reason("There is an open {type} already", type=entry.type.words), "type"
        )
    if ended_of_type and not entry.type.inactive_duplicates:
        yield RuleBroken(
            "ENDED_DUPLICATE", Reason("There has been a {type} already", type=entry.type.words), "type"
        )
