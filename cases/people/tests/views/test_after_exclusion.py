"""A user who is excluded from a record can no longer use drafts, forms and alerts begun before."""

import re

import pytest
from django.urls import reverse

from cases.models import PersonNote
from cases.tests.factories import (
    AllocationFactory,
    ContactAlertFactory,
    ContactFactory,
    LimitedAccessFactory,
    PersonFactory,
)
from core.models import AuditEntry, Draft
from core.tests.seen import hidden

NOTE = "Quilla rang about Marchbanks"


@pytest.fixture
def person(case):
    person = PersonFactory(first_name="Quilla", surname="Hidden", community_order=True)
    AllocationFactory(person=person, staff=case.staff, team=case.team)
    return person


@pytest.fixture
def address(person):
    return reverse("cases:person-note-add", args=[person.crn])


def refusals(person):
    return AuditEntry.objects.filter(outcome="refused", crn=person.crn).count()


def assert_refused(answer, person):
    sent = answer.text + str(answer.headers)
    assert answer.status_code == 403
    assert [secret for secret in ("Quilla", "Hidden", "Marchbanks") if secret in sent] == []


def test_a_draft_is_listed_by_number_and_no_longer_resumed_or_added_to(client, case, person, address):
    client.post(address, {"text": NOTE, "do": "save-draft"})
    assert NOTE in client.get(f"{address}?draft=resume").text
    LimitedAccessFactory(person=person, user=case.by)

    listed = client.get("/drafts").text
    assert person.crn in listed
    assert [secret for secret in ("Quilla", "Hidden", "Marchbanks") if secret in listed] == []
    assert_refused(client.get(f"{address}?draft=resume"), person)
    assert_refused(client.post(address, {"text": "More", "do": "save-draft"}), person)
    assert Draft.objects.get().data["text"] == [NOTE]
    assert refusals(person) == 2


def test_an_answer_kept_for_a_form_is_not_given_again(client, case, person, address):
    token = re.search(r'name="form_token" value="([^"]+)"', client.get(address).text)[1]
    sent = {"text": NOTE, "form_token": token}
    first, again = client.post(address, sent), client.post(address, sent)
    assert (first.status_code, again.url) == (302, first.url)
    LimitedAccessFactory(person=person, user=case.by)

    assert_refused(client.post(address, sent), person)
    assert PersonNote.objects.count() == 1
    assert refusals(person) == 1


def test_a_form_opened_before_saves_nothing_after(client, case, person):
    address = reverse("cases:reachability", args=[person.crn])
    page = client.get(address).text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    LimitedAccessFactory(person=person, user=case.by)

    stale = {**hidden, "version": "0", "mobile": "07700 900123"}
    assert_refused(client.post(address, stale), person)
    assert_refused(client.post(address, {**hidden, "mobile": "07700 900123"}), person)
    person.refresh_from_db()
    assert (person.mobile, person.version) == ("", 1)
    assert refusals(person) == 2


def test_alerts_of_a_hidden_person_are_neither_cleared_nor_put_back(client, case, person):
    common = {"person": person, "staff": case.staff, "team": case.team}
    first, second = (ContactAlertFactory(contact=ContactFactory(is_alert=True, **common)) for _ in range(2))
    done = client.post(reverse("cases:alerts-clear"), {"alert": [second.pk]}, follow=True)
    LimitedAccessFactory(person=person, user=case.by)

    undone = client.post(reverse("cases:alerts-undo"), hidden(done, "clearing"), follow=True).text
    cleared = client.post(reverse("cases:alerts-clear"), {"alert": [first.pk]}, follow=True).text

    assert "No alerts put back" in undone
    assert "No alerts cleared" in cleared
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.cleared_at is None, second.cleared_at is None) == (True, False)


def test_what_was_shown_may_not_be_shown_again_without_asking(client, person):
    answer = client.get(reverse("cases:overview", args=[person.crn]))

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers
    assert "Last-Modified" not in answer.headers
    head = client.head(reverse("cases:overview", args=[person.crn]))
    assert (head.status_code, head.content) == (200, b"")
