"""Rows below a person keep every note: forms add to them, screens show them all."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.people.tests.views.test_parts import address, as_shown
from cases.tests import factories
from core import clock
from core.models.bases import stamps

pytestmark = pytest.mark.django_db
#: URL name -> factory of a row, URL name of the screen that lists its kind
KINDS = {
    "address": (factories.AddressFactory, "addresses"),
    "adjustment": (factories.AdjustmentFactory, "disabilities"),
    "personal-contact": (factories.PersonalContactFactory, "personal-contacts"),
    "disability": (factories.DisabilityFactory, "disabilities"),
    "circumstance": (factories.CircumstanceFactory, "circumstances"),
}


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def row(kind):
    person = factories.PersonFactory(created_at=clock.now() - timedelta(days=1))
    return KINDS[kind][0](person=person)


def listed(client, kind, row):
    return client.get(reverse(f"cases:{KINDS[kind][1]}", args=[row.person.crn])).text


def add(client, kind, row, words):
    page = address(kind, row)
    return client.post(page, as_shown(client, page, notes=words))


def texts(row):
    return list(row.notes.order_by("pk").values_list("text", flat=True))


def test_two_saves_keep_both_notes_and_the_list_shows_both(practitioner_client, practitioner, kind, row):
    for words in ("Told us on Monday.", "Told us again."):
        assert add(practitioner_client, kind, row, words).status_code == 302

    shown = listed(practitioner_client, kind, row)
    assert texts(row) == ["Told us on Monday.", "Told us again."]
    assert shown.index("Told us again.") < shown.index("Told us on Monday.")
    assert practitioner.name in shown
    row.refresh_from_db()
    assert row.version == 3


def test_the_form_shows_what_stands_above_an_empty_box(practitioner_client, kind, row):
    row.notes.create(text="Told us on Monday.", created_at=clock.now(), updated_at=clock.now())
    page = address(kind, row)

    shown = practitioner_client.get(page).text

    assert shown.index("Told us on Monday.") < shown.index("Add a note (optional)")
    assert as_shown(practitioner_client, page)["notes"] == ""


def test_a_save_without_a_note_adds_none(practitioner_client, kind, row):
    assert add(practitioner_client, kind, row, "  ").status_code == 302

    assert texts(row) == []


def test_a_refused_save_adds_no_note(practitioner_client, kind, row):
    page = address(kind, row)
    typed = as_shown(practitioner_client, page, notes="Told us.", started_on="1/3/2999", ended_on="1/3/2026")

    refused = practitioner_client.post(page, typed)

    assert refused.status_code == 400
    assert "Told us.</textarea>" in refused.text
    assert texts(row) == []


def test_a_conflict_adds_nothing_and_asks_nobody_which_note_stays(
    practitioner_client, senior_client, kind, row
):
    page = address(kind, row)
    mine = as_shown(practitioner_client, page, notes="Mine.")
    add(senior_client, kind, row, "Theirs.")

    conflict = practitioner_client.post(page, mine)

    assert conflict.status_code == 409
    assert "Yours, which is added" in conflict.text
    assert "use-notes" not in conflict.text
    assert texts(row) == ["Theirs."]


def test_the_history_of_details_shows_who_added_a_note(practitioner_client, practitioner, kind, row):
    add(practitioner_client, kind, row, "Told us on Monday.")

    changes = reverse("cases:personal-changes", args=[row.person.crn])
    page = " ".join(practitioner_client.get(changes).text.split())

    assert "Told us on Monday.</td>" in page
    assert ": Note</td>" in page
    assert practitioner.name in page


def test_a_list_costs_the_same_however_many_notes_it_shows(practitioner_client, practitioner, kind, row):
    def note(row, words):
        stamped = stamps(by=practitioner, at=clock.now())
        row.notes.create(text=words, **stamped)

    def count_queries():
        with CaptureQueriesContext(connection) as queries:
            assert "Told us on Monday." in listed(practitioner_client, kind, row)
        return len(queries)

    note(row, "Told us on Monday.")
    count_queries()
    before = count_queries()
    for words in ("Told us again.", "And again."):
        note(row, words)
        note(KINDS[kind][0](person=row.person, ended_on=clock.today()), words)

    assert count_queries() == before
