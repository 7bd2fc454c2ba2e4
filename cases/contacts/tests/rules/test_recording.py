"""What a contact must be before it is saved, rule by rule."""

import copy
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from cases.codes import ComponentKind, LocationFlag, OutcomeFlag
from cases.contacts.rules import recording
from cases.contacts.rules.facts import PERSON_LEVEL, Level
from cases.models import Contact, ContactOutcome, ContactType, EnforcementAction
from core.clock import LONDON
from core.errors import RuleBroken

TODAY = date(2026, 6, 15)
NOW = time(14, 40)
YESTERDAY, TOMORROW = date(2026, 6, 14), date(2026, 6, 16)
# The rules read rows. None of these is saved.
OFFICE_VISIT = ContactType(
    code="COAP", words="Planned office visit", is_attendance=True, is_national_standards=True
)
COMPLIED = ContactOutcome(code="ATTC", attended=True, complied=True)
ACCEPTABLE = ContactOutcome(code="AAME", attended=False, complied=True)
UNACCEPTABLE = ContactOutcome(
    code="UAAB", attended=False, complied=False, enforceable=True, action_required=True
)


def changed(row, **facts):
    """A copy of the row with other columns."""
    row = copy.copy(row)
    for name, value in facts.items():
        setattr(row, name, value)
    return row


NOT_REQUIRED = changed(UNACCEPTABLE, action_required=False)
NOT_ENFORCEABLE = changed(UNACCEPTABLE, enforceable=False)
LETTER = EnforcementAction(code="EA02", words="First warning letter sent", response_days=7)


def contact(on=YESTERDAY, type=OFFICE_VISIT, **columns):
    return Contact(on=on, type=type, **columns)


def codes(contact, level=PERSON_LEVEL):
    return [broken.code for broken in recording.broken_rules(contact, level, today=TODAY, now=NOW)]


@pytest.mark.parametrize(
    ("flag", "on", "outcome", "broken"),
    [
        pytest.param(OutcomeFlag.REQUIRED, YESTERDAY, None, ["OUTCOME_REQUIRED"], id="Y, the day after"),
        pytest.param(OutcomeFlag.REQUIRED, TODAY, None, [], id="Y, on the day"),
        pytest.param(OutcomeFlag.REQUIRED, TOMORROW, None, [], id="Y, before"),
        pytest.param(OutcomeFlag.REQUIRED, YESTERDAY, COMPLIED, [], id="Y, given"),
        pytest.param(OutcomeFlag.OPTIONAL, YESTERDAY, None, [], id="N, left out"),
        pytest.param(OutcomeFlag.OPTIONAL, YESTERDAY, COMPLIED, [], id="N, given"),
        pytest.param(OutcomeFlag.NOT_ALLOWED, YESTERDAY, None, [], id="B, left out"),
        pytest.param(OutcomeFlag.NOT_ALLOWED, YESTERDAY, COMPLIED, ["OUTCOME_NOT_ALLOWED"], id="B, given"),
        pytest.param("", YESTERDAY, None, [], id="unknown is optional"),
    ],
)
def test_the_type_says_whether_an_outcome_is_wanted(flag, on, outcome, broken):
    assert codes(contact(on=on, type=changed(OFFICE_VISIT, outcome_flag=flag), outcome=outcome)) == broken


@pytest.mark.parametrize(
    ("flag", "has_location", "broken"),
    [
        (LocationFlag.REQUIRED, False, ["LOCATION_REQUIRED"]),
        (LocationFlag.REQUIRED, True, []),
        (LocationFlag.NOT_ALLOWED, True, ["LOCATION_NOT_ALLOWED"]),
        (LocationFlag.NOT_ALLOWED, False, []),
        (LocationFlag.OPTIONAL, True, []),
        (LocationFlag.OPTIONAL, False, []),
    ],
)
def test_the_letters_of_the_location_flag_are_not_those_of_the_outcome_flag(flag, has_location, broken):
    assert (
        codes(contact(type=changed(OFFICE_VISIT, location_flag=flag), office_id=7 if has_location else None))
        == broken
    )


