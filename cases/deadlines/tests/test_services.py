"""Deadlines are set, moved, met and cancelled; only one of a kind is open about the same thing."""

from datetime import date, datetime, timedelta

import pytest

from cases.deadlines.queries import deadlines_of_person
from cases.deadlines.services import (
    Due,
    cancel_deadline,
    cancel_deadlines_about,
    meet_deadline,
    set_deadline,
)
from cases.tests.factories import PersonFactory
from core import clock
from core.clock import LONDON, end_of_day

pytestmark = pytest.mark.django_db
KIND, ABOUT = "enforcement-response", "cases.contact:12"


@pytest.fixture
def person():
    return PersonFactory(allocated=True)


def due(person, **fields):
    held = person.allocations.get()
    values = {"kind": KIND, "about": ABOUT, "words": "Answer the letter", "rule": "7 days after it"}
    values |= {"due_on": date(2026, 3, 9), "began_at": clock.now(), "staff_id": held.staff_id}
    return Due(**values | fields)


def test_what_is_due_on_a_day_is_late_from_the_midnight_that_ends_it(person):
    row = set_deadline(person.pk, due(person, due_on=date(2026, 7, 1)), by=None, at=clock.now())

    assert row.due_at == end_of_day(date(2026, 7, 1)) == datetime(2026, 7, 2, tzinfo=LONDON)
    assert not row.by_clock


def test_setting_it_again_moves_the_one_that_is_open(person):
    first = set_deadline(person.pk, due(person), by=None, at=clock.now())

    again = set_deadline(person.pk, due(person, due_on=date(2026, 3, 20)), by=None, at=clock.now())

    assert again.pk == first.pk
    assert [row.due_on for row in deadlines_of_person(person.pk)] == [date(2026, 3, 20)]


def test_a_met_deadline_stays_and_another_may_be_set(person, practitioner):
    first = set_deadline(person.pk, due(person), by=None, at=clock.now())
    met_at = clock.now() - timedelta(hours=1)

    assert meet_deadline(kind=KIND, about=ABOUT, met_at=met_at, by=practitioner, at=clock.now()) is True

    first.refresh_from_db()
    assert (first.met_at, first.updated_by) == (met_at, practitioner)
    assert meet_deadline(kind=KIND, about=ABOUT, met_at=met_at, by=practitioner, at=clock.now()) is False
    assert set_deadline(person.pk, due(person), by=None, at=clock.now()).pk != first.pk


def test_a_cancelled_deadline_says_why_and_cannot_be_met(person, practitioner):
    row = set_deadline(person.pk, due(person), by=None, at=clock.now())

    assert (
        cancel_deadline(kind=KIND, about=ABOUT, because="Withdrawn", by=practitioner, at=clock.now()) is True
    )

    row.refresh_from_db()
    assert row.cancelled_because == "Withdrawn"
    assert meet_deadline(kind=KIND, about=ABOUT, met_at=clock.now(), by=None, at=clock.now()) is False
    assert not deadlines_of_person(person.pk).exists()


def test_all_that_is_open_about_a_thing_is_cancelled_together(person):
    for kind in (KIND, "review"):
        set_deadline(person.pk, due(person, kind=kind), by=None, at=clock.now())
    other = set_deadline(person.pk, due(person, about="cases.contact:13"), by=None, at=clock.now())

    assert cancel_deadlines_about(ABOUT, because="It ended", by=None, at=clock.now()) == 2

    assert list(deadlines_of_person(person.pk)) == [other]
