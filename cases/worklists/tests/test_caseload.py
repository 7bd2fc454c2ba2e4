"""A line of the caseload: attendance, sentence and what is due; the bar of tiers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.tests.factories import AllocationFactory, ContactFactory, PersonFactory
from cases.tests.record_day import TODAY
from cases.worklists.queries import caseload


def caseload_of(client, **query):
    return client.get(reverse("cases:caseload"), query)


def test_a_line_shows_the_last_twelve_appointments_oldest_first(client, case):
    about = {"person": case.person, "staff": case.staff, "team": case.team}
    for days in range(1, 15):
        ContactFactory(**about, came=True, on=TODAY - timedelta(days))
    ContactFactory(**about, absent=True, complied=False, on=TODAY - timedelta(3))

    [row] = caseload_of(client).context["rows"]

    assert len(row.strip.marks) == 12
    assert row.strip.marks[-1].kind == "good"
    assert [mark.kind for mark in row.strip.marks].count("bad") == 1


def test_a_line_names_the_sentence_in_its_letters_with_its_end(client, case):
    page = caseload_of(client).text

    assert "CO to " in page


@pytest.mark.parametrize(
    ("due", "found"),
    [("any", 1), ("outcomes", 1), ("enforcement", 0), ("deadlines", 0), ("no_next", 2), ("", 2)],
)
def test_the_caseload_is_narrowed_by_what_is_due(client, case, due, found):
    other = PersonFactory(community_order=True)
    AllocationFactory(person=other, staff=case.staff, team=case.team)
    ContactFactory(
        person=other, staff=case.staff, team=case.team, missing_outcome=True, on=TODAY - timedelta(3)
    )

    assert caseload_of(client, due=due).context["page"].total == found


def test_each_part_of_the_bar_leads_to_the_cases_it_counts(client, case):
    for code in ("A1", "A2", "B3", ""):
        person = PersonFactory(tier_code=code, community_order=True)
        AllocationFactory(person=person, staff=case.staff, team=case.team)

    bar = caseload_of(client, officer="team").context["tiers"]

    assert [part.count for part in bar.parts] == [2, 1, 0, 0, 2]
    for part in bar.parts:
        assert "officer=team" in part.href
        assert client.get(part.href).context["page"].total == part.count


def test_nobody_holds_no_case(case):
    assert caseload.held_by([]).count() == 0