@pytest.mark.parametrize(
    ("on", "outcome", "broken"),
    [
        pytest.param(TOMORROW, ACCEPTABLE, [], id="an acceptable absence can be known before"),
        pytest.param(TOMORROW, COMPLIED, ["OUTCOME_IN_FUTURE"], id="attendance cannot"),
        pytest.param(TOMORROW, NOT_REQUIRED, ["OUTCOME_IN_FUTURE"], id="nor an unacceptable absence"),
        pytest.param(TODAY, COMPLIED, [], id="today is not the future"),
    ],
)
def test_only_an_acceptable_absence_can_be_recorded_in_advance(on, outcome, broken):
    assert codes(contact(on=on, outcome=outcome)) == broken


def test_an_outcome_must_be_one_of_the_type():
    type = changed(OFFICE_VISIT, outcomes=["ATTC"])

    assert codes(contact(type=type, outcome=COMPLIED)) == []
    assert codes(contact(type=type, outcome=ACCEPTABLE)) == ["OUTCOME_NOT_OF_TYPE"]


@pytest.mark.parametrize(
    ("outcome", "action", "broken"),
    [
        pytest.param(UNACCEPTABLE, LETTER, [], id="required and given"),
        pytest.param(UNACCEPTABLE, None, ["ACTION_REQUIRED"], id="required"),
        pytest.param(NOT_REQUIRED, None, [], id="not required"),
        pytest.param(NOT_REQUIRED, LETTER, [], id="not required but allowed"),
        pytest.param(NOT_ENFORCEABLE, LETTER, ["ACTION_NOT_ALLOWED"], id="not enforceable"),
        pytest.param(NOT_ENFORCEABLE, None, [], id="not enforceable, so not required either"),
        pytest.param(COMPLIED, LETTER, ["ACTION_NOT_ALLOWED"], id="complied"),
        pytest.param(None, LETTER, ["ACTION_NOT_ALLOWED"], id="no outcome"),
    ],
)
def test_an_enforcement_action_follows_only_an_enforceable_failure(outcome, action, broken):
    assert codes(contact(outcome=outcome, enforcement_action=action)) == broken


@pytest.mark.parametrize(
    ("fields", "broken"),
    [
        ({"start_time": time(10), "end_time": time(10, 30)}, []),
        ({"start_time": time(10), "end_time": time(10)}, ["END_BEFORE_START"]),
        ({"start_time": time(10), "end_time": time(9)}, ["END_BEFORE_START"]),
        ({"end_time": time(9)}, ["START_REQUIRED"]),
        ({"start_time": time(10)}, []),
        ({"is_alert": True}, []),
    ],
)
def test_an_end_comes_after_its_start(fields, broken):
    assert codes(contact(**fields)) == broken


def test_a_type_that_credits_hours_needs_an_end():
    type = changed(OFFICE_VISIT, credits_hours=True)

    assert codes(contact(type=type, start_time=time(10))) == ["END_REQUIRED"]
    assert codes(contact(type=type, start_time=time(10), end_time=time(11))) == []


def test_an_alert_needs_a_type_that_may_be_one():
    assert codes(contact(type=changed(OFFICE_VISIT, alert_allowed=False), is_alert=True)) == [
        "ALERT_NOT_ALLOWED"
    ]


def test_a_type_may_forbid_future_dates():
    type = changed(OFFICE_VISIT, future_allowed=False)

    assert codes(contact(on=TODAY, type=type)) == []
    assert codes(contact(on=TOMORROW, type=type)) == ["FUTURE_NOT_ALLOWED"]


def test_a_time_the_clock_change_skips_is_refused():
    assert codes(contact(on=date(2026, 3, 29), start_time=time(1, 30))) == ["TIME_SKIPPED"]


