"""Who looked at a record."""

from datetime import timedelta

import pytest

from cases.tests.factories import LimitedAccessFactory, PersonFactory
from core.models import AuditEntry
from core.tests.factories import UserFactory
from core.tests.seen import read_page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def alex():
    return PersonFactory(first_name="Alex", surname="River")


def test_a_senior_sees_who_looked_who_changed_and_who_was_refused(
    senior_client, practitioner_client, practitioner, alex
):
    practitioner_client.get(f"/case/{alex.crn}/")
    LimitedAccessFactory(person=alex, user=practitioner)
    practitioner_client.get(f"/case/{alex.crn}/")
    address = f"/case/{alex.crn}/record/who-looked"

    page = words(senior_client.get(address))
    assert practitioner.username in page
    assert practitioner.name in page
    assert "Refused" in page
    assert "Limited access" in page
    refused = words(senior_client.get(f"{address}?outcome=refused"))
    assert "Looked</strong>" not in refused
    assert practitioner.username in refused
    assert practitioner.username not in read_page(senior_client, address, who=UserFactory().username)
    assert practitioner.username in words(senior_client.get(f"{address}?who={practitioner.name}"))
    assert "Nothing matches" in words(senior_client.get(f"{address}?until=1/1/2001"))
    assert practitioner_client.get(address).status_code == 403


def test_who_looked_goes_on_to_the_next_page_and_takes_in_merged_records(senior_client, alex):
    merged = PersonFactory(merged_into=alex)
    for n in range(30):
        AuditEntry.objects.create(
            at=alex.created_at - timedelta(minutes=n),
            by_name=f"looker{n}",
            act="cases:overview",
            crn=merged.crn if n == 29 else alex.crn,
            outcome="viewed",
        )
    address = f"/case/{alex.crn}/record/who-looked"

    first = words(senior_client.get(address))
    assert "looker0" in first
    assert "looker29" not in first
    after = first.split("after=")[1].split('"')[0].split("&")[0]
    assert "looker29" in words(senior_client.get(f"{address}?after={after}"))


@pytest.mark.parametrize(
    "typed",
    [
        "Siân O’Hare",
        "O'Hare, Sian",
        "Ms Sian Ohare (sian.ohare)",
        "“Siân O'Hare”.",
        "SIAN.OHARE",
        "sian@example.org",
    ],
)
def test_a_user_is_found_as_they_are_shown(senior_client, client_of, alex, typed):
    user = UserFactory(
        username="sian.ohare",
        first_name="Siân",
        last_name="O’Hare",
        email="sian@example.org",
        practitioner=True,
    )
    client_of(user).get(f"/case/{alex.crn}/")
    address = f"/case/{alex.crn}/record/who-looked"

    assert "sian.ohare" in read_page(senior_client, address, who=typed)
    assert "Nothing matches" in read_page(senior_client, address, who="(…)")
