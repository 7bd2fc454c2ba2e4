"""The state table of a referral and its reference number."""

import random
import re

import pytest

from core.errors import RuleBroken
from referrals.codes import Act, ReferralState
from referrals.rules.referrals import (
    CONFUSED,
    MOVES,
    REFERENCE_PATTERN,
    is_confusing,
    may,
    reference_numbers,
    state_after,
)


@pytest.mark.parametrize(
    ("state", "act", "after"), [(*key, after) for key, after in MOVES.items() if key[1] != Act.RESUME]
)
def test_every_move_of_the_table_is_made(state, act, after):
    assert state_after(state, act) == after


NOT_IN_TABLE = [(state, act) for state in ReferralState for act in Act if (state, act) not in MOVES]


@pytest.mark.parametrize(("state", "act"), NOT_IN_TABLE)
def test_what_is_not_in_the_table_is_refused(state, act):
    with pytest.raises(RuleBroken) as refusal:
        state_after(state, act)

    concluded = state == ReferralState.CONCLUDED
    assert refusal.value.code == ("REFERRAL_CONCLUDED" if concluded else "NOT_POSSIBLE_NOW")


def test_a_referral_runs_from_draft_to_its_report():
    state = ReferralState.DRAFT
    for act in (
        Act.SEND,
        Act.ASSIGN,
        Act.BOOK_ASSESSMENT,
        Act.SUBMIT_PLAN,
        Act.CLOSE_EARLY,
        Act.SUBMIT_REPORT,
    ):
        state = state_after(state, act)

    assert state == ReferralState.CONCLUDED


@pytest.mark.parametrize("act", [Act.BOOK_ASSESSMENT, Act.BOOK_SESSION, Act.HOLD])
def test_nothing_new_is_booked_while_a_referral_is_on_hold(act):
    with pytest.raises(RuleBroken) as refusal:
        state_after("ASSIGNED", act, on_hold=True)

    assert refusal.value.code == "REFERRAL_ON_HOLD"


def test_only_a_referral_on_hold_is_taken_off_hold():
    assert state_after("ASSIGNED", "RESUME", on_hold=True) == ReferralState.ASSIGNED
    with pytest.raises(RuleBroken) as refusal:
        state_after("ASSIGNED", "RESUME")
    assert refusal.value.code == "NOT_ON_HOLD"


def test_a_screen_asks_before_it_offers():
    assert may("SENT", "WITHDRAW")
    assert not may("ENDING", "WITHDRAW")
    assert not may("CONCLUDED", "AMEND")


class Dealt:
    """A source of chance that yields given characters, one by one."""

    def __init__(self, dealt: str):
        self.left = iter(dealt)

    def choice(self, seq: str) -> str:
        drawn = next(self.left)
        assert drawn in seq
        return drawn


def test_a_reference_ends_with_the_first_letters_of_the_contract_type():
    assert next(reference_numbers("Personal Wellbeing", Dealt("AC2345"))) == "AC2345PE"


def test_a_confusing_draw_is_passed_over():
    assert next(reference_numbers("Women's Services", Dealt("AC2340" + "AC2349"))) == "AC2349WO"


@pytest.mark.parametrize("pair", CONFUSED)
def test_both_of_a_confused_pair_are_not_kept_together(pair):
    digit, letter = pair

    assert is_confusing(f"A{letter}{digit}234XY")
    assert not is_confusing(f"A{letter}7234XY")
    assert not is_confusing(f"AC{digit}234XY")


@pytest.mark.parametrize("name", ["Accommodation", "Women's Services", "Finance, Benefit and Debt - Bury"])
def test_ten_references_are_offered_in_the_published_shape(name):
    offered = list(reference_numbers(name, random.Random(7)))

    assert len(offered) == 10
    assert all(REFERENCE_PATTERN.fullmatch(one) and not is_confusing(one) for one in offered)
    assert not any(re.match("[IO]|.[IO]", one) for one in offered)


def test_a_contract_type_without_two_letters_cannot_be_referred_to():
    with pytest.raises(ValueError, match="two letters"):
        next(reference_numbers("4 U", random.Random(7)))
