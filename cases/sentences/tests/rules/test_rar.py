"""How RAR days are counted."""

from datetime import date

import pytest

from cases.sentences.rules.rar import RarContact, rar_days

TODAY = date(2026, 6, 15)
PAST, AHEAD = date(2026, 6, 1), date(2026, 7, 1)


def contact(on=PAST, attended=True, rar_activity=True):
    return RarContact(on=on, attended=attended, rar_activity=rar_activity)


@pytest.mark.parametrize(
    ("contacts", "completed", "scheduled", "remaining"),
    [
        pytest.param([], 0, 0, 2, id="none"),
        pytest.param([contact()], 1, 0, 1, id="attended"),
        pytest.param([contact(), contact()], 1, 0, 1, id="two on a day are one"),
        pytest.param([contact(attended=False)], 0, 0, 2, id="missed"),
        pytest.param([contact(attended=None)], 0, 0, 2, id="past, not answered"),
        pytest.param([contact(AHEAD, None)], 0, 1, 2, id="planned"),
        pytest.param([contact(AHEAD, False)], 0, 0, 2, id="cancelled beforehand"),
        pytest.param([contact(rar_activity=False)], 0, 0, 2, id="not a RAR activity"),
        pytest.param([contact(TODAY)], 1, 0, 1, id="attended today"),
        pytest.param([contact(date(2026, 6, n)) for n in (1, 2, 3)], 3, 0, 0, id="more than ordered"),
    ],
)
def test_days_are_counted_and_not_contacts(contacts, completed, scheduled, remaining):
    days = rar_days(contacts, length_days=2, today=TODAY)

    assert (days.completed, days.scheduled, days.remaining) == (completed, scheduled, remaining)


def test_more_than_ordered_is_a_warning():
    exactly = [contact(), contact(AHEAD, None)]
    more = [*exactly, contact(date(2026, 7, 2), None)]

    assert rar_days(exactly, length_days=2, today=TODAY).warning is None
    assert "3 days" in str(rar_days(more, length_days=2, today=TODAY).warning)
