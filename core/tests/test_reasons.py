"""Reasons come back unchanged from a JSON column."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from core.reasons import Reason, as_stored, from_stored


def test_a_stored_reason_keeps_its_dates_and_decimals():
    reason = Reason(
        "{tier} on {day} at {at}: {rsr}%, {points} points, {nothing}",
        tier="B2",
        day=date(2026, 3, 2),
        at=datetime(2026, 3, 2, 10, 15, tzinfo=UTC),
        rsr=Decimal("6.95"),
        points=20,
        nothing=None,
    )

    assert from_stored(json.loads(json.dumps(as_stored(reason)))) == reason


def test_an_empty_column_holds_no_reason():
    assert from_stored({}) is None
