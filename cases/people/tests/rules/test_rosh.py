"""What is said of a person's risk of serious harm."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from cases.people.rules.rosh import RoshShown, what_is_shown

TODAY = date(2026, 11, 29)
IN_DATE, OUT_OF_DATE = TODAY - timedelta(weeks=55), TODAY - timedelta(weeks=55, days=1)
REGISTERED = date(2026, 8, 14)


def shown(register="", assessed="", assessed_on=None):
    facts = SimpleNamespace(
        rosh_level=register,
        rosh_registered_on=REGISTERED if register else None,
        rosh_assessed_level=assessed,
        rosh_assessed_on=assessed_on,
    )
    return what_is_shown(facts, on=TODAY)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({}, RoshShown(level=""), id="nothing is known"),
        pytest.param(
            {"register": "LOW"},
            RoshShown(level="", beside="LOW", beside_on=REGISTERED),
            id="a register alone is no assessment",
        ),
        pytest.param(
            {"assessed": "HIGH", "assessed_on": IN_DATE},
            RoshShown(level="HIGH", on=IN_DATE, is_current=True),
            id="assessed, on the last day that it counts",
        ),
        pytest.param(
            {"assessed": "HIGH", "assessed_on": OUT_OF_DATE},
            RoshShown(level="HIGH", on=OUT_OF_DATE),
            id="a day later it has no colour",
        ),
        pytest.param(
            {"register": "HIGH", "assessed": "HIGH", "assessed_on": IN_DATE},
            RoshShown(level="HIGH", on=IN_DATE, is_current=True),
            id="both say the same",
        ),
        pytest.param(
            {"register": "LOW", "assessed": "HIGH", "assessed_on": IN_DATE},
            RoshShown(level="HIGH", on=IN_DATE, is_current=True, beside="LOW", beside_on=REGISTERED),
            id="they differ: both are named",
        ),
        pytest.param(
            {"assessed": "HIGH"}, RoshShown(level="HIGH"), id="a summary without a date is not current"
        ),
    ],
)
def test_what_is_said(facts, expected):
    assert shown(**facts) == expected


def test_the_weeks_a_summary_lasts_can_be_set():
    facts = SimpleNamespace(
        rosh_level="", rosh_registered_on=None, rosh_assessed_level="LOW", rosh_assessed_on=date(2026, 1, 5)
    )

    assert what_is_shown(facts, on=date(2026, 3, 2), within_weeks=8).is_current
    assert not what_is_shown(facts, on=date(2026, 3, 3), within_weeks=8).is_current
