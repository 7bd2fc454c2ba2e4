"""Exclusions and restrictions."""

import pytest

from cases.codes import LimitedAccessKind
from cases.people.rules.limited_access import LimitedAccessRow, check_new_rows, judge_access, what_ending_does
from core.errors import RuleBroken

EXCLUSION, RESTRICTION = LimitedAccessKind.EXCLUSION, LimitedAccessKind.RESTRICTION
JO, ANN = 1, 2
EXCLUDED, RESTRICTED = (
    "You are excluded from viewing this record",
    "This is a restricted record. Contact a system administrator.",
)


def row(kind, user_id=JO, message=""):
    return LimitedAccessRow(kind, user_id, message)


@pytest.mark.parametrize(
    ("rows", "user", "because"),
    [
        pytest.param([], JO, None, id="no rows"),
        pytest.param([row(EXCLUSION)], JO, EXCLUDED, id="excluded"),
        pytest.param([row(EXCLUSION)], ANN, None, id="somebody else is"),
        pytest.param([row(RESTRICTION)], JO, None, id="one of the permitted"),
        pytest.param([row(RESTRICTION)], ANN, RESTRICTED, id="not one of them"),
        pytest.param([row(RESTRICTION), row(RESTRICTION, ANN)], ANN, None, id="the second"),
        pytest.param([row(RESTRICTION), row(EXCLUSION, ANN)], ANN, EXCLUDED, id="both: the exclusion wins"),
        pytest.param([row(EXCLUSION), row(RESTRICTION)], JO, EXCLUDED, id="permitted yet excluded"),
        pytest.param([row(EXCLUSION, JO, " Ask {Leeds}. ")], JO, "Ask {Leeds}.", id="in its author's words"),
        pytest.param(
            [row(RESTRICTION), row(RESTRICTION, JO, "Ask.")], ANN, "Ask.", id="the first words there are"
        ),
    ],
)
def test_a_record_is_barred_by_open_rows_and_says_why(rows, user, because):
    reason = judge_access(rows, user_id=user)

    assert (reason and str(reason)) == because


@pytest.mark.parametrize(
    ("kind", "users", "by", "confirmed", "code"),
    [
        (RESTRICTION, [], "AnnLee", True, "NO_USERS"),
        (RESTRICTION, ["JoSmith"], "AnnLee", False, "LOCKS_YOU_OUT"),
        (RESTRICTION, ["JoSmith"], "AnnLee", True, None),
        (RESTRICTION, ["JoSmith", "annlee"], "AnnLee", False, "CONFIRM_LIMITED_ACCESS"),
        (EXCLUSION, ["JoSmith"], "AnnLee", False, "CONFIRM_LIMITED_ACCESS"),
        (EXCLUSION, ["JoSmith"], "AnnLee", True, None),
        (EXCLUSION, ["listed"], "AnnLee", True, "ALREADY_LISTED"),
    ],
)
def test_limiting_access_names_users_and_is_confirmed(kind, users, by, confirmed, code):
    if code is None:
        check_new_rows(kind, users, by=by, confirmed=confirmed, already=["Listed"])
        return
    with pytest.raises(RuleBroken) as refused:
        check_new_rows(kind, users, by=by, confirmed=confirmed, already=["Listed"])

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("kind", "is_own", "others_named", "code"),
    [
        (EXCLUSION, False, False, "CONFIRM_END_OF_LIMIT"),
        (EXCLUSION, False, True, "CONFIRM_END_OF_LIMIT"),
        (RESTRICTION, False, True, "CONFIRM_END_OF_LIMIT"),
        (RESTRICTION, True, True, "LOCKS_YOU_OUT"),
        (RESTRICTION, False, False, "OPENS_TO_ALL"),
        (RESTRICTION, True, False, "OPENS_TO_ALL"),
    ],
)
def test_ending_a_limit_says_what_follows(kind, is_own, others_named, code):
    warning = what_ending_does(kind, name="Jo Smith", is_own=is_own, others_named=others_named)

    assert warning.code == code
