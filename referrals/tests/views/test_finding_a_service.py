"""The catalogue on screen: it starts at one's own region, and says whom a service is for."""

import re

import pytest

from core.tests.seen import words
from referrals.models import CrsRegion
from referrals.tests.factories import ContractFactory, a_person, a_practitioner

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return a_practitioner()


@pytest.fixture
def client(by, client_of):
    return client_of(by)


def test_finding_a_service_starts_at_ones_own_region_and_can_look_everywhere(client):
    here = ContractFactory(title="A service here")
    elsewhere = CrsRegion.objects.exclude(region=here.region.region).first()
    there = ContractFactory(title="A service there", region=elsewhere)

    page = client.get("/interventions/find")
    everywhere = re.search(r'moj-filter__tag"\s+href="([^"]+)"', page.text).group(1)

    assert here.title in page.text
    assert there.title not in page.text
    assert there.title in client.get(everywhere.replace("&amp;", "&")).text


def test_the_catalogue_is_found_by_area_need_and_people(client):
    ContractFactory(title="Women of London", allows_male=False)
    ContractFactory(title="Closed to all", closed=True)

    shown = words(client.get("/interventions/find?area=metropolitan&people=women&need=accommodation"))

    assert "Women of London" in shown
    assert "Closed to all" not in shown


def test_a_service_has_its_page_after_it_closed(client):
    contract = ContractFactory(closed=True)

    shown = words(client.get(f"/interventions/{contract.uuid}"))

    assert "This service stopped taking referrals" in shown


def test_a_service_not_meant_for_the_person_asks_for_a_reason(by, client):
    person, contract = a_person(holder=by), ContractFactory(allows_male=False)

    response = client.post(f"/case/{person.crn}/referrals/new", {"contract": str(contract.uuid)})

    assert response.status_code == 400
    assert "Say why this service is right for a person it is not meant for" in words(response)
