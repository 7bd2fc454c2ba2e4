"""How a withdrawn referral ends: every row of the table, both sides of every boundary."""

import pytest

from core.errors import RuleBroken
from referrals.codes import Act, EndState
from referrals.rules.statuses import NOTHING_DELIVERED, Delivery
from referrals.rules.withdrawals import WithdrawalReason, check_withdrawal, ending_of

MOVED = WithdrawalReason(code="MOV")
EARLY = WithdrawalReason(code="EAR", needs_attended_session=True)
ONE_CAME = Delivery(planned=5, delivered=1, with_outcome=1)


@pytest.mark.parametrize(
    ("delivery", "act", "end"),
    [
        pytest.param(NOTHING_DELIVERED, Act.WITHDRAW, EndState.CANCELLED, id="no approved plan"),
        pytest.param(Delivery(planned=5), Act.WITHDRAW, EndState.CANCELLED, id="nobody came yet"),
        pytest.param(
            Delivery(planned=5, with_outcome=5), Act.WITHDRAW, EndState.CANCELLED, id="every session missed"
        ),
        pytest.param(ONE_CAME, Act.CLOSE_EARLY, EndState.PREMATURELY_ENDED, id="one session attended"),
        pytest.param(
            Delivery(planned=5, delivered=4, with_outcome=4),
            Act.CLOSE_EARLY,
            EndState.PREMATURELY_ENDED,
            id="one session left",
        ),
    ],
)
def test_the_end_follows_from_what_was_delivered(delivery, act, end):
    ending = ending_of(delivery)

    assert (ending.act, ending.end) == (act, end)


def test_once_every_session_has_its_outcome_the_report_ends_it():
    with pytest.raises(RuleBroken, match="REPORT_DUE"):
        ending_of(Delivery(planned=5, delivered=1, with_outcome=5))


@pytest.mark.parametrize(
    ("reason", "comments", "delivery", "refused"),
    [
        pytest.param("MOV", "Moved to Leeds", NOTHING_DELIVERED, [], id="both given"),
        pytest.param("", " ", NOTHING_DELIVERED, ["reason", "comments"], id="neither given"),
        pytest.param("XXX", "Moved", NOTHING_DELIVERED, ["reason"], id="not in the list"),
        pytest.param("EAR", "All done", NOTHING_DELIVERED, ["reason"], id="early before anybody came"),
        pytest.param("EAR", "All done", ONE_CAME, [], id="early after one came"),
        pytest.param("MOV", "x" * 2500, NOTHING_DELIVERED, [], id="longest comments"),
        pytest.param("MOV", "x" * 2501, NOTHING_DELIVERED, ["comments"], id="one character more"),
    ],
)
def test_reason_and_comments_are_both_asked_for(reason, comments, delivery, refused):
    found = []
    try:
        check_withdrawal(reason, comments, reasons=[MOVED, EARLY], delivery=delivery)
    except RuleBroken as broken:
        found = [one.field for one in broken.all]

    assert found == refused
