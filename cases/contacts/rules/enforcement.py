"""Failure to comply: response dates, the count and its limit, breach."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from cases.codes import BREACH_END_TYPES, ContactTypeCode, EnforcementActionCode
from cases.contacts.rules.facts import ActionFacts, ContactFacts, EventContact, LimitFacts
from core.calendar.working_days import add_months
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


@dataclass(frozen=True, kw_only=True)
class Failures:
    """The failures to comply of one sentence, as the count, its limit and the choices offered see them.

    dates    days with a national standards contact not complied with, since the sentence or the last breach
    limit    number that calls for a review of enforcement; None for no limit
    months   months that a failure counts; None for as long as the sentence lasts
    """

    dates: frozenset[date]
    limit: int | None
    months: int | None

    def count_on(self, day: date) -> int:
        """How many count on a day. Where they count for 12 months, one of a year ago has lapsed."""
        return sum(failed_on <= day < self._lapses_on(failed_on) for failed_on in self.dates)

    def most_with(self, failed_on: date) -> int:
        """The highest count that a failure is part of: one entered late may complete an older count."""
        days = (day for day in self.dates if failed_on <= day < self._lapses_on(failed_on))
        return max((self.count_on(day) for day in days), default=0)

    def with_one_on(self, day: date) -> "Failures":
        """These, and one more on the day."""
        return replace(self, dates=self.dates | {day})

    def _lapses_on(self, failed_on: date) -> date:
        return date.max if self.months is None else add_months(failed_on, self.months)


def failures_of(
    contacts: Iterable[EventContact], order: LimitFacts, *, sentenced_on: date, breach_ended_on: date | None
) -> Failures:
    """Failures to comply of a sentence, from the contacts of its event in any order.

    source   docs/sources/cases.md#failure-to-comply-and-breach
    """
    contacts = list(contacts)
    since = max(day for day in (sentenced_on, breach_ended_on) if day)
    after_licence = any(c.type_code == ContactTypeCode.PSS_STARTED for c in contacts)
    return Failures(
        dates=frozenset(c.on for c in contacts if is_failure(c) and c.on >= since),
        limit=order.pss_ftc_limit if after_licence else order.ftc_limit,
        months=order.ftc_months,
    )


def is_failure(contact: EventContact) -> bool:
    return contact.is_national_standards and contact.complied is False


def usual_step(failures: int, limit: int | None, *, custodial: bool) -> Reason | None:
    """What usually follows a failure, in words; None where there is no limit.

    failures   how many count with this one
    source     docs/sources/cases.md#failure-to-comply-and-breach
    """
    if limit is None:
        return None
    if failures >= limit:
        return Reason("consider recall") if custodial else Reason("consider breach")
    return Reason("final warning") if failures == limit - 1 else Reason("first warning")


def usual_actions(failures: int, limit: int | None, *, custodial: bool) -> tuple[EnforcementActionCode, ...]:
    """What usually follows a failure, offered before all other actions; nothing where there is no limit.

    failures   how many count with this one
    source     docs/sources/cases.md#failure-to-comply-and-breach
    """
    if limit is None:
        return ()
    code = EnforcementActionCode
    if failures >= limit:
        ending = code.RECALL_REQUESTED if custodial else code.BREACH_REQUESTED
        return (code.AWAIT_RESPONSE, ending, code.BREACH_INITIATED, code.NO_FURTHER_ACTION)
    warning = code.FINAL_WARNING if failures == limit - 1 else code.FIRST_WARNING
    return (code.AWAIT_RESPONSE, code.LETTER_REQUESTED, warning, code.NO_FURTHER_ACTION)


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
    """Whether the failures or the breach of an event depend on a contact that is entered."""
    return is_failure(contact) or contact.type_code in {ContactTypeCode.BREACH_INITIATED, *BREACH_END_TYPES}


def should_review_enforcement(
    failed: EventContact,
    *,
    failures: Failures,
    breach: BreachState,
    action: EnforcementActionCode | str | None,
    contacts: Iterable[EventContact],
) -> bool:
    """Whether this failure calls for a linked "review enforcement status" contact.

    failures   of the sentence, this one among them
    contacts   those of the event: while a review among them has no outcome, no other is called for
    """
    if failures.limit is None or not is_failure(failed):
        return False
    if failures.most_with(failed.on) < failures.limit or breach.in_breach_on(failed.on):
        return False
    if action == EnforcementActionCode.BREACH_INITIATED:
        return False
    return not any(
        c.type_code == ContactTypeCode.REVIEW_ENFORCEMENT
        and c.outcome_id is None
        and (breach.ended_on is None or c.on >= breach.ended_on)
        for c in contacts
    )
