"""What a booking of an initial assessment or a session must hold.

The rules of sessions before release (`pre_release_problems`) wait for the booking of sessions.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from core.calendar.unusual_times import minute_of
from core.calendar.working_days import add_months
from core.errors import RuleBroken
from core.reasons import Reason
from referrals.codes import (
    AppointmentKind,
    AppointmentMethod,
    Category,
    ChangeAskedBy,
    ReferralKind,
    SessionType,
)
from referrals.rules.draft_answers import PRE_RELEASE_CATEGORIES
from referrals.rules.texts import depends, empty, invalid, tidy_postcode

LONDON = ZoneInfo("Europe/London")
HORIZON_MONTHS = 6
MOST_PRE_RELEASE = 3
FIRST_YEAR = 2000
MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True, kw_only=True)
class Booking:
    """A booking as requested. None or "" stands for an answer that was left out.

    starts           wall-clock time in the United Kingdom
    asked_by         who asked for the change; required, with change_reason, if an attempt is replaced
    has_feedback     attendance and feedback come with the booking
    """

    on: date | None = None
    starts: time | None = None
    length_minutes: int | None = None
    session_type: SessionType | None = None
    method: AppointmentMethod | None = None
    office: str = ""
    address_line_1: str = ""
    postcode: str = ""
    asked_by: ChangeAskedBy | None = None
    change_reason: str = ""
    has_feedback: bool = False


@dataclass(frozen=True, kw_only=True)
class BookingFacts:
    """What a booking is checked against.

    now        the time of day, where an hour of today that has passed needs its feedback; None where any hour
               of today may be booked, as the published API has it
    died_on    of a recorded death
    offices    codes of the offices of the contract's region that can be booked
    replaces   the booking would supersede an attempt that has no feedback
    """

    kind: AppointmentKind
    sent_on: date
    today: date
    now: time | None = None
    died_on: date | None = None
    offices: frozenset[str] = frozenset()
    replaces: bool = False


def booking_problems(booking: Booking, facts: BookingFacts) -> list[RuleBroken]:
    """All that is wrong with a booking.

    source   docs/sources/referrals.md#booking-an-appointment
    """
    return [
        *date_problems(booking, facts),
        *time_problems(booking, facts),
        *length_problems(booking),
        *type_problems(booking, facts.kind),
        *place_problems(booking, facts.offices),
        *(change_problems(booking) if facts.replaces else []),
    ]


def last_day_to_book(today: date) -> date:
    return add_months(today, HORIZON_MONTHS)


def date_problems(booking: Booking, facts: BookingFacts) -> list[RuleBroken]:
    on = booking.on
    if on is None:
        return [empty("on", "Enter the date of the appointment")]
    if on.year < FIRST_YEAR:
        return [RuleBroken("INVALID_FORMAT", "Date must include a full year", "on")]
    if on < facts.sent_on:
        reason = Reason("Date must be no earlier than {day}, when the referral was sent", day=facts.sent_on)
        return [RuleBroken("APPOINTMENT_TIME_BEFORE_REFERRAL_START_DATE", reason, "on")]
    if facts.died_on is not None and on > facts.died_on:
        return [invalid("on", Reason("The person died on {day}", day=facts.died_on))]
    last = last_day_to_book(facts.today)
    if on > last:
        reason = Reason("Date must be no later than {day}", day=last)
        return [RuleBroken("APPOINTMENT_TIME_TOO_FAR_IN_FUTURE", reason, "on")]
    if on < facts.today and not booking.has_feedback:
        words = "Record attendance and feedback with an appointment before today"
        return [RuleBroken("APPOINTMENT_MUST_BE_COMPLETED", words, "on")]
    if on > facts.today and booking.has_feedback:
        words = "Feedback cannot be recorded for an appointment in the future"
        return [RuleBroken("FEEDBACK_TOO_EARLY", words, "on")]
    return []


def exists_in_london(on: date, starts: time) -> bool:
    """Whether this wall-clock time exists on this day. When the clocks go forward, an hour is skipped."""
    wall = datetime.combine(on, starts)
    there_and_back = wall.replace(tzinfo=LONDON).astimezone(UTC).astimezone(LONDON)
    return there_and_back.replace(tzinfo=None) == wall


def time_problems(booking: Booking, facts: BookingFacts) -> list[RuleBroken]:
    if booking.starts is None:
        return [empty("starts", "Enter the time of the appointment")]
    if booking.on is not None and not exists_in_london(booking.on, booking.starts):
        return [invalid("starts", "This time does not exist on that day: the clocks go forward")]
    if facts.now is None or booking.on != facts.today:
        return []
    has_passed = booking.starts <= facts.now
    if has_passed and not booking.has_feedback:
        words = "Start time must be in the future. Record an appointment that has already taken place"
        return [RuleBroken("APPOINTMENT_MUST_BE_COMPLETED", words, "starts")]
    if not has_passed and booking.has_feedback:
        words = "Feedback cannot be recorded for an appointment in the future"
        return [RuleBroken("FEEDBACK_TOO_EARLY", words, "starts")]
    return []


def length_problems(booking: Booking) -> list[RuleBroken]:
    minutes = booking.length_minutes
    if minutes is None:
        return [empty("length_minutes", "Enter how long the appointment lasts")]
    if minutes < 1:
        words = "Length must be 1 minute or more"
        return [RuleBroken("CANNOT_BE_NEGATIVE_OR_ZERO", words, "length_minutes")]
    if booking.starts is not None and minute_of(booking.starts) + minutes >= MINUTES_OF_A_DAY:
        return [invalid("length_minutes", "Appointment must end on the day it starts")]
    return []


def type_problems(booking: Booking, kind: AppointmentKind) -> list[RuleBroken]:
    """A session needs a type. An initial assessment is always one to one, so its type may be left out."""
    if kind == AppointmentKind.ASSESSMENT:
        if booking.session_type == SessionType.GROUP:
            return [invalid("session_type", "An initial assessment is always one to one")]
        return []
    if booking.session_type is None:
        return [empty("session_type", "Select one to one or group")]
    return []


def place_problems(booking: Booking, offices: Collection[str]) -> list[RuleBroken]:
    match booking.method:
        case None:
            return [empty("method", "Select how the appointment will take place")]
        case AppointmentMethod.PROBATION_OFFICE if not booking.office:
            return [depends("office", "Select a probation office")]
        case AppointmentMethod.PROBATION_OFFICE if booking.office not in offices:
            return [invalid("office", "Select a probation office from the list")]
        case AppointmentMethod.OTHER_PLACE:
            return address_problems(booking)
    return []


def address_problems(booking: Booking) -> list[RuleBroken]:
    found: list[RuleBroken] = []
    if not booking.address_line_1.strip():
        found.append(depends("address_line_1", "Enter the first line of the address"))
    if not booking.postcode.strip():
        found.append(depends("postcode", "Enter a postcode"))
    else:
        try:
            tidy_postcode(booking.postcode)
        except RuleBroken as problem:
            found.append(problem)
    return found


def change_problems(booking: Booking) -> list[RuleBroken]:
    found = []
    if booking.asked_by is None:
        found.append(depends("asked_by", "Select who asked for the change"))
    if not booking.change_reason.strip():
        found.append(depends("change_reason", "Enter why the appointment is being changed"))
    return found


@dataclass(frozen=True, kw_only=True)
class PreRelease:
    """What decides whether a session may take place before release.

    cap                face-to-face appointments before release the complexity level allows, None for no cap
    booked             sessions before release already booked, neither cancelled nor superseded
    booked_in_person   how many of those are face to face
    """

    kind: ReferralKind
    release_on: date | None
    categories: frozenset[str]
    cap: int | None = None
    booked: int = 0
    booked_in_person: int = 0


def pre_release_problems(
    facts: PreRelease, *, on: date, method: AppointmentMethod | None
) -> list[RuleBroken]:
    """Problems with a session before release: the service is not delivered then, or too many are booked.

    Without a release date the person is taken to be still in custody on the day.

    source   docs/sources/referrals.md#booking-an-appointment
    """
    if facts.kind != ReferralKind.CUSTODY or (facts.release_on is not None and on >= facts.release_on):
        return []
    if not PRE_RELEASE_CATEGORIES & facts.categories:
        words = "Only accommodation and social inclusion are delivered before release"
        return [RuleBroken("NOT_DELIVERABLE_PRE_RELEASE", words, "on")]
    if Category.SOCIAL_INCLUSION not in facts.categories:
        return []
    in_person = method in (AppointmentMethod.PROBATION_OFFICE, AppointmentMethod.OTHER_PLACE)
    over_cap = in_person and facts.cap is not None and facts.booked_in_person >= facts.cap
    if facts.booked >= MOST_PRE_RELEASE or over_cap:
        most = facts.cap if over_cap else MOST_PRE_RELEASE
        words = "No more than {most} appointments face to face can be booked before release"
        if not over_cap:
            words = "No more than {most} appointments can be booked before release"
        return [RuleBroken("PRE_RELEASE_LIMIT_REACHED", Reason(words, most=most), "on")]
    return []
