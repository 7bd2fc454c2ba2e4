"""Removed, merged and practice records are in nobody's list, and in no count."""

import re

import pytest

from cases.models import Person
from core import clock
from core.models import User
from probation.demonstration import named_people as named
from tests.journeys.limiting import everything_in, lists, secrets_of, shown_in
from tests.journeys.worlds import client_for, passing_world

pytestmark = pytest.mark.django_db
GONE = (named.REMOVED, named.MERGED_AWAY, named.PRACTICE)
STAFF = ("practitioner", "senior", "case.admin", "reception", "excluded")
#: What counts rows: headings, tabs, the header, and the lists of My day.
COUNTS = (
    r"([\d,]+) (?:results?|people|person|alerts?|outcomes?|deadlines?|enforcement|appointments?)\b|\((\d+)\)"
)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), passing_world() as made:
        yield made


def names_of(gone: named.NamedPerson) -> list[str]:
    """The full name in both orders. A surname alone may be an ordinary word."""
    return [f"{gone.first_name} {gone.surname}", f"{gone.surname}, {gone.first_name}"]


def counts_in(page: str) -> list[str]:
    text = re.sub(r"<[^>]+>", " ", page)
    header = re.findall(r'app-header__count">(\d+)<', page)
    return [*header, *(first or second for first, second in re.findall(COUNTS, text))]


@pytest.mark.parametrize("username", [*STAFF, "supplier.caseworker", "supplier.manager"])
def test_who_is_gone_is_in_no_list(world, username):
    client = client_for(username)
    pages = lists(username)
    assert len(pages) > 5
    for _, address in pages:
        response = client.get(address)
        text = everything_in(response)
        assert response.status_code == 200, address
        for gone in GONE:
            assert gone.crn not in text, f"{address} shows {gone.crn}"
            assert shown_in(text, names_of(gone)) == [], f"{address} names {gone.surname}"


@pytest.mark.parametrize("username", STAFF)
def test_the_address_of_who_is_gone_leads_nowhere_or_to_the_survivor(world, username):
    client = client_for(username)

    assert client.get(f"/case/{named.REMOVED.crn}/").status_code == 404
    merged = client.get(f"/case/{named.MERGED_AWAY.crn}/")
    assert (merged.status_code, merged.headers.get("Location")) == (302, f"/case/{named.ORDINARY.crn}/")
    if username != "practitioner":
        assert client.get(f"/case/{named.PRACTICE.crn}/").status_code == 404


@pytest.mark.parametrize("how", ["removed", "the learner's own practice"])
@pytest.mark.parametrize(
    ("username", "crn"), [("practitioner", named.ORDINARY.crn), ("supplier.manager", named.EXCLUDED.crn)]
)
def test_once_gone_a_busy_record_is_in_no_list_and_counted_nowhere(world, username, crn, how):
    """Every list is read before and after: counts change only where the record was shown."""
    person, client = Person.objects.get(crn=crn), client_for(username)
    client_for("practitioner").get(f"/case/{crn}/")
    secrets = secrets_of(person)
    before = {address: client.get(address).content.decode() for _, address in lists(username)}
    shown = [address for address, page in before.items() if shown_in(page, secrets)]
    assert shown
    let_go(person, how)

    after = {address: client.get(address).content.decode() for address in before}
    for address, page in after.items():
        assert crn not in page, address
        assert shown_in(page, secrets) == [], address
    fewer = [address for address in shown if counts_in(after[address]) != counts_in(before[address])]
    assert set(fewer) >= {address for address in shown if counts_in(before[address])}
    unchanged = set(before) - set(shown)
    for address in unchanged:
        assert total(after[address]) == total(before[address]), address


def total(page: str) -> str:
    found = re.search(r"data-results-title>([^<]*)<", page)
    return found[1] if found else ""


def let_go(person: Person, how: str) -> None:
    by = User.objects.get(username="practitioner")
    if how == "removed":
        gone = {"removed_at": clock.now(), "removed_by": by, "removed_because": "Entered by mistake"}
    else:
        gone = {"practice_learner": by, "noms_number": ""}
    Person.objects.filter(pk=person.pk).update(**gone)
