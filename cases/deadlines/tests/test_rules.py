"""Due dates, and the states of a deadline."""

from datetime import date

import pytest

from cases.codes import DeadlineRule, DeadlineState
from cases.deadlines.rules import due_on, state_after
from core.errors import RuleBroken

START = date(2026, 3, 25)
HOLIDAYS = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("rule", "count", "due"),
    [
        (DeadlineRule.VICTIM_REFERRAL, None, date(2026, 4, 10)),
        (DeadlineRule.VICTIM_OFFER, None, date(2026, 4, 24)),
        (DeadlineRule.INITIAL_APPOINTMENT, None, date(2026, 3, 26)),
        (DeadlineRule.INITIAL_APPOINTMENT, 5, date(2026, 4, 1)),
        (DeadlineRule.ENFORCEMENT_RESPONSE, None, date(2026, 4, 1)),
        (DeadlineRule.ENFORCEMENT_RESPONSE, 14, date(2026, 4, 8)),
        (DeadlineRule.UNPAID_WORK_COMPLETED, None, date(2027, 3, 25)),
        (DeadlineRule.REGISTRATION_REVIEW, 6, date(2026, 9, 25)),
        (DeadlineRule.COURT_REPORT, 21, date(2026, 4, 15)),
    ],
)
def test_each_rule_gives_its_due_date(rule, count, due):
    assert due_on(rule, start=START, holidays=HOLIDAYS, count=count) == due


@pytest.mark.parametrize(
    ("rule", "count"), [(DeadlineRule.REGISTRATION_REVIEW, None), (DeadlineRule.VICTIM_OFFER, 5)]
)
def test_a_limit_is_either_fixed_or_given(rule, count):
    with pytest.raises(ValueError, match=r"count|fixed"):
        due_on(rule, start=START, holidays=HOLIDAYS, count=count)


@pytest.mark.parametrize("state", list(DeadlineState))
@pytest.mark.parametrize("act", ["meet", "cancel", "reopen"])
def test_what_is_not_in_the_table_is_refused(state, act):
    moves = {("OPEN", "meet"): "MET", ("OPEN", "cancel"): "CANCELLED", ("MET", "reopen"): "OPEN"}
    after = moves.get((state.value, act))
    if after:
        assert state_after(state, act) == after
        return
    with pytest.raises(RuleBroken, match="DEADLINE_STATE"):
        state_after(state, act)