@pytest.mark.parametrize(
    ("type", "level", "fits"),
    [
        ({}, Level(kind=ComponentKind.PERSON), True),
        ({"offender_level_allowed": False}, Level(kind=ComponentKind.PERSON), False),
        ({"nsi_types": ["CRS01"]}, Level(kind=ComponentKind.NSI, nsi_type="CRS01"), True),
        ({"nsi_types": ["CRS01"]}, Level(kind=ComponentKind.NSI, nsi_type="BRE"), False),
        ({}, Level(kind=ComponentKind.NSI, nsi_type="BRE"), True),
        ({"cja_allowed": False}, Level(kind=ComponentKind.EVENT, cja=True), False),
        ({"cja_allowed": False}, Level(kind=ComponentKind.EVENT, cja=False), True),
        ({"pre_cja_allowed": False}, Level(kind=ComponentKind.EVENT, cja=False), False),
        ({"pre_cja_allowed": False}, Level(kind=ComponentKind.EVENT), True),
        ({}, Level(kind=ComponentKind.REQUIREMENT, requirement_type="F"), True),
        (
            {"requirement_types": ["W"]},
            Level(kind=ComponentKind.REQUIREMENT, requirement_type="F"),
            False,
        ),
        (
            {"requirement_types": ["W"]},
            Level(kind=ComponentKind.REQUIREMENT, requirement_type="W"),
            True,
        ),
        ({"cja_allowed": False}, Level(kind=ComponentKind.LICENCE_CONDITION), False),
    ],
)
def test_a_contact_is_entered_at_a_level_its_type_allows(type, level, fits):
    broken = codes(contact(type=changed(OFFICE_VISIT, **type)), level)

    assert broken == ([] if fits else ["LEVEL_NOT_ALLOWED"])


@pytest.mark.parametrize(
    ("outcome", "credits", "hours"),
    [
        pytest.param(COMPLIED, True, Decimal("0.83"), id="attended and complied"),
        pytest.param(ACCEPTABLE, True, None, id="absent"),
        pytest.param(changed(COMPLIED, complied=False), True, None, id="did not comply"),
        pytest.param(COMPLIED, False, None, id="a type that credits none"),
    ],
)
def test_an_outcome_copies_attended_and_complied_and_may_credit_hours(outcome, credits, hours):
    type = changed(OFFICE_VISIT, credits_hours=credits)

    effect = recording.effect_of_outcome(
        contact(type=type, outcome=outcome, start_time=time(10), end_time=time(10, 50))
    )

    assert (effect.attended, effect.complied) == (outcome.attended, outcome.complied)
    assert effect.hours_credited == hours


def test_taking_an_outcome_away_clears_what_it_wrote():
    effect = recording.effect_of_outcome(contact(start_time=time(10), end_time=time(11)))

    assert (effect.attended, effect.complied, effect.hours_credited) == (None, None, None)


@pytest.mark.parametrize(
    ("end", "hours"),
    [
        (time(11), "1.00"),
        (time(10, 3), "0.05"),
        (time(10, 1), "0.02"),
        (time(10, 27), "0.45"),
        (time(17, 20), "7.33"),
    ],
)
def test_hours_are_minutes_over_sixty_to_two_places_half_up(end, hours):
    assert recording.hours_between(time(10), end) == Decimal(hours)


def test_every_broken_rule_is_reported_at_once():
    bad = contact(outcome=UNACCEPTABLE, start_time=time(10), end_time=time(9))

    broken = recording.broken_rules(bad, PERSON_LEVEL, today=TODAY, now=NOW)

    assert {rule.field for rule in broken} == {"end_time", "action"}


def test_a_sound_contact_passes():
    assert not list(recording.broken_rules(contact(outcome=COMPLIED), PERSON_LEVEL, today=TODAY, now=NOW))


