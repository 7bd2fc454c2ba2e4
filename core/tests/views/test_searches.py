"""What somebody searched for is read by data protection alone, with a reason that the audit keeps."""

import pytest

from core import audit
from core.models import AuditEntry
from core.tests.factories import UserFactory
from core.tests.seen import words

pytestmark = pytest.mark.django_db
WHERE = "/searches-made"


@pytest.fixture
def searcher():
    user = UserFactory(username="robin.lee", email="robin.lee@example.org")
    audit.record("people-searched", by=user, criteria={"last_name": "Quillfeather"})
    audit.record("contacts-searched", by=user, crn="X000001", words="knife")
    audit.record("people-searched", by=UserFactory(), criteria={"last_name": "Somebodyelse"})
    return user


def asked(**other):
    return {"username": "robin.lee", "since": "1/1/2020", "because": "Complaint 17 of the person", **other}


def test_data_protection_reads_them_with_a_reason(data_protection_client, data_protection, searcher):
    page = words(data_protection_client.post(WHERE, asked()))

    assert "Quillfeather" in page
    assert "knife" in page
    assert "Somebodyelse" not in page
    read = AuditEntry.objects.get(act="searches-read")
    assert read.by_id == data_protection.pk
    assert read.details == {"of": "robin.lee", "since": "2020-01-01", "because": "Complaint 17 of the person"}


@pytest.mark.parametrize(
    "typed", ["ROBIN.LEE", "<robin.lee>", "\u00a0Robin.Lee.", "<Robin.Lee@example.org>,"]
)
def test_a_user_name_is_understood_in_capitals_or_as_pasted(data_protection_client, searcher, typed):
    assert "Quillfeather" in words(data_protection_client.post(WHERE, asked(username=typed)))


@pytest.mark.parametrize("missing", ["username", "since", "because"])
def test_without_an_answer_nothing_is_shown(data_protection_client, searcher, missing):
    answer = data_protection_client.post(WHERE, asked(**{missing: ""}))

    assert answer.status_code == 400
    assert "Quillfeather" not in words(answer)
    assert not AuditEntry.objects.filter(act="searches-read").exists()


def test_a_user_who_searched_for_nobody(data_protection_client, searcher):
    UserFactory(username="kim.quiet")

    assert "No searches" in words(data_protection_client.post(WHERE, asked(username="kim.quiet")))


def test_a_name_of_nobody_is_not_said_to_have_searched_for_nobody(data_protection_client, searcher):
    answer = data_protection_client.post(WHERE, asked(username="robin.leigh"))

    assert answer.status_code == 400
    assert "nobody signs in as robin.leigh" in words(answer)
    assert "No searches" not in words(answer)
    assert not AuditEntry.objects.filter(act="searches-read").exists()


def test_searches_under_a_name_from_before_are_still_read(data_protection_client, searcher):
    searcher.username = "robin.hill"
    searcher.save(update_fields=["username"])

    assert "Quillfeather" in words(data_protection_client.post(WHERE, asked(username="robin.lee")))


def test_nobody_else_reads_them(admin_client, senior_client, practitioner_client, searcher):
    for client in (admin_client, senior_client, practitioner_client):
        assert client.post(WHERE, asked()).status_code == 403
