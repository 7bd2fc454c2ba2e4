"""Non-statutory interventions, rule by rule."""

import copy
from dataclasses import fields, replace
from datetime import date

import pytest

from cases.models import Event, Nsi, NsiType, Requirement, RequirementType
from cases.nsis import rules as nsis
from cases.nsis.rules import NsiAnswers, NsiLists
from core.errors import RuleBroken, RulesBroken

TODAY = date(2026, 6, 15)
# The rules read rows. None of these is saved.
CRS = NsiType(
    code="CRS01", words="Accommodation", offender_level=False, event_level=True, kept_by_referrals=True
)
BREACH = NsiType(code="BRE", words="Breach request", event_level=True)
TIMED = NsiType(code="BRE", words="Breach request", event_level=True, units="days", minimum=1, maximum=10)
LISTS = NsiLists(
    statuses=frozenset({"REFER", "INPROG", "COMP"}), outcomes=frozenset({"CRS01", "CRS02", "CRS03"})
)
WITH_SUB_TYPES = replace(LISTS, subtypes=frozenset({"BRE01"}))
ANSWERS = NsiAnswers(status="REFER", status_on=date(2026, 6, 1))
ORDER = Event(referred_on=date(2026, 1, 10))
ACTIVITY = RequirementType(code="F", words="Rehabilitation activity")
RUNNING = Requirement(type=ACTIVITY)
OVER = Requirement(type=ACTIVITY, ended_on=date(2026, 6, 10))


def changed_row(row, **facts):
    """A copy of the row with other columns."""
    row = copy.copy(row)
    for name, value in facts.items():
        setattr(row, name, value)
    return row


def an_nsi(**columns):
    return Nsi(**{"type": CRS, "event": ORDER, "referred_on": date(2026, 6, 1)} | columns)


def codes(nsi, answers=ANSWERS, lists=LISTS, **others):
    try:
        nsis.check_nsi(nsi, answers, lists, today=TODAY, **others)
    except RulesBroken as refused:
        return [broken.code for broken in refused.all]
    return []


@pytest.mark.parametrize(
    ("changed", "broken"),
    [
        pytest.param({}, [], id="sound"),
        pytest.param({"event": None}, ["EVENT_REQUIRED"], id="needs an event"),
        pytest.param({"event": None, "type": changed_row(CRS, offender_level=True)}, [], id="person level"),
        pytest.param({"type": changed_row(CRS, event_level=False)}, ["EVENT_NOT_ALLOWED"], id="no event"),
        pytest.param({"event": None, "type": changed_row(CRS, offender_level=None)}, [], id="level open"),
        pytest.param({"type": changed_row(CRS, event_level=None)}, [], id="event level open"),
        pytest.param({"event": Event(referred_on=date(2026, 6, 1))}, [], id="referred with the event"),
        pytest.param({"event": Event(referred_on=date(2026, 6, 2))}, ["REFERRED_BEFORE_EVENT"], id="before"),
        pytest.param({"referred_on": TODAY, "status_on": TODAY}, [], id="today"),
        pytest.param(
            {"referred_on": date(2026, 6, 16), "status_on": date(2026, 6, 16)},
            ["REFERRED_IN_FUTURE", "STATUS_IN_FUTURE"],
            id="tomorrow",
        ),
        pytest.param(
            {"started_on": date(2026, 5, 31)}, ["START_BEFORE_REFERRAL"], id="start before referral"
        ),
        pytest.param(
            {"started_on": date(2026, 6, 2), "ended_on": date(2026, 6, 2)}, [], id="ends as it starts"
        ),
        pytest.param(
            {"started_on": date(2026, 6, 2), "ended_on": date(2026, 6, 1)},
            ["END_BEFORE_START"],
            id="ends before",
        ),
        pytest.param(
            {"status_on": date(2026, 5, 31)}, ["STATUS_BEFORE_REFERRAL"], id="status before referral"
        ),
        pytest.param({"status": "AP01"}, ["STATUS_NOT_OF_TYPE"], id="status of another type"),
        pytest.param({"lists": WITH_SUB_TYPES}, ["SUB_TYPE_REQUIRED"], id="sub type wanted"),
        pytest.param({"lists": WITH_SUB_TYPES, "subtype": "BRE01"}, [], id="sub type given"),
        pytest.param({"subtype": "BRE01"}, ["SUB_TYPE_NOT_OF_TYPE"], id="sub type of another"),
        pytest.param({"outcome": "CRS03"}, ["END_REQUIRED"], id="outcome without end"),
        pytest.param(
            {"outcome": "BRE02", "ended_on": TODAY}, ["OUTCOME_NOT_OF_TYPE"], id="outcome of another"
        ),
        pytest.param({"outcome": "CRS03", "ended_on": TODAY}, [], id="outcome and end"),
        pytest.param({"length": 3}, ["LENGTH_NOT_ALLOWED"], id="length without units"),
        pytest.param({"type": TIMED}, ["LENGTH_REQUIRED"], id="length wanted"),
        pytest.param({"type": TIMED, "length": 0}, ["LENGTH_TOO_SHORT"], id="too short"),
        pytest.param({"type": TIMED, "length": 1}, [], id="shortest"),
        pytest.param({"type": TIMED, "length": 10}, [], id="longest"),
        pytest.param({"type": TIMED, "length": 11}, ["LENGTH_TOO_LONG"], id="too long"),
        pytest.param({"requirement": RUNNING}, [], id="any requirement"),
        pytest.param(
            {"requirement": RUNNING, "type": changed_row(CRS, requirement_types=["W"])},
            ["REQUIREMENT_NOT_ALLOWED"],
            id="another requirement",
        ),
        pytest.param(
            {"requirement": OVER},
            ["REQUIREMENT_ENDED"],
            id="under an ended requirement",
        ),
        pytest.param(
            {"requirement": OVER, "ended_on": date(2026, 6, 10)},
            [],
            id="ended with it",
        ),
        pytest.param(
            {"requirement": OVER, "ended_on": date(2026, 6, 9)},
            ["REQUIREMENT_ENDED"],
            id="ended before it",
        ),
    ],
)
def test_an_nsi_fits_its_type_its_event_and_its_dates(changed, broken):
    answered = {field.name for field in fields(NsiAnswers)} & changed.keys()
    lists = changed.get("lists", LISTS)
    columns = {name: value for name, value in changed.items() if name not in {*answered, "lists"}}

    answers = replace(ANSWERS, **{name: changed[name] for name in answered})

    assert codes(an_nsi(**columns), answers, lists) == broken


