"""A sent referral takes over a date that changed in the custody record, and no other."""

from datetime import date

import pytest

from referrals.rules.release_dates import new_dates

RELEASE, HDC = date(2026, 4, 1), date(2026, 3, 10)


@pytest.mark.parametrize(
    ("changed", "release_type", "taken"),
    [
        pytest.param(("EXP",), "EXP", {"release_on": RELEASE}, id="the expected date moved"),
        pytest.param(("ACR",), "ACR", {"release_on": RELEASE}, id="the conditional date moved, alone"),
        pytest.param(("ACR",), "EXP", {}, id="the conditional date moved beneath an expected one"),
        pytest.param(("EXP",), "ACR", {"release_on": RELEASE}, id="the expected date was taken out"),
        pytest.param(("HDE",), "EXP", {"hdc_eligible_on": HDC}, id="the curfew date moved"),
        pytest.param(("EXP", "HDE"), "EXP", {"release_on": RELEASE, "hdc_eligible_on": HDC}, id="both moved"),
        pytest.param(("LED",), "EXP", {}, id="another date moved"),
        pytest.param((), "EXP", {}, id="a move to another prison"),
    ],
)
def test_only_a_date_that_changed_is_taken_over(changed, release_type, taken):
    assert new_dates(changed, release_type=release_type, release_on=RELEASE, hdc_eligible_on=HDC) == taken


def test_a_date_that_is_not_in_the_record_takes_nothing_away():
    assert new_dates(("EXP", "HDE"), release_type="", release_on=None, hdc_eligible_on=None) == {}
