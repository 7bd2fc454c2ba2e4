"""A list of work is the user's own, a colleague's or a team's of their provider, and of nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.allocations.queries.staff import near as near_of
from cases.allocations.queries.staff import teams_by_pdu
from cases.allocations.queries.whose import whose_work
from cases.contacts.queries.alerts import open_alerts
from cases.models import ContactAlert
from cases.tests.factories import (
    AllocationFactory,
    ContactAlertFactory,
    ContactFactory,
    DeadlineFactory,
    LimitedAccessFactory,
    PersonFactory,
    TransferFactory,
)
from cases.tests.record_day import TODAY
from core.models import AuditEntry, TeamMembership
from core.tests.factories import PduFactory, PreferencesFactory, RegionFactory, StaffFactory, TeamFactory

DIARIES = ("day", "week", "outcomes", "enforcement", "deadlines", "reviews", "transfers")
LISTS = ["cases:caseload", "cases:alerts", *(f"cases:diary-{name}" for name in DIARIES)]


def work_of(officer, team, **person):
    """Somebody whom the officer holds, in every list of the officer."""
    person = PersonFactory(community_order=True, **person)
    AllocationFactory(person=person, staff=officer, team=team)
    held = {"person": person, "staff": officer, "team": team}
    ContactFactory(missing_outcome=True, on=TODAY.replace(day=1), **held)
    ContactFactory(missing_outcome=True, on=TODAY, **held)
    ContactFactory(absent=True, enforcement_open=True, on=TODAY.replace(day=1), **held)
    ContactAlertFactory(contact=ContactFactory(is_alert=True, **held), staff=officer, team=team)
    DeadlineFactory(person=person, staff=officer, rule="REG-REVIEW")
    TransferFactory(person=person, from_staff=officer, from_team=team)
    return person


@pytest.fixture
def near(case):
    """A colleague in another team of the region."""
    team = TeamFactory(region=case.team.region, pdu=case.team.pdu, name="Team of the near")
    return StaffFactory(team=team, first_name="Nora", surname="Near"), team


@pytest.fixture
def apart(case):
    """A colleague in a team of another PDU of the region."""
    team = TeamFactory(region=case.team.region, pdu=PduFactory(region=case.team.region), name="Team apart")
    return StaffFactory(team=team, first_name="Alma", surname="Apart"), team


@pytest.fixture
def far(case):
    """An officer of another region."""
    team = TeamFactory(region=RegionFactory(code="N54"), name="Team of the far")
    return StaffFactory(team=team, first_name="Frank", surname="Far"), team


def page_of(client, name, **query):
    return client.get(reverse(name), query)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_ones_own_until_an_officer_or_a_team_is_chosen(client, case, near, name):
    officer, team = near
    mine, theirs = work_of(case.staff, case.team), work_of(officer, team)

    own, by_officer = page_of(client, name), page_of(client, name, officer=officer.pk)
    by_team, my_team = page_of(client, name, team=team.pk), page_of(client, name, officer="team")

    assert mine.crn in own.text
    assert mine.crn in my_team.text
    for page in (by_officer, by_team):
        assert theirs.crn in page.text
        assert mine.crn not in page.text
    assert theirs.crn not in own.text + my_team.text
    assert "Team of the near" in own.text


@pytest.mark.parametrize("name", LISTS)
def test_a_team_of_another_pdu_is_found_among_all_of_the_provider(client, case, apart, far, name):
    officer, team = apart
    mine, theirs = work_of(case.staff, case.team), work_of(officer, team)

    own, teams = page_of(client, name), page_of(client, name, team="another", officer="9", since="1/3/2026")
    link = f"?team={team.pk}&amp;since=1%2F3%2F2026"
    shown = client.get(reverse(name), {"team": team.pk})

    assert "Team apart" not in own.text
    assert '<option value="another">Another team</option>' in own.text
    assert f'href="{link}">Team apart</a>' in teams.text
    assert "Team of the far" not in teams.text
    assert mine.crn not in teams.text
    assert theirs.crn in shown.text
    assert f'<option value="{team.pk}" selected>Team apart</option>' in shown.text


@pytest.mark.parametrize("name", LISTS)
def test_nothing_of_another_provider_is_offered_or_shown(client, case, far, name):
    officer, team = far
    mine, theirs = work_of(case.staff, case.team), work_of(officer, team)

    for query in ({"officer": officer.pk}, {"team": team.pk}, {"officer": "²"}, {"team": "x"}):
        page = page_of(client, name, **query)

        assert theirs.crn not in page.text
        assert "Team of the far" not in page.text
        assert mine.crn in page.text


@pytest.mark.parametrize("name", LISTS)
def test_limited_access_is_kept_in_the_list_of_a_team(client, case, near, name):
    officer, team = near
    hidden = work_of(officer, team, first_name="Quilla", surname="Hidden")
    LimitedAccessFactory(person=hidden, user=case.by)

    page = page_of(client, name, team=team.pk).text

    assert hidden.crn in page
    for trace in ("Quilla", "Hidden", f"/case/{hidden.crn}"):
        assert trace not in page


@pytest.mark.parametrize("name", LISTS)
def test_the_list_of_a_team_costs_the_same_whatever_it_holds(client, case, near, name):
    officer, team = near

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert page_of(client, name, team=team.pk).status_code == 200
        return len(queries)

    work_of(officer, team)
    cost()
    before = cost()
    for _ in range(3):
        work_of(StaffFactory(team=team), team)

    assert cost() == before


@pytest.mark.parametrize("name", LISTS)
def test_who_was_listed_is_audited(client, case, near, name):
    officer, team = near
    theirs = work_of(officer, team)

    page_of(client, name, team=team.pk)

    assert theirs.crn in AuditEntry.objects.filter(act=name, outcome="viewed").latest("pk").crns


def test_an_officer_left_over_from_another_team_is_the_whole_team_that_was_chosen(case, near):
    officer, team = near

    whose = whose_work(case.by, officer=str(case.staff.pk), team=str(team.pk))

    assert (whose.officers, whose.officer, whose.is_team) == ((officer,), None, True)


def test_my_team_is_the_one_of_the_preferences_where_one_is_chosen(case, near):
    officer, team = near
    case.by.preferences = PreferencesFactory(user=case.by, team=team)

    assert whose_work(case.by, officer="team").officers == (officer,)


def test_teams_to_choose_stand_under_their_pdu_and_those_of_none_come_last(case, apart):
    _officer, team = apart
    system = TeamFactory(region=case.team.region, pdu=None, is_system=True, name="Unallocated")

    pdus = dict(teams_by_pdu(near_of(case.by)))

    assert pdus[team.pdu.name] == [team]
    assert system in pdus[""]
    assert list(pdus)[-1] == ""


def test_the_way_back_from_the_teams_is_the_list_that_was_left(client, case, near):
    came = f"{reverse('cases:caseload')}?team={near[1].pk}&tier=A"

    def back_to(referer):
        page = client.get(reverse("cases:caseload"), {"team": "another"}, headers={"referer": referer})
        return page.context["back"]

    assert back_to(f"http://testserver{came}") == came
    for other in ("http://elsewhere.example/cases?team=1", "http://testserver/cases?team=another", ""):
        assert back_to(other) == reverse("cases:caseload")


def test_who_works_in_a_team_without_a_pdu_finds_those_of_the_provider(client, case):
    alone = TeamFactory(region=case.team.region, pdu=None, is_system=True, name="Of no PDU")
    TeamMembership.objects.filter(staff=case.staff).update(team=alone)

    page = page_of(client, "cases:caseload").text

    assert '<option value="another">Another team</option>' in page
    assert case.team.name in page_of(client, "cases:caseload", team="another").text


def test_who_works_in_no_team_is_told_where_to_choose_one(client, case):
    TeamMembership.objects.filter(staff=case.staff).update(valid_to=TODAY)

    assert "in your preferences" in page_of(client, "cases:caseload", team="another").text


def test_somebody_without_a_staff_record_has_no_work_and_no_team(administrator):
    whose = whose_work(administrator, officer="team")

    assert (whose.officers, whose.teams, whose_work(administrator).officers) == ((), (), ())


def test_only_ones_own_alerts_can_be_cleared(client, case, near):
    officer, team = near
    work_of(officer, team)
    alert = ContactAlert.objects.get(staff=officer)

    page = page_of(client, "cases:alerts", team=team.pk)
    client.post(reverse("cases:alerts-clear"), {"alert": [alert.pk]})

    assert "Clear selected" not in page.text
    assert open_alerts(officer).exists()


def test_the_tabs_keep_whose_work_was_chosen(client, case, near):
    officer, _team = near

    page = page_of(client, "cases:diary-outcomes", officer=officer.pk).text

    assert f"{reverse('cases:diary-deadlines')}?officer={officer.pk}" in page


def test_a_week_begins_on_monday_and_shows_each_day(client, case):
    for day in (1, 2, 4, 8, 9):
        ContactFactory(
            person=case.person, staff=case.staff, team=case.team, timed=True, on=TODAY.replace(day=day)
        )

    page = page_of(client, "cases:diary-week", on="4/3/2026")

    assert [day.day for day, _rows in page.context["days"]] == [2, 4, 8]
    assert "on=2026-03-09" in page.text or "on=9" in page.text
