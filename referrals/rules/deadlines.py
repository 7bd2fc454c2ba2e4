"""When each answer to a referral is due, and whether a referral from custody is urgent.

The deadlines of the action plan, its approval and the report, and those after a hold, wait for the acts that
meet them (docs/decisions/0012-no-deadline-nobody-can-meet.md).
"""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.calendar.working_days import add_working_days, next_working_day, working_days_between
from core.reasons import Reason
from referrals.codes import DeadlineKind, ReferralKind
from referrals.rules.draft_answers import PRE_RELEASE_CATEGORIES

URGENT_DAYS = 14
FIRST_RESPONSE = timedelta(hours=24)
ASSESSMENT_DAYS = 10
PLAN_DAYS = 5
APPROVAL_DAYS = 2
REPORT_DAYS = 5


@dataclass(frozen=True, kw_only=True)
class Due:
    """A deadline with the rule that gave it.

    on      due by the end of this day
    at      due by this instant; only the first response to an urgent referral has one
    """

    kind: DeadlineKind
    on: date
    rule: Reason
    at: datetime | None = None


def initial_assessment_due(sent_on: date, holidays: AbstractSet[date]) -> Due:
    """10 working days after the referral was sent.

    source   docs/sources/referrals.md#deadlines-of-a-referral
    """
    return working_days_due(DeadlineKind.INITIAL_ASSESSMENT, sent_on, ASSESSMENT_DAYS, holidays)


def action_plan_due(assessed_on: date, holidays: AbstractSet[date]) -> Due:
    """5 working days after the initial assessment took place; for the first version of the plan only."""
    return working_days_due(DeadlineKind.ACTION_PLAN, assessed_on, PLAN_DAYS, holidays)


def plan_approval_due(submitted_on: date, holidays: AbstractSet[date]) -> Due:
    """2 working days after the plan was submitted, if the contract has the practitioner approve plans."""
    return working_days_due(DeadlineKind.PLAN_APPROVAL, submitted_on, APPROVAL_DAYS, holidays)


def report_due(required_on: date, holidays: AbstractSet[date]) -> Due:
    """5 working days after the day from which an end of service report was required."""
    return working_days_due(DeadlineKind.END_OF_SERVICE_REPORT, required_on, REPORT_DAYS, holidays)


def feedback_due(appointment_on: date, holidays: AbstractSet[date]) -> Due:
    """The day of the appointment, or the next working day if that is a weekend or bank holiday."""
    return Due(
        kind=DeadlineKind.FEEDBACK,
        on=next_working_day(appointment_on, holidays),
        rule=Reason("By the end of the working day of the appointment on {day}", day=appointment_on),
    )


def working_days_due(kind: DeadlineKind, start: date, days: int, holidays: AbstractSet[date]) -> Due:
    return Due(
        kind=kind,
        on=add_working_days(start, days, holidays),
        rule=Reason("{days} working days after {day}", days=days, day=start),
    )


def first_response_due(urgent_since: datetime) -> Due:
    """24 clock hours from receipt, or from the moment a referral became urgent.

    urgent_since   in local time, so that `on` is the local day
    """
    at = urgent_since + FIRST_RESPONSE
    return Due(
        kind=DeadlineKind.FIRST_RESPONSE,
        on=at.date(),
        at=at,
        rule=Reason("24 hours after {moment}", moment=urgent_since),
    )


@dataclass(frozen=True, kw_only=True)
class Urgency:
    """Whether a referral is urgent on a day.

    applies      it is from custody, for accommodation or social inclusion, and a date to count to is known
    counted_to   the earlier of release and home detention curfew eligibility
    urgent_on    the first day on which 14 days or fewer are left
    """

    applies: bool
    is_urgent: bool
    days_left: int | None
    counted_to: date | None
    urgent_on: date | None
    because: Reason


def urgency(
    *,
    kind: ReferralKind,
    categories: Collection[str],
    release_on: date | None,
    hdc_eligible_on: date | None,
    on: date,
) -> Urgency:
    """Whether a referral is urgent or standard on a day: the day it is sent, or a release date is amended.

    A curfew date that has passed without release counts no more. A release date that has passed leaves 0
    days.

    source   docs/sources/referrals.md#urgent-and-standard
    """
    if kind != ReferralKind.CUSTODY:
        return no_timescale("Timescales are for people in custody")
    if not PRE_RELEASE_CATEGORIES & set(categories):
        return no_timescale("Timescales are for accommodation and social inclusion")
    dates = [release_on] if release_on is not None else []
    if hdc_eligible_on is not None and hdc_eligible_on >= on:
        dates.append(hdc_eligible_on)
    if not dates:
        return no_timescale("No release date is known")
    counted_to = min(dates)
    left = max((counted_to - on).days, 0)
    urgent = left <= URGENT_DAYS
    words = "Urgent: {left} days left until {day}" if urgent else "Standard: {left} days left until {day}"
    return Urgency(
        applies=True,
        is_urgent=urgent,
        days_left=left,
        counted_to=counted_to,
        urgent_on=counted_to - timedelta(days=URGENT_DAYS),
        because=Reason(words, left=left, day=counted_to),
    )


def no_timescale(words: str) -> Urgency:
    return Urgency(
        applies=False, is_urgent=False, days_left=None, counted_to=None, urgent_on=None, because=Reason(words)
    )


def became_urgent_at(*, known_at: datetime, urgent_from: datetime) -> datetime:
    """The moment a referral became urgent: the later of the two.

    known_at      when it was sent, or when the release date was amended
    urgent_from   local midnight that began Urgency.urgent_on
    """
    return max(known_at, urgent_from)


def due_after_hold(due_on: date, *, held_on: date, resumed_on: date, holidays: AbstractSet[date]) -> date:
    """The date of a deadline after a hold.

    The working days that were left when the hold began are counted from the day it ended. A deadline that had
    passed before the hold does not move.
    """
    left = working_days_between(held_on, due_on, holidays)
    return due_on if due_on < held_on else add_working_days(resumed_on, left, holidays)
