"""Failure to comply: response dates, the count and its limit, breach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from cases.codes import BREACH_END_TYPES, ContactTypeCode, EnforcementActionCode
from cases.contacts.rules.facts import ActionFacts, ContactFacts, EventContact
from core.reasons import Reason

# --- actions ------------------------------------------------------------------------------------------


class EnforcementState(NamedTuple):
    """Where the enforcement of a contact stands: columns of the contact.

    respond_by_on      the day to answer by, None when no answer is awaited
    enforcement_open   whether the contact waits in the enforcement list
    """

    respond_by_on: date | None = None
    enforcement_open: bool = False


def effect_of_action(action: ActionFacts, *, today: date) -> EnforcementState:
    """What choosing an action writes on the contact.

    source   docs/sources/cases.md#contact-rules
    """
    days = action.response_days
    return EnforcementState(
        respond_by_on=None if days is None else today + timedelta(days=days),
        enforcement_open=action.outstanding,
    )


def note_of_action(action: ActionFacts) -> Reason:
    """The note that is added when an action is taken."""
    return Reason("Enforcement action: {action}", action=action.words)


def state_after(
    contact: ContactFacts, *, chosen: bool, held: EnforcementState, today: date
) -> EnforcementState:
    """Where enforcement stands once the contact is saved.

    chosen   whether its action is chosen now; an action that was chosen before keeps the state held
    held     the stored state
    """
    if contact.enforcement_action is not None:
        return effect_of_action(contact.enforcement_action, today=today) if chosen else held
    outcome = contact.outcome
    waits = outcome is not None and outcome.complied is False and outcome.action_required
    return EnforcementState(enforcement_open=waits)


# --- the count ----------------------------------------------------------------------------------------


def ftc_count(
    contacts: Iterable[EventContact], *, sentenced_on: date | None, breach_ended_on: date | None
) -> int:
    """Failures to comply: the number of dates with a national standards contact not complied with.

    Dates count from the sentence or the end of the last breach, whichever is later.
    source   docs/sources/cases.md#failure-to-comply-and-breach
    """
    since = max((day for day in (sentenced_on, breach_ended_on) if day), default=date.min)
    return len({c.on for c in contacts if c.is_national_standards and c.complied is False and c.on >= since})


@dataclass(frozen=True, kw_only=True)
class BreachState:
    """Since when an event is in breach, or when it last was.

    started_on   since when the event is in breach, None when it is not
    ended_on     when the last breach ended, None for never
    """

    started_on: date | None = None
    ended_on: date | None = None

    def in_breach_on(self, day: date) -> bool:
        return self.started_on is not None and self.started_on <= day


def breach_state(contacts: Iterable[EventContact]) -> BreachState:
    """Whether an event is in breach, from all its contacts in any order.

    A start counts only if it is later than the last end.
    """
    contacts = list(contacts)
    ended_on = max((c.on for c in contacts if c.type_code in BREACH_END_TYPES), default=None)
    starts = [c.on for c in contacts if c.type_code == ContactTypeCode.BREACH_INITIATED]
    open_starts = [on for on in starts if ended_on is None or on > ended_on]
    return BreachState(started_on=min(open_starts, default=None), ended_on=ended_on)


def counts_for_enforcement(contact: EventContact) -> bool:
    """Whether the count of failures or the breach of an event depends on a contact that is entered."""
    is_failure = contact.is_national_standards and contact.complied is False
    return is_failure or contact.type_code in {ContactTypeCode.BREACH_INITIATED, *BREACH_END_TYPES}


def should_review_enforcement(
    failed: EventContact,
    *,
    count: int,
    limit: int | None,
    sentenced_on: date | None,
    breach: BreachState,
    action: EnforcementActionCode | str | None,
    contacts: Iterable[EventContact],
) -> bool:
    """Whether this failure calls for a linked "review enforcement status" contact.

    count      failures to comply so far
    limit      of the disposal type; None for none
    contacts   those of the event: while a review among them has no outcome, no other is called for
    """
    if not (failed.is_national_standards and failed.complied is False) or limit is None or count < limit:
        return False
    if sentenced_on is None or breach.in_breach_on(failed.on):
        return False
    if action == EnforcementActionCode.BREACH_INITIATED:
        return False
    return not any(
        c.type_code == ContactTypeCode.REVIEW_ENFORCEMENT
        and c.outcome_id is None
        and (breach.ended_on is None or c.on >= breach.ended_on)
        for c in contacts
    )
