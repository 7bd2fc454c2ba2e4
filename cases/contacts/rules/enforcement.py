"""Failure to comply: response dates, the count and its limit, breach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cases.codes import BREACH_END_TYPES, ContactTypeCode, EnforcementActionCode
from cases.contacts.rules.facts import ActionFacts
from core.reasons import Reason


@dataclass(frozen=True, kw_only=True)
class ContactRow:
    """A saved contact of one event, as far as enforcement reads it. Removed contacts are not among them."""

    on: date
    type: str
    national_standards: bool = False
    has_outcome: bool = False
    complied: bool | None = None


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
