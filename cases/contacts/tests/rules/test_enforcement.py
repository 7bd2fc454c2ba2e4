"""Enforcement actions, the count of failures to comply, breach, and the review they call for."""

from datetime import date

import pytest

from cases.codes import BREACH_END_TYPES, EnforcementActionCode
from cases.contacts.rules.enforcement import (
    BreachState,
    EnforcementState,
    Failures,
    breach_state,
    counts_for_enforcement,
    effect_of_action,
    failures_of,
    note_of_action,
    should_review_enforcement,
    state_after,
    usual_actions,
)
from cases.contacts.rules.facts import EventContact
from cases.models import Contact, ContactOutcome, DisposalType, EnforcementAction

TODAY = date(2026, 6, 15)
SENTENCED = date(2026, 1, 10)


def failure(on, **fields):
    return EventContact(on=on, type_code="COAP", is_national_standards=True, complied=False, **fields)


def failures_by(contacts, *, order=None, breach_ended_on=None):
    order = order or DisposalType(ftc_limit=2)
    return failures_of(contacts, order, sentenced_on=SENTENCED, breach_ended_on=breach_ended_on)


def test_an_action_sets_the_response_date_the_flag_and_a_note():
    action = EnforcementAction(
        code="EA12", words="Decision pending response", outstanding=True, response_days=7
    )

    effect = effect_of_action(action, today=TODAY)

    assert effect == EnforcementState(respond_by_on=date(2026, 6, 22), enforcement_open=True)
    assert "Decision pending response" in str(note_of_action(action))


def test_an_action_that_awaits_no_answer_has_no_response_date():
    action = EnforcementAction(code="NFA", words="No further action")

    effect = effect_of_action(action, today=TODAY)

    assert effect.respond_by_on is None
    assert "No further action" in str(note_of_action(action))


HELD = EnforcementState(respond_by_on=date(2026, 6, 20), enforcement_open=True)
DECIDE = ContactOutcome(code="UAAB", complied=False, enforceable=True, action_required=True)
LETTER = EnforcementAction(code="EA02", words="First warning letter sent", response_days=7)


@pytest.mark.parametrize(
    ("outcome", "action", "chosen", "state"),
    [
        pytest.param(DECIDE, LETTER, True, EnforcementState(date(2026, 6, 22)), id="chosen now"),
        pytest.param(DECIDE, LETTER, False, HELD, id="chosen before"),
        pytest.param(DECIDE, None, False, EnforcementState(None, True), id="still to be chosen"),
        pytest.param(
            ContactOutcome(code="ATTC", complied=True), None, False, EnforcementState(), id="complied"
        ),
        pytest.param(None, None, False, EnforcementState(), id="no outcome"),
    ],
)
def test_enforcement_stands_where_the_outcome_and_the_action_leave_it(outcome, action, chosen, state):
    contact = Contact(on=TODAY, outcome=outcome, enforcement_action=action)

    assert state_after(contact, chosen=chosen, held=HELD, today=TODAY) == state


@pytest.mark.parametrize(
    ("contacts", "breach_ended_on", "count"),
    [
        pytest.param([], None, 0, id="none"),
        pytest.param([failure(SENTENCED)], None, 1, id="on the day of sentence"),
        pytest.param([failure(date(2026, 1, 9))], None, 0, id="the day before"),
        pytest.param([failure(date(2026, 2, 1)), failure(date(2026, 2, 1))], None, 1, id="two on one day"),
        pytest.param([failure(date(2026, 2, 1)), failure(date(2026, 2, 2))], None, 2, id="two days"),
        pytest.param([failure(date(2026, 2, 1))], date(2026, 2, 1), 1, id="the day breach ended"),
        pytest.param([failure(date(2026, 2, 1))], date(2026, 2, 2), 0, id="before breach ended"),
        pytest.param([failure(date(2026, 2, 1))._replace(complied=True)], None, 0, id="complied"),
        pytest.param([failure(date(2026, 2, 1))._replace(complied=None)], None, 0, id="no outcome"),
        pytest.param([failure(date(2026, 2, 1))._replace(is_national_standards=False)], None, 0, id="not NS"),
    ],
)
def test_failures_are_counted_by_the_day_since_sentence_and_breach(contacts, breach_ended_on, count):
    assert failures_by(contacts, breach_ended_on=breach_ended_on).count_on(TODAY) == count


