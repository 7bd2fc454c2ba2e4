"""The overview: what it says, what it costs, and whom it turns away."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import RecentlyViewed
from cases.tests import factories
from cases.tests.overview_world import full_case, overview, queries_of
from core.models import AuditEntry
from core.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_overview_costs_the_same_however_much_there_is(practitioner_client):
    small, large = full_case(1), full_case(30)
    practitioner_client.get(overview(small))

    costs = [len(queries_of(practitioner_client, person)) for person in (small, large)]

    assert costs[0] == costs[1]


def test_the_overview_itself_costs_eight_queries(practitioner_client, monkeypatch):
    from core.screens import panels

    monkeypatch.setattr(panels, "render", lambda *args, **subject: [])
    person = full_case()
    practitioner_client.get(overview(person))

    queries = queries_of(practitioner_client, person)

    assert len(queries) <= 8, "\n".join(queries)


def test_the_overview_says_what_is_due_and_how_it_goes(practitioner_client):
    person = full_case()

    page = practitioner_client.get(overview(person)).content.decode()

    assert "Record the outcome: Planned office visit" in page
    assert "3 of 20 RAR days used" in page
    assert "Complied with 3 of the last 5 appointments" in page
    assert "Transfer pending" in page
    assert "% elapsed, ends " in page
    assert "In custody: HMP Leeds" in page


def test_an_empty_case_says_what_would_appear(practitioner_client):
    page = practitioner_client.get(overview(factories.PersonFactory())).content.decode()

    assert "Nothing is due" in page
    assert "No sentence is running" in page
    assert "No appointment is arranged" in page


# --- whom it turns away ------------------------------------------------------------------------------------
def test_an_excluded_user_reads_the_message_never_the_name(client_of, practitioner):
    person = factories.PersonFactory(excluded=True, limits__user=practitioner, surname="Quillfeather")

    response = client_of(practitioner).get(overview(person))

    page = response.content.decode()
    assert response.status_code == 403
    assert "This record is limited. Ask the team manager." in page
    assert "Quillfeather" not in page
    entry = AuditEntry.objects.get(outcome="refused")
    assert (entry.crn, entry.details["kind"]) == (person.crn, "limited-access")
    assert not RecentlyViewed.objects.exists()


def test_only_those_named_open_a_restricted_record_and_see_the_tag(client_of, practitioner):
    named = UserFactory(practitioner=True)
    person = factories.PersonFactory(restricted=True, limits__user=named)

    refused = client_of(practitioner).get(overview(person))
    opened = client_of(named).get(overview(person))

    assert refused.status_code == 403
    assert "Limited access" in opened.content.decode()


def test_a_message_with_braces_is_shown_as_written(client_of, practitioner):
    person = factories.PersonFactory(
        excluded=True, limits__user=practitioner, limits__message="Ask {the manager}"
    )

    assert "Ask {the manager}" in client_of(practitioner).get(overview(person)).content.decode()


def test_the_address_of_a_merged_record_leads_to_the_survivor(practitioner_client):
    survivor = factories.PersonFactory()
    merged = factories.PersonFactory(merged_into=survivor)

    response = practitioner_client.get(overview(merged))

    assert (response.status_code, response.url) == (302, overview(survivor))


def test_a_merged_record_is_no_way_around_limited_access(client_of, practitioner):
    survivor = factories.PersonFactory(excluded=True, limits__user=practitioner)
    merged = factories.PersonFactory(merged_into=survivor)

    refused = client_of(practitioner).get(overview(merged))

    assert refused.status_code == 403
    assert survivor.crn in refused.text
    assert survivor.surname not in refused.text


def test_a_removed_record_is_not_found(practitioner_client):
    assert practitioner_client.get(overview(factories.PersonFactory(removed=True))).status_code == 404


def test_a_practice_record_opens_for_its_learner_alone(client_of, practitioner):
    person = factories.PersonFactory(practice=True, practice_learner=practitioner)

    assert client_of(practitioner).get(overview(person)).status_code == 200
    assert client_of(UserFactory(practitioner=True)).get(overview(person)).status_code == 404


def test_a_stranger_is_sent_to_sign_in():
    response = Client().get(overview(factories.PersonFactory()))

    assert response.status_code == 302
    assert response.url.startswith("/sign-in")


def test_looking_is_audited_and_remembered(practitioner_client, practitioner):
    person = factories.PersonFactory()

    practitioner_client.get(overview(person))

    assert AuditEntry.objects.get(outcome="viewed").crn == person.crn
    assert RecentlyViewed.objects.get(user=practitioner).person == person


@pytest.mark.parametrize("page", ["cases:overview", "cases:contacts", "cases:personal", "cases:sentences"])
def test_a_record_opens_in_read_only_mode_and_the_look_is_kept(practitioner_client, settings, page):
    person = full_case()
    settings.READ_ONLY = True

    response = practitioner_client.get(reverse(page, args=[person.crn]))

    assert response.status_code == 200
    assert AuditEntry.objects.filter(act=page, crn=person.crn).exists()
