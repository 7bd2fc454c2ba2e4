"""The states of a referral, what may be done in each, and its reference number."""

import re
from collections.abc import Iterator
from typing import Protocol

from core.errors import RuleBroken
from referrals.codes import Act, ReferralState

S, A = ReferralState, Act

#: (state now, act) -> state after. What is not here is refused.
MOVES: dict[tuple[ReferralState, Act], ReferralState] = {
    (S.DRAFT, A.SEND): S.SENT,
    (S.SENT, A.ASSIGN): S.ASSIGNED,
    (S.SENT, A.STOP_ATTEMPTS): S.SENT,
    (S.SENT, A.WITHDRAW): S.CONCLUDED,
    (S.SENT, A.AMEND): S.SENT,
    (S.SENT, A.UPDATE_RISK): S.SENT,
    (S.SENT, A.HOLD): S.SENT,
    (S.SENT, A.RESUME): S.SENT,
    (S.SENT, A.MOVE_CONTRACT): S.SENT,
    (S.SENT, A.ADD_CASE_NOTE): S.SENT,
    (S.ASSIGNED, A.ASSIGN): S.ASSIGNED,
    (S.ASSIGNED, A.BOOK_ASSESSMENT): S.ASSIGNED,
    (S.ASSIGNED, A.RECORD_ASSESSMENT): S.ASSIGNED,
    (S.ASSIGNED, A.WRITE_PLAN): S.ASSIGNED,
    (S.ASSIGNED, A.SUBMIT_PLAN): S.ASSIGNED,
    (S.ASSIGNED, A.APPROVE_PLAN): S.ASSIGNED,
    (S.ASSIGNED, A.RETURN_PLAN): S.ASSIGNED,
    (S.ASSIGNED, A.BOOK_SESSION): S.ASSIGNED,
    (S.ASSIGNED, A.RECORD_SESSION): S.ASSIGNED,
    (S.ASSIGNED, A.STOP_ATTEMPTS): S.ASSIGNED,
    (S.ASSIGNED, A.WRITE_REPORT): S.ASSIGNED,
    (S.ASSIGNED, A.SUBMIT_REPORT): S.CONCLUDED,
    (S.ASSIGNED, A.WITHDRAW): S.CONCLUDED,
    (S.ASSIGNED, A.CLOSE_EARLY): S.ENDING,
    (S.ASSIGNED, A.AMEND): S.ASSIGNED,
    (S.ASSIGNED, A.UPDATE_RISK): S.ASSIGNED,
    (S.ASSIGNED, A.HOLD): S.ASSIGNED,
    (S.ASSIGNED, A.RESUME): S.ASSIGNED,
    (S.ASSIGNED, A.MOVE_CONTRACT): S.ASSIGNED,
    (S.ASSIGNED, A.ADD_CASE_NOTE): S.ASSIGNED,
    (S.ENDING, A.ASSIGN): S.ENDING,
    (S.ENDING, A.RECORD_ASSESSMENT): S.ENDING,
    (S.ENDING, A.RECORD_SESSION): S.ENDING,
    (S.ENDING, A.WRITE_REPORT): S.ENDING,
    (S.ENDING, A.SUBMIT_REPORT): S.CONCLUDED,
    (S.ENDING, A.AMEND): S.ENDING,
    (S.ENDING, A.UPDATE_RISK): S.ENDING,
    (S.ENDING, A.MOVE_CONTRACT): S.ENDING,
    (S.ENDING, A.ADD_CASE_NOTE): S.ENDING,
    (S.CONCLUDED, A.RECORD_ASSESSMENT): S.CONCLUDED,
    (S.CONCLUDED, A.ADD_CASE_NOTE): S.CONCLUDED,
}

#: Acts refused while a referral is on hold: nothing new is booked, and it cannot be put on hold again.
REFUSED_ON_HOLD = frozenset({A.BOOK_ASSESSMENT, A.BOOK_SESSION, A.HOLD})


def state_after(state: ReferralState | str, act: Act | str, *, on_hold: bool = False) -> ReferralState:
    """The state an act leads to.

    raises   RuleBroken REFERRAL_CONCLUDED, REFERRAL_ON_HOLD, NOT_ON_HOLD or NOT_POSSIBLE_NOW
    source   docs/sources/referrals.md#the-life-of-a-referral
    """
    state, act = ReferralState(state), Act(act)
    after = MOVES.get((state, act))
    if after is None and state == S.CONCLUDED:
        raise RuleBroken("REFERRAL_CONCLUDED", "This referral has ended")
    if after is None:
        raise RuleBroken("NOT_POSSIBLE_NOW", "This cannot be done at this stage of the referral")
    if on_hold and act in REFUSED_ON_HOLD:
        raise RuleBroken("REFERRAL_ON_HOLD", "This referral is on hold")
    if act == A.RESUME and not on_hold:
        raise RuleBroken("NOT_ON_HOLD", "This referral is not on hold")
    return after


def may(state: ReferralState | str, act: Act | str, *, on_hold: bool = False) -> bool:
    """Whether a screen should offer the act."""
    try:
        state_after(state, act, on_hold=on_hold)
    except RuleBroken:
        return False
    return True


REFERENCE_PATTERN = re.compile(r"[A-Z]{2}\d{4}[A-Z]{2}")
REFERENCE_TRIES = 10
FIRST_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "0123456789"

#: Characters that are confused when read out over the phone. A reference never holds both of a pair.
CONFUSED = (("0", "O"), ("1", "I"), ("5", "S"), ("8", "B"))


class Chance(Protocol):
    """A source of randomness, such as random.SystemRandom()."""

    def choice(self, seq: str, /) -> str: ...


def is_confusing(reference: str) -> bool:
    return any(digit in reference and letter in reference for digit, letter in CONFUSED)


def reference_numbers(contract_type_name: str, chance: Chance) -> Iterator[str]:
    """Up to ten references to try, such as AC2345PE. The caller takes the first that is not in use.

    contract_type_name   its first two letters end the reference
    raises               ValueError if the name holds fewer than two letters
    source               docs/sources/referrals.md#reference-number
    """
    letters = [letter for letter in contract_type_name.upper() if "A" <= letter <= "Z"][:2]
    if len(letters) < 2:
        raise ValueError(f"no two letters in {contract_type_name!r}")
    yielded = 0
    while yielded < REFERENCE_TRIES:
        drawn = [chance.choice(FIRST_LETTERS) for _ in range(2)] + [chance.choice(DIGITS) for _ in range(4)]
        reference = "".join([*drawn, *letters])
        if not is_confusing(reference):
            yielded += 1
            yield reference
