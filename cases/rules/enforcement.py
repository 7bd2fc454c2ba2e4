"""Failure to comply: response dates, the count and its limit, breach, and what needs input."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from cases.codes import BREACH_END_TYPES, ContactTypeCode, EnforcementActionCode
from cases.rules.contact_facts import ActionFacts
from core.reasons import Reason


@dataclass(frozen=True, kw_only=True)
class ContactRow:
    """A saved contact of one event, as far as enforcement reads it. Removed contacts are not among them."""

    on: date
    type: str
    national_standards: bool = False
    attendance: bool = False
    has_outcome: bool = False
    complied: bool | None = None
    action_required: bool = False
    has_action: bool = False
    action_outstanding: bool = False
    response_due_on: date | None = None


# --- actions ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ActionEffect:
    """What taking an action writes: beside the contact, in its notes, on its flag."""

    respond_by: date | None
    linked_contact_type: str | None
    enforcement_flag: bool
    note: Reason


def effect_of_action(action: ActionFacts, *, today: date) -> ActionEffect:
    """source   docs/sources/cases.md#contact-rules"""
    respond_by = today + timedelta(days=action.response_days) if action.response_days is not None else None
    return ActionEffect(
        respond_by=respond_by,
        linked_contact_type=action.contact_type,
        enforcement_flag=action.outstanding,
        note=Reason("Enforcement action: {action}", action=action.words),
    )


# --- the count ----------------------------------------------------------------------------------------


def ftc_count(
    contacts: Iterable[ContactRow], *, sentenced_on: date | None, breach_ended_on: date | None
) -> int:
    """Distinct dates with a national standards contact not complied with, since sentence and last breach.

    source   docs/sources/cases.md#failure-to-comply-and-breach
    """
    since = max((day for day in (sentenced_on, breach_ended_on) if day), default=date.min)
    return len({c.on for c in contacts if c.national_standards and c.complied is False and c.on >= since})


@dataclass(frozen=True, kw_only=True)
class BreachState:
    """In breach since, and when the last breach ended; None for never."""

    started_on: date | None = None
    ended_on: date | None = None

    def in_breach_on(self, day: date) -> bool:
        return self.started_on is not None and self.started_on <= day


def breach_state(contacts: Iterable[ContactRow]) -> BreachState:
    """Worked out anew from all contacts of the event, whatever order they were entered in.

    A start counts only when later than the last end; an end clears the breach.
    """
    contacts = list(contacts)
    ended_on = max((c.on for c in contacts if c.type in BREACH_END_TYPES), default=None)
    starts = [c.on for c in contacts if c.type == ContactTypeCode.BREACH_INITIATED]
    open_starts = [on for on in starts if ended_on is None or on > ended_on]
    return BreachState(started_on=min(open_starts, default=None), ended_on=ended_on)


def should_review_enforcement(
    failed: ContactRow,
    *,
    count: int,
    limit: int | None,
    sentenced_on: date | None,
    breach: BreachState,
    action: EnforcementActionCode | str | None,
    contacts: Iterable[ContactRow],
) -> bool:
    """Whether this failure calls for a linked "review enforcement status" contact.

    limit      of the disposal type; None for none
    contacts   those of the event, to see whether a review already waits for its outcome
    """
    if not (failed.national_standards and failed.complied is False) or limit is None or count < limit:
        return False
    if sentenced_on is None or breach.in_breach_on(failed.on):
        return False
    if action == EnforcementActionCode.BREACH_INITIATED:
        return False
    return not any(
        c.type == ContactTypeCode.REVIEW_ENFORCEMENT
        and not c.has_outcome
        and (breach.ended_on is None or c.on >= breach.ended_on)
        for c in contacts
    )


# --- the enforcement list -----------------------------------------------------------------------------


class Needs(Enum):
    """Why a contact is on the enforcement list."""

    OUTCOME = "OUTCOME"
    ACTION = "ACTION"
    CLOSING = "CLOSING"


NEEDS_WORDS = {
    Needs.OUTCOME: Reason("Outcome to record"),
    Needs.ACTION: Reason("Enforcement action to choose"),
    Needs.CLOSING: Reason("Enforcement action to close"),
}


def needs_input(contact: ContactRow, *, today: date) -> Needs | None:
    """What a contact waits for, None when it is not on the list. Today's joins tomorrow.

    source   docs/sources/cases.md#enforcement-list
    """
    if contact.on >= today:
        return None
    if contact.national_standards and contact.attendance and not contact.has_outcome:
        return Needs.OUTCOME
    if contact.action_required and not contact.has_action:
        return Needs.ACTION
    if contact.has_action and contact.action_outstanding:
        return Needs.CLOSING
    return None


def days_overdue(contact: ContactRow, *, today: date) -> int:
    """Days since the response was due; 0 on the day itself and before."""
    if contact.response_due_on is None:
        return 0
    return max((today - contact.response_due_on).days, 0)
