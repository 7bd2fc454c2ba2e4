"""The work of a team by officer: each number is that of the list behind it."""

import pytest
from django.urls import reverse

from cases.tests.factories import ContactFactory
from cases.tests.record_day import TODAY, a_case
from cases.worklists.queries.team import load_of
from cases.worklists.tests.test_whose import work_of
from core.tests.factories import PreferencesFactory, StaffFactory, TeamFactory


@pytest.fixture
def team(senior, frozen_day):
    return a_case(senior).team


@pytest.fixture
def officers(team):
    """Three officers of the senior's team; the third has a contact with somebody the second holds."""
    first, second, third = (StaffFactory(team=team, surname=name) for name in ("Abel", "Baker", "Carter"))
    work_of(first, team)
    held = work_of(second, team)
    work_of(second, team)
    ContactFactory(person=held, staff=third, team=team, missing_outcome=True, on=TODAY.replace(day=1))
    return first, second, third


@pytest.mark.parametrize("who", ["senior_client", "case_admin_client"])
def test_seniors_and_case_administrators_see_their_team(request, who, officers, team, case_admin):
    PreferencesFactory(user=case_admin, team=team)

    page = request.getfixturevalue(who).get(reverse("cases:team-workload"))

    assert "Abel" in page.text
    assert page.context["everybody"][0]["n"] == 4


def test_a_practitioner_does_not(practitioner_client):
    assert practitioner_client.get(reverse("cases:team-workload")).status_code == 403


def test_every_number_is_that_of_the_list_behind_it(senior_client, officers):
    page = senior_client.get(reverse("cases:team-workload"))
    cells = [*page.context["everybody"], *(cell for row in page.context["rows"] for cell in row["cells"])]

    assert {cell["n"] for cell in cells} >= {0, 1, 2, 3}
    for cell in cells:
        assert senior_client.get(cell["href"]).context["page"].total == cell["n"], cell["href"]


def test_a_contact_of_two_officers_counts_once_for_the_team(officers):
    _first, second, third = officers

    found = load_of(officers, today=TODAY)

    loads = {officer.pk: load for officer, load in found.officers}
    assert (loads[second.pk].outcomes, loads[third.pk].outcomes) == (3, 1)
    assert found.everybody.outcomes == 4


@pytest.mark.parametrize("more", [0, 3])
def test_the_numbers_cost_five_queries_whatever_the_team(officers, team, more, django_assert_num_queries):
    others = [StaffFactory(team=team) for _ in range(more)]
    for officer in others:
        work_of(officer, team)

    with django_assert_num_queries(5):
        load_of([*officers, *others], today=TODAY)


def test_another_team_of_the_provider_can_be_chosen(senior_client, team):
    other = TeamFactory(region=team.region, pdu=team.pdu)
    work_of(StaffFactory(team=other, surname="Otherly"), other)

    page = senior_client.get(reverse("cases:team-workload"), {"team": other.pk})

    assert "Otherly" in page.text
    assert f"team={other.pk}" in page.context["everybody"][0]["href"]


def test_a_team_without_work_says_so(senior_client, team):
    empty = TeamFactory(region=team.region, pdu=team.pdu)

    page = senior_client.get(reverse("cases:team-workload"), {"team": empty.pk})

    assert "Nobody in this team has work" in page.text


def test_whoever_works_for_a_team_begins_with_its_lists(senior_client, practitioner_client, team):
    page = senior_client.get(reverse("core:my-day")).text

    assert f"{reverse('cases:caseload')}?officer=team" in page
    assert "officer=team" not in practitioner_client.get(reverse("core:drafts")).text
