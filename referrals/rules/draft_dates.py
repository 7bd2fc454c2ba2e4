"""Choosing the end date of a service: a suggestion with its sum, and a warning if the date is too early."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.reasons import Reason

ASSESSMENT_WEEKS = 2
SESSIONS_A_WEEK = 1


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A suggested completion date and the weeks it is made of."""

    on: date
    assessment_weeks: int
    delivery_weeks: int
    spare_weeks: int

    @property
    def weeks(self) -> int:
        return self.assessment_weeks + self.delivery_weeks + self.spare_weeks

    @property
    def because(self) -> Reason:
        return Reason(
            "{assessment} weeks for the initial assessment + {delivery} weeks of sessions"
            " + {spare} weeks to spare = {total} weeks",
            assessment=self.assessment_weeks,
            delivery=self.delivery_weeks,
            spare=self.spare_weeks,
            total=self.weeks,
        )


def delivery_weeks(days: int, sessions_a_week: int = SESSIONS_A_WEEK) -> int:
    """Weeks the sessions take, rounded up."""
    if days < 1 or sessions_a_week < 1:
        raise ValueError(f"{days} days at {sessions_a_week} a week")
    return -(-days // sessions_a_week)


def spare_weeks(days: int) -> int:
    """Contingency: 4 weeks and two fifths of a week per day, rounded up.

    source   docs/sources/referrals.md#choosing-the-end-date (fits both published points: 5 -> 6, 10 -> 8)
    """
    return -(-(20 + 2 * days) // 5)


def suggested_deadline(sent_on: date, days: int, sessions_a_week: int = SESSIONS_A_WEEK) -> Suggestion:
    """The completion date to suggest. It never replaces the date that the practitioner typed."""
    weeks = delivery_weeks(days, sessions_a_week)
    spare = spare_weeks(days)
    return Suggestion(
        on=sent_on + timedelta(weeks=ASSESSMENT_WEEKS + weeks + spare),
        assessment_weeks=ASSESSMENT_WEEKS,
        delivery_weeks=weeks,
        spare_weeks=spare,
    )


def earliest_deadline(sent_on: date, days: int, sessions_a_week: int = SESSIONS_A_WEEK) -> date:
    """The first date that leaves time for the assessment and every session."""
    return sent_on + timedelta(weeks=ASSESSMENT_WEEKS + delivery_weeks(days, sessions_a_week))


def too_early(
    deadline: date, *, sent_on: date, days: int, sessions_a_week: int = SESSIONS_A_WEEK
) -> Reason | None:
    """A warning if the chosen date leaves too little time, else None."""
    earliest = earliest_deadline(sent_on, days, sessions_a_week)
    if deadline >= earliest:
        return None
    return Reason(
        "{days} days at {rate} a week, after the initial assessment, take until {day}",
        days=days,
        rate=sessions_a_week,
        day=earliest,
    )
