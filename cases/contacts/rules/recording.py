"""What a contact must be before it is saved, and what follows from its outcome."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from cases.codes import ComponentKind, LocationFlag, OutcomeFlag
from cases.contacts.rules.appointments import check_wall_clock
from cases.contacts.rules.facts import ContactEntry, ContactTypeFacts, Level, OutcomeFacts
from core.errors import RuleBroken, RulesBroken
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


def check_contact(entry: ContactEntry, *, today: date, about: Collection[str] = ()) -> None:
    """about    the fields that are changed, where the others stay as the record has them; all without any

    raises   RulesBroken with every rule the entry breaks
    source   docs/sources/cases.md#contact-rules
    """
    broken = [rule for rule in broken_rules(entry, today=today) if not about or rule.field in about]
    if broken:
        raise RulesBroken(broken)


def broken_rules(entry: ContactEntry, *, today: date) -> Iterator[RuleBroken]:
    yield from _outcome(entry, today)
    yield from _place(entry)
    yield from _times(entry, today)
    if entry.alert and not entry.type.alert_allowed:
        yield RuleBroken("ALERT_NOT_ALLOWED", "This type of contact cannot be an alert", "alert")
    yield from _action(entry)
    yield from _level(entry.type, entry.level)


def effect_of_outcome(entry: ContactEntry) -> OutcomeEffect:
    """Attended and complied come from the outcome; hours are credited for attending and complying."""
    if entry.outcome is None:
        return OutcomeEffect(attended=None, complied=None, hours_credited=None)
    earned = entry.type.hours_credited and entry.outcome.attended is True and entry.outcome.complied is True
    hours = hours_between(entry.start, entry.end) if earned and entry.start and entry.end else None
    return OutcomeEffect(
        attended=entry.outcome.attended, complied=entry.outcome.complied, hours_credited=hours
    )


def hours_between(start: time, end: time) -> Decimal:
    """Hours to two places, half up: 50 minutes are 0.83."""
    minutes = (end.hour - start.hour) * MINUTES_IN_HOUR + end.minute - start.minute
    return (Decimal(minutes) / MINUTES_IN_HOUR).quantize(HUNDREDTH, ROUND_HALF_UP)


def outcome_is_due(type: ContactTypeFacts, *, on: date, today: date) -> bool:
    """Whether an outcome must be there by now: from the day after the contact."""
    return type.outcome_flag == OutcomeFlag.REQUIRED and on < today


def is_sensitive(*, was: bool, asked: bool, type: ContactTypeFacts) -> bool:
    """Once sensitive always sensitive, through the ordinary form."""
    return was or asked or type.sensitive


def check_editable(type: ContactTypeFacts, *, act: str = "changed") -> None:
    """Contacts the system wrote are not changed or deleted by hand."""
    if type.editable:
        return
    if act == "deleted":
        raise RuleBroken("NOT_EDITABLE", "This contact was written by the system and cannot be deleted")
    raise RuleBroken("NOT_EDITABLE", "This contact was written by the system and cannot be changed")


def check_delete(
    type: ContactTypeFacts,
    *,
    on: date,
    today: date,
    may_delete_past: bool,
    has_document: bool,
    confirmed: bool,
) -> None:
    """Deleting a past contact needs its own permission; one with a document asks first."""
    check_editable(type, act="deleted")
    if on < today and not may_delete_past:
        raise RuleBroken("PAST_CONTACT", "You cannot delete a contact that is in the past")
    if has_document and not confirmed:
        raise RuleBroken(
            "HAS_DOCUMENT", "This contact has a document: confirm that you want to delete both", "confirmed"
        )


def check_notes(text: str) -> None:
    """A line break counts as one character."""
    length = len(text.replace("\r\n", "\n"))
    if length > NOTES_MAX:
        reason = Reason(
            "Notes must be {most} characters or fewer; you entered {length}", most=NOTES_MAX, length=length
        )
        raise RuleBroken("NOTES_TOO_LONG", reason, "notes")


def _outcome(entry: ContactEntry, today: date) -> Iterator[RuleBroken]:
    outcome, flag = entry.outcome, entry.type.outcome_flag
    if outcome is None:
        if outcome_is_due(entry.type, on=entry.on, today=today):
            yield RuleBroken(
                "OUTCOME_REQUIRED", "Select an outcome: the date of this contact has passed", "outcome"
            )
        return
    if flag == OutcomeFlag.NOT_ALLOWED:
        yield RuleBroken("OUTCOME_NOT_ALLOWED", "This type of contact does not take an outcome", "outcome")
        return
    if entry.type.outcomes is not None and outcome.code not in entry.type.outcomes:
        yield RuleBroken(
            "OUTCOME_NOT_OF_TYPE", "Select an outcome that goes with this type of contact", "outcome"
        )
    if entry.on > today and not outcome.permissible_absence:
        words = Reason("Only an acceptable absence can be recorded before the contact has taken place")
        yield RuleBroken("OUTCOME_IN_FUTURE", words, "outcome")


def _place(entry: ContactEntry) -> Iterator[RuleBroken]:
    flag = entry.type.location_flag
    if flag == LocationFlag.REQUIRED and not entry.has_location:
        yield RuleBroken("LOCATION_REQUIRED", "Select a location", "location")
    elif flag == LocationFlag.NOT_ALLOWED and entry.has_location:
        yield RuleBroken("LOCATION_NOT_ALLOWED", "This type of contact does not take a location", "location")


def _times(entry: ContactEntry, today: date) -> Iterator[RuleBroken]:
    if entry.on > today and not entry.type.future_allowed:
        yield RuleBroken(
            "FUTURE_NOT_ALLOWED", "Date must be today or in the past for this type of contact", "on"
        )
    if entry.end and not entry.start:
        yield RuleBroken("START_REQUIRED", "Enter the start time", "start_time")
    if entry.start and entry.end and entry.end <= entry.start:
        yield RuleBroken("END_BEFORE_START", "End time must be after the start time", "end_time")
    if entry.type.hours_credited and not entry.end:
        yield RuleBroken(
            "END_REQUIRED", "Enter the end time: hours are credited for this type of contact", "end_time"
        )
    for at, name in ((entry.start, "start_time"), (entry.end, "end_time")):
        try:
            if at:
                check_wall_clock(entry.on, at, field=name)
        except RuleBroken as refused:
            yield refused


def _action(entry: ContactEntry) -> Iterator[RuleBroken]:
    may = may_take_action(entry.outcome)
    if entry.action is not None and not may:
        words = Reason(
            "An enforcement action can only follow an outcome that did not comply and can be enforced"
        )
        yield RuleBroken("ACTION_NOT_ALLOWED", words, "action")
    elif entry.action is None and entry.outcome is not None and may and entry.outcome.action_required:
        yield RuleBroken("ACTION_REQUIRED", "Select an enforcement action", "action")


def may_take_action(outcome: OutcomeFacts | None) -> bool:
    return outcome is not None and outcome.may_be_enforced


def _level(type: ContactTypeFacts, level: Level) -> Iterator[RuleBroken]:
    if not fits_level(type, level):
        words = Reason("This type of contact cannot relate to what was selected")
        yield RuleBroken("LEVEL_NOT_ALLOWED", words, "relates_to")


def fits_level(type: ContactTypeFacts, level: Level) -> bool:
    """Whether a type may be entered at this level of the record."""
    if level.kind == ComponentKind.PERSON:
        return type.offender_level
    if level.kind == ComponentKind.NSI:
        return type.nsi_types is None or level.nsi_type in type.nsi_types
    if level.kind == ComponentKind.EVENT:
        return type.cja if level.cja else type.pre_cja
    if level.kind == ComponentKind.REQUIREMENT:
        return (
            type.requirement_categories is None or level.requirement_category in type.requirement_categories
        )
    return type.cja
