"""What a contact must be before it is saved, and what follows from its outcome."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from cases.codes import ComponentKind, LocationFlag, OutcomeFlag
from cases.contacts.rules.appointments import check_wall_clock, is_future
from cases.contacts.rules.facts import ContactFacts, Level, OutcomeFacts, TypeFacts
from core.errors import RuleBroken
from core.reasons import Reason

NOTES_MAX = 12_000
HUNDREDTH = Decimal("0.01")
MINUTES_IN_HOUR = 60


@dataclass(frozen=True, kw_only=True)
class OutcomeEffect:
    """What setting an outcome writes on the contact."""

    attended: bool | None
    complied: bool | None
    hours_credited: Decimal | None


def broken_rules(contact: ContactFacts, level: Level, *, today: date, now: time) -> Iterator[RuleBroken]:
    """Every rule the contact breaks, in the order of the form's fields.

    level    what the contact relates to
    now      wall-clock time of today
    source   docs/sources/cases.md#contact-rules
    """
    is_to_come = is_future(contact, today=today, now=now)
    yield from _outcome(contact, today, is_to_come=is_to_come)
    yield from _place(contact)
    yield from _times(contact, today, is_to_come=is_to_come)
    if contact.is_alert and contact.type.alert_allowed is False:
        yield RuleBroken("ALERT_NOT_ALLOWED", "This type of contact cannot be an alert", "alert")
    yield from _action(contact)
    yield from _level(contact.type, level)


def effect_of_outcome(contact: ContactFacts) -> OutcomeEffect:
    """Attended and complied come from the outcome; hours are credited for attending and complying."""
    outcome = contact.outcome
    if outcome is None:
        return OutcomeEffect(attended=None, complied=None, hours_credited=None)
    hours = None
    if contact.type.credits_hours and outcome.attended and outcome.complied:
        start, end = contact.start_time, contact.end_time
        hours = hours_between(start, end) if start and end else None
    return OutcomeEffect(attended=outcome.attended, complied=outcome.complied, hours_credited=hours)


def hours_between(start: time, end: time) -> Decimal:
    """Hours to two places, half up: 50 minutes are 0.83."""
    minutes = (end.hour - start.hour) * MINUTES_IN_HOUR + end.minute - start.minute
    return (Decimal(minutes) / MINUTES_IN_HOUR).quantize(HUNDREDTH, ROUND_HALF_UP)


def outcome_is_due(type: TypeFacts, *, on: date, today: date) -> bool:
    """Whether the contact must have an outcome by now: from the day after its date."""
    return type.outcome_flag == OutcomeFlag.REQUIRED and on < today


def check_outcome_of_new(contact: ContactFacts, *, today: date, now: time) -> None:
    """Refuses a new or moved appointment of today whose time has passed and whose outcome is not given.

    raises   RuleBroken OUTCOME_REQUIRED
    """
    type, start = contact.type, contact.start_time
    needs = type.is_attendance and type.outcome_flag == OutcomeFlag.REQUIRED and contact.outcome is None
    if needs and start is not None and contact.on == today and start <= now:
        words = "Select an outcome: the time of this appointment has passed"
        raise RuleBroken("OUTCOME_REQUIRED", words, "outcome")


def is_sensitive(*, was: bool, asked: bool) -> bool | None:
    """Whether the contact is sensitive once saved; None: as its type says. No form takes sensitivity away."""
    return True if was or asked else None


def check_editable(type: TypeFacts, *, act: str = "changed") -> None:
    """Refuses to change or delete a contact that the system wrote.

    raises   RuleBroken NOT_EDITABLE
    """
    if not type.is_system:
        return
    if act == "deleted":
        raise RuleBroken("NOT_EDITABLE", "This contact was written by the system and cannot be deleted")
    raise RuleBroken("NOT_EDITABLE", "This contact was written by the system and cannot be changed")


def check_appointment(contact: ContactFacts) -> None:
    """An appointment has a type with attendance and a time at which it starts.

    raises   RuleBroken NOT_AN_APPOINTMENT, START_REQUIRED
    """
    if not contact.type.is_attendance:
        raise RuleBroken("NOT_AN_APPOINTMENT", "Select a type of appointment", "type")
    if contact.start_time is None:
        raise RuleBroken("START_REQUIRED", "Enter the start time", "start_time")


def check_delete(
    type: TypeFacts,
    *,
    on: date,
    today: date,
    may_delete_past: bool,
    has_document: bool,
    confirmed: bool,
) -> None:
    """A past contact needs a permission of its own; one with a document must be confirmed.

    raises   RuleBroken NOT_EDITABLE, PAST_CONTACT, HAS_DOCUMENT
    """
    check_editable(type, act="deleted")
    if on < today and not may_delete_past:
        raise RuleBroken("PAST_CONTACT", "You cannot delete a contact that is in the past")
    if has_document and not confirmed:
        raise RuleBroken(
            "HAS_DOCUMENT", "This contact has a document: confirm that you want to delete both", "confirmed"
        )


def check_notes(text: str) -> None:
    """Notes have at most 12,000 characters, of which a line break is one.

    raises   RuleBroken NOTES_TOO_LONG
    """
    length = len(text.replace("\r\n", "\n"))
    if length > NOTES_MAX:
        reason = Reason(
            "Notes must be {most} characters or fewer; you entered {length}", most=NOTES_MAX, length=length
        )
        raise RuleBroken("NOTES_TOO_LONG", reason, "notes")


def _outcome(contact: ContactFacts, today: date, *, is_to_come: bool) -> Iterator[RuleBroken]:
    outcome, type = contact.outcome, contact.type
    if outcome is None:
        if outcome_is_due(type, on=contact.on, today=today):
            yield RuleBroken(
                "OUTCOME_REQUIRED", "Select an outcome: the date of this contact has passed", "outcome"
            )
        return
    if type.outcome_flag == OutcomeFlag.NOT_ALLOWED:
        yield RuleBroken("OUTCOME_NOT_ALLOWED", "This type of contact does not take an outcome", "outcome")
        return
    if type.outcomes is not None and outcome.code not in type.outcomes:
        yield RuleBroken(
            "OUTCOME_NOT_OF_TYPE", "Select an outcome that goes with this type of contact", "outcome"
        )
    has_come = contact.arrived_at is not None and contact.on == today
    if is_to_come and not has_come and not is_permissible_absence(outcome):
        words = Reason("Only an acceptable absence can be recorded before the contact has taken place")
        yield RuleBroken("OUTCOME_IN_FUTURE", words, "outcome")


def _place(contact: ContactFacts) -> Iterator[RuleBroken]:
    flag = contact.type.location_flag
    if flag == LocationFlag.REQUIRED and contact.office_id is None:
        yield RuleBroken("LOCATION_REQUIRED", "Select a location", "location")
    elif flag == LocationFlag.NOT_ALLOWED and contact.office_id is not None:
        yield RuleBroken("LOCATION_NOT_ALLOWED", "This type of contact does not take a location", "location")


def _times(contact: ContactFacts, today: date, *, is_to_come: bool) -> Iterator[RuleBroken]:
    start, end = contact.start_time, contact.end_time
    if is_to_come and contact.type.future_allowed is False:
        if contact.on > today:
            words, field = "Date must be today or in the past for this type of contact", "on"
        else:
            words, field = "Time must be now or in the past for this type of contact", "start_time"
        yield RuleBroken("FUTURE_NOT_ALLOWED", words, field)
    if end and not start:
        yield RuleBroken("START_REQUIRED", "Enter the start time", "start_time")
    if start and end and end <= start:
        yield RuleBroken("END_BEFORE_START", "End time must be after the start time", "end_time")
    if contact.type.credits_hours and not end:
        yield RuleBroken(
            "END_REQUIRED", "Enter the end time: hours are credited for this type of contact", "end_time"
        )
    for at, name in ((start, "start_time"), (end, "end_time")):
        try:
            if at:
                check_wall_clock(contact.on, at, field=name)
        except RuleBroken as refused:
            yield refused


def _action(contact: ContactFacts) -> Iterator[RuleBroken]:
    outcome = contact.outcome
    may = may_take_action(outcome)
    if contact.enforcement_action is not None and not may:
        words = Reason(
            "An enforcement action can only follow an outcome that did not comply and can be enforced"
        )
        yield RuleBroken("ACTION_NOT_ALLOWED", words, "action")
    elif contact.enforcement_action is None and outcome is not None and may and outcome.action_required:
        yield RuleBroken("ACTION_REQUIRED", "Select an enforcement action", "action")


def is_permissible_absence(outcome: OutcomeFacts) -> bool:
    """Whether it is an acceptable absence: the only outcome that may be recorded in advance."""
    return outcome.attended is False and outcome.complied is True


def may_take_action(outcome: OutcomeFacts | None) -> bool:
    return outcome is not None and outcome.complied is False and outcome.enforceable


def _level(type: TypeFacts, level: Level) -> Iterator[RuleBroken]:
    if not fits_level(type, level):
        words = Reason("This type of contact cannot relate to what was selected")
        yield RuleBroken("LEVEL_NOT_ALLOWED", words, "relates_to")


def fits_level(type: TypeFacts, level: Level) -> bool:
    """Whether a type may be entered at this level of the record."""
    if level.kind == ComponentKind.PERSON:
        return type.offender_level_allowed
    if level.kind == ComponentKind.NSI:
        return type.nsi_types is None or level.nsi_type in type.nsi_types
    if level.kind == ComponentKind.REQUIREMENT and type.requirement_types is not None:
        return level.requirement_type in type.requirement_types
    if level.kind == ComponentKind.EVENT and level.cja is not None:
        return (type.cja_allowed if level.cja else type.pre_cja_allowed) is not False
    if level.kind == ComponentKind.LICENCE_CONDITION:
        return type.cja_allowed is not False
    return True
