"""Dates of birth."""

from datetime import date

import pytest

from cases.people.rules.birth import check_birth
from core.errors import RuleBroken

TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("born_on", "code"),
    [
        (TODAY, None),
        (date(2026, 6, 16), "DOB_FUTURE"),
        (date(1906, 6, 16), None),
        (date(1906, 6, 15), "DOB_TOO_LONG_AGO"),
    ],
)
def test_a_birth_is_in_the_past_and_within_a_lifetime(born_on, code):
    if code is None:
        check_birth(born_on, today=TODAY)
        return
    with pytest.raises(RuleBroken, match=code):
        check_birth(born_on, today=TODAY)
