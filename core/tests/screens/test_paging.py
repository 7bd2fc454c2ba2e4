"""Pages of a list hold every row once, in order."""

import base64
import json

import pytest

from core import audit, clock
from core.models import AuditEntry, BankHoliday
from core.screens.paging import keyset_page, numbered_page, read_mark

DAYS = [f"2030-01-{day:02}" for day in range(1, 12)]


@pytest.fixture
def holidays(db):
    BankHoliday.objects.all().delete()
    BankHoliday.objects.bulk_create(BankHoliday(on=day, words="Day") for day in DAYS)
    return BankHoliday.objects.all()


def days(page):
    return [row.on.day for row in page.rows]


def test_a_numbered_page_knows_where_it_is(holidays):
    page = numbered_page(holidays.order_by("on"), "2", size=4, cap=100)

    assert days(page) == [5, 6, 7, 8]
    assert (page.first, page.last, page.total, page.page_count) == (5, 8, 11, 3)


def test_a_count_stops_at_its_cap(holidays):
    page = numbered_page(holidays.order_by("on"), "1", size=4, cap=10)

    assert (page.total, page.more_than_cap) == (10, True)


@pytest.mark.parametrize(
    ("asked", "number"), [("0", 1), ("99", 3), ("two", 1), ("²", 1), ("9" * 20, 1), ("", 1)]
)
def test_an_odd_page_number_leads_to_the_nearest_page(holidays, asked, number):
    assert numbered_page(holidays.order_by("on"), asked, size=4, cap=100).number == number


def test_walking_forwards_by_key_meets_every_row_once(holidays):
    seen, after = [], ""
    while after is not None:
        page = keyset_page(holidays, ("on",), after=after, before="", size=4)
        seen += days(page)
        after = page.next

    assert seen == list(range(11, 0, -1))


def test_walking_back_leads_to_the_page_before(holidays):
    first = keyset_page(holidays, ("on",), after="", before="", size=4)
    second = keyset_page(holidays, ("on",), after=first.next, before="", size=4)

    assert days(keyset_page(holidays, ("on",), after="", before=second.previous, size=4)) == days(first)
    assert first.previous is None


def marked(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


FOREIGN_MARKS = {
    "nothing": "",
    "no JSON": "nonsense",
    "no list": "e30",
    "one part": marked("2030-01-06T00:00:00+00:00"),
    "words for an instant": marked("x", 1),
    "a table for an instant": marked({}, 1),
    "a number for an instant": marked(1, 1),
    "a month that is not": marked("2030-13-45T00:00:00+00:00", 1),
    "an instant of no zone": marked("2030-01-06T00:00:00", 1),
    "words for a key": marked("2030-01-06T00:00:00+00:00", "y"),
    "a list for a key": marked("2030-01-06T00:00:00+00:00", [1]),
    "nothing for a key": marked("2030-01-06T00:00:00+00:00", None),
    "a key beyond the column": marked("2030-01-06T00:00:00+00:00", 2**70),
    "a key without end": marked("2030-01-06T00:00:00+00:00", float("inf")),
}


@pytest.mark.parametrize("mark", FOREIGN_MARKS.values(), ids=FOREIGN_MARKS)
def test_a_mark_that_is_not_ours_leads_to_the_first_page(db, mark):
    audit.record("seen", by=None, at=clock.now())
    keys = ("at", "id")

    page = keyset_page(AuditEntry.objects.all(), keys, after=mark, before="", size=4)

    assert [row.act for row in page.rows] == ["seen"]
    assert page.previous is None
    assert read_mark(mark, [AuditEntry._meta.get_field(key) for key in keys]) is None