@pytest.mark.parametrize(
    ("months", "on", "count"),
    [
        pytest.param(12, date(2026, 2, 1), 1, id="the day itself"),
        pytest.param(12, date(2026, 1, 31), 0, id="the day before it"),
        pytest.param(12, date(2027, 1, 31), 1, id="the last day it counts"),
        pytest.param(12, date(2027, 2, 1), 0, id="a year to the day: lapsed"),
        pytest.param(None, date(2031, 2, 1), 1, id="no window"),
    ],
)
def test_a_failure_counts_as_long_as_its_type_of_sentence_says(months, on, count):
    failures = failures_by([failure(date(2026, 2, 1))], order=DisposalType(ftc_limit=2, ftc_months=months))

    assert failures.count_on(on) == count


@pytest.mark.parametrize(
    ("others", "failed_on", "most"),
    [
        pytest.param([date(2026, 2, 1)], date(2026, 6, 1), 2, id="with an earlier one"),
        pytest.param([date(2026, 12, 1)], date(2026, 6, 1), 2, id="entered late, before another"),
        pytest.param([date(2026, 2, 1), date(2027, 5, 1)], date(2026, 6, 1), 2, id="never three in a year"),
        pytest.param([date(2025, 6, 1)], date(2026, 6, 1), 1, id="the earlier one lapsed that day"),
        pytest.param([date(2025, 6, 2)], date(2026, 6, 1), 2, id="the day before it lapses"),
    ],
)
def test_the_count_a_failure_is_part_of_looks_both_ways(others, failed_on, most):
    days = frozenset({failed_on, *others})

    assert Failures(dates=days, limit=2, months=12).most_with(failed_on) == most


def test_post_sentence_supervision_has_a_limit_of_its_own():
    order = DisposalType(ftc_limit=3, pss_ftc_limit=2)

    assert failures_by([], order=order).limit == 3
    assert failures_by([EventContact(on=date(2026, 2, 1), type_code="CPSS")], order=order).limit == 2


@pytest.mark.parametrize(
    ("failures", "limit", "custodial", "usual"),
    [
        pytest.param(1, 2, False, ["EA12", "WLS", "EA04", "NFA"], id="the one warning of an order"),
        pytest.param(2, 2, False, ["EA12", "BRE01", "IBR", "NFA"], id="the limit of an order"),
        pytest.param(1, 3, True, ["EA12", "WLS", "EA02", "NFA"], id="first on licence"),
        pytest.param(2, 3, True, ["EA12", "WLS", "EA04", "NFA"], id="second on licence"),
        pytest.param(3, 3, True, ["EA12", "EA11", "IBR", "NFA"], id="recall"),
        pytest.param(5, None, False, [], id="no limit"),
    ],
)
def test_the_actions_offered_first_follow_the_count_and_the_limit(failures, limit, custodial, usual):
    assert [code.value for code in usual_actions(failures, limit, custodial=custodial)] == usual


def start(on):
    return EventContact(on=on, type_code="AIBR")


def end(on, type="ABPC"):
    return EventContact(on=on, type_code=type)