@pytest.mark.parametrize(
    ("was", "asked", "sensitive"),
    [
        pytest.param(True, False, True, id="the form cannot take it away"),
        pytest.param(False, True, True, id="asked for"),
        pytest.param(False, False, None, id="as its type says"),
    ],
)
def test_once_sensitive_always_sensitive(was, asked, sensitive):
    assert recording.is_sensitive(was=was, asked=asked) is sensitive


@pytest.mark.parametrize("act", ["changed", "deleted"])
def test_what_the_system_wrote_is_left_alone(act):
    with pytest.raises(RuleBroken) as refused:
        recording.check_editable(changed(OFFICE_VISIT, is_system=True), act=act)

    assert act in str(refused.value.reason)


@pytest.mark.parametrize(
    ("on", "may_delete_past", "has_document", "confirmed", "code"),
    [
        (YESTERDAY, False, False, False, "PAST_CONTACT"),
        (YESTERDAY, True, False, False, None),
        (TODAY, False, False, False, None),
        (TODAY, False, True, False, "HAS_DOCUMENT"),
        (TODAY, False, True, True, None),
    ],
)
def test_deleting_a_past_contact_or_one_with_a_document_takes_more(
    on, may_delete_past, has_document, confirmed, code
):
    asked = {"may_delete_past": may_delete_past, "has_document": has_document, "confirmed": confirmed}
    if code is None:
        recording.check_delete(OFFICE_VISIT, on=on, today=TODAY, **asked)
        return

    with pytest.raises(RuleBroken) as refused:
        recording.check_delete(OFFICE_VISIT, on=on, today=TODAY, **asked)

    assert refused.value.code == code


def test_notes_hold_twelve_thousand_characters_and_a_line_break_is_one():
    recording.check_notes("a" * 11_999 + "\r\n")
    with pytest.raises(RuleBroken, match="NOTES_TOO_LONG"):
        recording.check_notes("a" * 12_001)


NOON = datetime(2026, 6, 15, 12, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("on", "starts", "arrived_at", "broken"),
    [
        pytest.param(TODAY, time(16), None, ["OUTCOME_IN_FUTURE"], id="later today"),
        pytest.param(TODAY, time(14, 40), None, [], id="beginning now"),
        pytest.param(TODAY, time(8), None, [], id="earlier today"),
        pytest.param(TODAY, None, None, [], id="today, at no time"),
        pytest.param(TODAY, time(16), NOON, [], id="later today, but the person has come"),
        pytest.param(TOMORROW, time(8), NOON, ["OUTCOME_IN_FUTURE"], id="tomorrow"),
    ],
)
def test_what_is_to_come_has_no_outcome_by_the_hour(on, starts, arrived_at, broken):
    assert codes(contact(on=on, start_time=starts, outcome=COMPLIED, arrived_at=arrived_at)) == broken


@pytest.mark.parametrize(("starts", "broken"), [(time(14, 40), []), (time(15), ["FUTURE_NOT_ALLOWED"])])
def test_a_type_may_forbid_a_later_hour_of_today(starts, broken):
    type = changed(OFFICE_VISIT, future_allowed=False, is_attendance=False)

    assert codes(contact(on=TODAY, start_time=starts, type=type)) == broken


@pytest.mark.parametrize(
    ("starts", "outcome", "refused"),
    [
        pytest.param(time(13, 40), None, True, id="an hour ago"),
        pytest.param(time(13, 40), COMPLIED, False, id="an hour ago, with its outcome"),
        pytest.param(time(15, 40), None, False, id="in an hour"),
    ],
)
def test_a_new_appointment_of_earlier_today_needs_its_outcome(starts, outcome, refused):
    type = changed(OFFICE_VISIT, outcome_flag=OutcomeFlag.REQUIRED.value)
    new = contact(on=TODAY, start_time=starts, outcome=outcome, type=type)

    if refused:
        with pytest.raises(RuleBroken, match="OUTCOME_REQUIRED"):
            recording.check_outcome_of_new(new, today=TODAY, now=NOW)
    else:
        recording.check_outcome_of_new(new, today=TODAY, now=NOW)
