"""Whose referrals the list of probation shows."""

import pytest

from core.tests.factories import UserFactory
from core.tests.seen import words
from referrals.tests.factories import a_practitioner, a_sent_referral

pytestmark = pytest.mark.django_db


def test_the_list_is_ones_own_until_an_officer_or_a_team_is_chosen(client_of):
    by = a_practitioner()
    team = by.staff.teams.get()
    senior = UserFactory(senior=True, staff__team=team, staff__email="sam.lee@justice.example.gov.uk")
    theirs, mine = a_sent_referral(by=by), a_sent_referral(by=senior)
    client = client_of(senior)

    own, of_team, of_officer = (
        words(client.get("/referrals", query))
        for query in ({}, {"officer": "team"}, {"officer": by.staff.pk, "tab": "unassigned"})
    )

    assert mine.reference in own
    assert theirs.reference not in own
    assert mine.reference in of_team
    assert theirs.reference in of_team
    assert "Open (2)" in of_team
    assert by.name in of_team
    assert theirs.reference in of_officer
    assert mine.reference not in of_officer


def test_a_senior_begins_with_the_referrals_of_the_team(client_of):
    senior = UserFactory(senior=True)

    assert 'href="/referrals?officer=team"' in client_of(senior).get("/referrals?tab=draft").text
    assert 'href="/referrals"' in client_of(a_practitioner()).get("/drafts").text