@pytest.mark.parametrize(
    ("flags", "others", "broken"),
    [
        ({}, {"open_of_type": 1, "ended_of_type": 1}, []),
        ({"active_duplicates": False}, {"open_of_type": 1}, ["OPEN_DUPLICATE"]),
        ({"active_duplicates": False}, {"ended_of_type": 1}, []),
        ({"inactive_duplicates": False}, {"ended_of_type": 1}, ["ENDED_DUPLICATE"]),
        ({"inactive_duplicates": False}, {"open_of_type": 1}, []),
    ],
)
def test_the_type_says_whether_there_may_be_two(flags, others, broken):
    assert codes(an_nsi(type=changed_row(CRS, **flags)), **others) == broken


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"on": date(2026, 6, 1)}, None),
        ({"on": date(2026, 5, 31)}, "STATUS_BACKWARDS"),
        ({"on": date(2026, 6, 16)}, "STATUS_IN_FUTURE"),
        ({"status": "AP01"}, "STATUS_NOT_OF_TYPE"),
        ({"active": False}, "NSI_ENDED"),
    ],
)
def test_a_status_never_moves_backwards(changed, code):
    facts = {
        "status": "INPROG",
        "on": TODAY,
        "last_on": date(2026, 6, 1),
        "active": True,
        "today": TODAY,
    } | changed
    if code is None:
        nsis.check_status_change(LISTS, **facts)
        return
    with pytest.raises(RuleBroken) as refused:
        nsis.check_status_change(LISTS, **facts)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("type", "changed", "code"),
    [
        pytest.param(CRS, {}, "CRS_CLOSED_BY_REFERRAL", id="a CRS NSI by hand"),
        pytest.param(CRS, {"by_referral_system": True}, None, id="by its referral"),
        pytest.param(BREACH, {}, None, id="another by hand"),
        pytest.param(BREACH, {"outcome": None}, "OUTCOME_REQUIRED", id="no outcome"),
        pytest.param(BREACH, {"outcome": "X"}, "OUTCOME_NOT_OF_TYPE", id="outcome of another type"),
        pytest.param(BREACH, {"on": date(2026, 6, 1)}, "END_BEFORE_START", id="before its start"),
        pytest.param(BREACH, {"on": date(2026, 6, 2)}, None, id="on its start"),
        pytest.param(BREACH, {"on": date(2026, 6, 1), "started_on": None}, None, id="never started"),
        pytest.param(
            BREACH, {"on": date(2026, 5, 31), "started_on": None}, "END_BEFORE_START", id="before referral"
        ),
        pytest.param(BREACH, {"on": date(2026, 6, 16)}, "END_IN_FUTURE", id="tomorrow"),
        pytest.param(BREACH, {"ended_on": date(2026, 6, 3)}, "NSI_ENDED", id="ended already"),
    ],
)
def test_an_end_and_an_outcome_terminate(type, changed, code):
    asked = {"outcome": "CRS03", "on": TODAY, "today": TODAY}
    asked |= {name: value for name, value in changed.items() if name not in ("started_on", "ended_on")}
    dates = {"started_on": date(2026, 6, 2)}
    dates |= {name: value for name, value in changed.items() if name in ("started_on", "ended_on")}
    nsi = an_nsi(type=type, **dates)
    if code is None:
        nsis.check_termination(nsi, LISTS, **asked)
        return
    with pytest.raises(RuleBroken) as refused:
        nsis.check_termination(nsi, LISTS, **asked)

    assert refused.value.code == code


def test_opening_writes_a_referral_a_status_and_once_started_a_commencement():
    status = {"status_words": "Referral", "status_on": date(2026, 6, 1)}

    opened = nsis.contacts_when_opened(an_nsi(), **status)
    started = nsis.contacts_when_opened(an_nsi(started_on=date(2026, 6, 3)), **status)

    assert [contact.type for contact in opened] == ["NREF", None]
    assert [(contact.type, contact.on) for contact in started][-1] == ("NCOM", date(2026, 6, 3))


def test_ending_writes_the_outcome_into_its_contact():
    contact = nsis.contact_of_end("CRS service completed", on=TODAY)

    assert contact.type == "NTER"
    assert str(contact.note) == "NSI Terminated with Outcome: CRS service completed"
