"""Exclusions and restrictions."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.codes import LimitedAccessKind
from cases.rules.limited_access import LimitedAccessRow, check_new_rows, judge_access
from core.errors import RuleBroken

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
EXCLUSION, RESTRICTION = LimitedAccessKind.EXCLUSION, LimitedAccessKind.RESTRICTION


def row(kind, username="JoSmith", ends_at=None):
    return LimitedAccessRow(kind=kind, username=username, ends_at=ends_at)


@pytest.mark.parametrize(
    ("rows", "username", "excluded", "restricted"),
    [
        pytest.param([], "JoSmith", False, False, id="no rows"),
        pytest.param([row(EXCLUSION)], "JoSmith", True, False, id="excluded"),
        pytest.param([row(EXCLUSION)], "josmith", True, False, id="in any case"),
        pytest.param([row(EXCLUSION)], "AnnLee", False, False, id="somebody else is"),
        pytest.param([row(RESTRICTION)], "JOSMITH", False, False, id="one of the permitted"),
        pytest.param([row(RESTRICTION)], "AnnLee", False, True, id="not one of them"),
        pytest.param([row(RESTRICTION), row(RESTRICTION, "AnnLee")], "AnnLee", False, False, id="the second"),
        pytest.param([row(EXCLUSION, "AnnLee"), row(RESTRICTION)], "AnnLee", True, True, id="both"),
        pytest.param([row(EXCLUSION), row(RESTRICTION)], "JoSmith", True, False, id="permitted yet excluded"),
        pytest.param([row(EXCLUSION)], None, True, False, id="an unknown user"),
        pytest.param([row(RESTRICTION)], None, False, True, id="an unknown user again"),
        pytest.param([row(RESTRICTION)], "", False, True, id="a user without a name"),
        pytest.param([], None, False, False, id="nothing to bar an unknown user"),
        pytest.param([row(EXCLUSION, ends_at=NOW)], "JoSmith", False, False, id="ended now"),
        pytest.param(
            [row(EXCLUSION, ends_at=NOW + timedelta(seconds=1))],
            "JoSmith",
            True,
            False,
            id="ends in a second",
        ),
        pytest.param([row(RESTRICTION, ends_at=NOW)], "AnnLee", False, False, id="restriction ended"),
        pytest.param(
            [row(RESTRICTION, "AnnLee", NOW), row(RESTRICTION)], "AnnLee", False, True, id="own row ended"
        ),
    ],
)
def test_a_record_is_barred_by_open_rows(rows, username, excluded, restricted):
    verdict = judge_access(rows, username=username, now=NOW)

    assert (verdict.excluded, verdict.restricted) == (excluded, restricted)
    assert verdict.allowed is not (excluded or restricted)
    assert len(verdict.messages) == excluded + restricted


def test_an_exclusion_comes_first_and_each_bar_has_its_words():
    rows = [row(EXCLUSION, "AnnLee"), row(RESTRICTION)]

    verdict = judge_access(rows, username="AnnLee", now=NOW, restriction_message=" Ask the Leeds team. ")

    assert [str(message) for message in verdict.messages] == [
        "You are excluded from viewing this record",
        "Ask the Leeds team.",
    ]
    assert str(verdict.label) == "Excluded"


def test_a_restricted_row_says_so_in_a_list_and_an_allowed_one_says_nothing():
    rows = [row(RESTRICTION)]

    assert str(judge_access(rows, username="AnnLee", now=NOW).label) == "Restricted record"
    assert judge_access(rows, username="JoSmith", now=NOW).label is None
    assert judge_access(rows, username="JoSmith", now=NOW).limited
    assert not judge_access([], username="JoSmith", now=NOW).limited


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
