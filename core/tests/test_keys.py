"""Rows found by the keys that several searches give."""

import pytest
from django.db.models import OuterRef

from core.keys import first_of_each, keys_of
from core.models import Region, Team
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


def test_the_first_rows_of_each_group_are_found_and_no_others():
    regions = list(Region.objects.order_by("pk")[:2])
    made = [
        [TeamFactory(region=region, code=f"Z{n}{m}") for m in range(3)] for n, region in enumerate(regions)
    ]
    rows = Team.objects.filter(code__startswith="Z", region=OuterRef("pk")).order_by("code")

    first = first_of_each(Region.objects.filter(pk__in=[region.pk for region in regions]), rows, 2)

    found = Team.objects.filter(pk__among=first).values_list("pk", flat=True)
    assert set(found) == {team.pk for teams in made for team in teams[:2]}