@pytest.mark.parametrize(
    ("contacts", "state"),
    [
        ([], BreachState()),
        ([start(date(2026, 3, 1))], BreachState(started_on=date(2026, 3, 1))),
        ([end(date(2026, 3, 1))], BreachState(ended_on=date(2026, 3, 1))),
        ([start(date(2026, 3, 1)), end(date(2026, 3, 1))], BreachState(ended_on=date(2026, 3, 1))),
        (
            [end(date(2026, 3, 1)), start(date(2026, 3, 2))],
            BreachState(started_on=date(2026, 3, 2), ended_on=date(2026, 3, 1)),
        ),
        ([start(date(2026, 2, 1)), end(date(2026, 3, 1))], BreachState(ended_on=date(2026, 3, 1))),
        ([start(date(2026, 4, 1)), start(date(2026, 3, 1))], BreachState(started_on=date(2026, 3, 1))),
    ],
)
def test_breach_is_worked_out_from_all_its_contacts(contacts, state):
    assert breach_state(contacts) == state
    assert breach_state(reversed(contacts)) == state


@pytest.mark.parametrize("type", sorted(BREACH_END_TYPES))
def test_each_of_these_ends_a_breach(type):
    state = breach_state([start(date(2026, 3, 1)), end(date(2026, 3, 2), type)])

    assert state == BreachState(ended_on=date(2026, 3, 2))


FAILED = failure(date(2026, 6, 1))
REVIEW = EventContact(on=date(2026, 5, 1), type_code="ARWS")


def two_failures(*, limit=2, months=12):
    """Failures of 1 February and 1 June."""
    return Failures(dates=frozenset({date(2026, 2, 1), FAILED.on}), limit=limit, months=months)


@pytest.mark.parametrize(
    ("changed", "review"),
    [
        pytest.param({}, True, id="at the limit"),
        pytest.param({"failures": two_failures(limit=1)}, True, id="above it"),
        pytest.param({"failures": two_failures(limit=3)}, False, id="below it"),
        pytest.param({"failures": two_failures(limit=None)}, False, id="no limit"),
        pytest.param({"failures": two_failures(months=4)}, False, id="the earlier one counts no more"),
        pytest.param({"breach": BreachState(started_on=date(2026, 6, 1))}, False, id="in breach that day"),
        pytest.param({"breach": BreachState(started_on=date(2026, 6, 2))}, True, id="in breach only after"),
        pytest.param(
            {"action": EnforcementActionCode.BREACH_INITIATED}, False, id="the action is the breach"
        ),
        pytest.param({"action": EnforcementActionCode.REFER_TO_PRACTITIONER}, True, id="another action"),
        pytest.param({"contacts": [REVIEW]}, False, id="a review already waits"),
        pytest.param({"contacts": [REVIEW._replace(outcome_id=7)]}, True, id="the review is done"),
        pytest.param(
            {"contacts": [REVIEW], "breach": BreachState(ended_on=date(2026, 5, 2))},
            True,
            id="before last breach",
        ),
        pytest.param(
            {"contacts": [REVIEW], "breach": BreachState(ended_on=date(2026, 5, 1))},
            False,
            id="since last breach",
        ),
        pytest.param({"failed": FAILED._replace(is_national_standards=False)}, False, id="not NS"),
        pytest.param({"failed": FAILED._replace(complied=True)}, False, id="complied"),
    ],
)
def test_the_limit_calls_for_one_review_of_enforcement(changed, review):
    facts = {
        "failed": FAILED,
        "failures": two_failures(),
        "breach": BreachState(),
        "action": None,
        "contacts": [],
    } | changed

    assert should_review_enforcement(**facts) is review


@pytest.mark.parametrize(
    ("contact", "counts"),
    [
        (failure(TODAY), True),
        (failure(TODAY)._replace(is_national_standards=False), False),
        (failure(TODAY)._replace(complied=None), False),
        (failure(TODAY)._replace(complied=True), False),
        (start(TODAY), True),
        *((end(TODAY, type), True) for type in sorted(BREACH_END_TYPES)),
    ],
)
def test_only_failures_and_the_bounds_of_a_breach_count(contact, counts):
    assert counts_for_enforcement(contact) is counts
    if not counts:
        others = [start(date(2026, 3, 1)), failure(date(2026, 3, 2))]
        assert breach_state([*others, contact]) == breach_state(others)
        assert failures_by([*others, contact]).dates == {date(2026, 3, 2)}
