"""Teams to choose from are those of the regions where the user works."""

import pytest

from core import clock, organisation
from core.models import Region
from core.tests.factories import StaffFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


def names(user, *, chosen=None):
    return {name for _key, name in organisation.open_teams(user, chosen=chosen, today=clock.today())}


def test_who_works_in_a_region_chooses_among_its_teams_and_keeps_the_one_chosen_elsewhere():
    here, there = Region.objects.order_by("pk")[:2]
    own, beside = TeamFactory(region=here), TeamFactory(region=here)
    elsewhere, chosen = TeamFactory(region=there), TeamFactory(region=there)
    member = StaffFactory(user=UserFactory(), team=own)

    offered = names(member.user, chosen=chosen.pk)

    assert {own.name, beside.name, chosen.name} <= offered
    assert elsewhere.name not in offered


def test_who_works_in_no_team_chooses_among_all():
    first, second = TeamFactory(), TeamFactory()

    assert {first.name, second.name} <= names(UserFactory())
