"""Rows found by the keys that several searches give."""

import pytest

from core.keys import keys_of
from core.models import Team
from core.tests.factories import StaffFactory, TeamFactory

pytestmark = pytest.mark.django_db


def test_a_row_that_several_searches_find_is_there_once():
    first, second, other = TeamFactory(), TeamFactory(), TeamFactory()
    teams = Team.objects.values("pk")

    found = Team.objects.filter(
        pk__among=keys_of(teams.filter(pk=first.pk), teams.filter(pk__in=[first.pk, second.pk]))
    )

    assert sorted(found.values_list("pk", flat=True)) == sorted([first.pk, second.pk])
    assert not found.filter(pk=other.pk).exists()


def test_a_search_that_finds_nothing_gives_no_row():
    team = TeamFactory()

    found = Team.objects.filter(pk__among=keys_of(Team.objects.values("pk").filter(pk=-1)))

    assert not found.exists()
    assert Team.objects.filter(pk=team.pk).exists()


def test_a_foreign_key_may_be_among_the_keys():
    team = TeamFactory()
    mine, _other = TeamFactory(pdu=team.pdu), StaffFactory()

    found = Team.objects.filter(pdu__among=keys_of(Team.objects.filter(pk=team.pk).values("pdu")))

    assert {team.pk, mine.pk} <= set(found.values_list("pk", flat=True))


def test_the_searches_run_once_and_the_rows_come_by_their_key():
    TeamFactory()
    keys = keys_of(Team.objects.filter(name="None such").values("pk"), Team.objects.values("pk"))

    plan = Team.objects.filter(pk__among=keys).explain()

    assert "InitPlan" in plan
    assert "SubPlan" not in plan
