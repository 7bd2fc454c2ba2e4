"""An act that a rule refuses or an error breaks off leaves its row in the audit, and nothing else."""

import pytest
from django.db import connection
from django.urls import reverse

from cases.models import Contact, ContactNote
from core.models import AuditEntry


def test_an_act_that_a_rule_refuses_is_audited_after_the_rollback(case, client):
    visit = case.missed()
    address = reverse("cases:appointment-outcome", args=[case.person.crn, visit.pk])

    answer = client.post(
        address, {"result": "other", "other_outcome": "ATFI", "notes": "Came.", "version": 1}
    )

    assert answer.status_code == 400
    entry = AuditEntry.objects.get(outcome="refused")
    assert (entry.act, entry.crn, entry.by_id) == (
        "cases:appointment-outcome",
        case.person.crn,
        case.by.pk,
    )
    assert entry.details == {"kind": "ACTION_REQUIRED", "rules": ["ACTION_REQUIRED"]}
    visit.refresh_from_db()
    assert (visit.outcome, visit.notes.count()) == (None, 0)


def test_an_act_on_a_page_without_a_form_is_audited_too(case, receptionist_client):
    visit = case.missed()

    receptionist_client.post(reverse("cases:appointment-arrived", args=[case.person.crn, visit.pk]))

    assert AuditEntry.objects.get(outcome="refused").details["rules"] == ["NOT_TODAY"]
    visit.refresh_from_db()
    assert visit.arrived_at is None


def test_an_act_that_the_database_breaks_off_is_audited_as_failed(case, client, senior_client):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_contactnote ADD CONSTRAINT never CHECK (false) NOT VALID")
    client.raise_request_exception = False
    visit = case.missed()
    address = reverse("cases:appointment-outcome", args=[case.person.crn, visit.pk])

    answer = client.post(address, {"result": "complied", "notes": "Came.", "version": 1})

    assert answer.status_code == 500
    entry = AuditEntry.objects.get(outcome="failed")
    assert (entry.act, entry.crn) == ("cases:appointment-outcome", case.person.crn)
    assert entry.details == {"error": "IntegrityError"}
    visit.refresh_from_db()
    assert (visit.outcome, ContactNote.objects.count()) == (None, 0)
    looked = senior_client.get(reverse("cases:who-looked", args=[case.person.crn]), {"outcome": "failed"})
    assert "An error: nothing was changed" in looked.text


@pytest.mark.parametrize("address", ["/case/X999999/", "/case/X999999/contacts/add"])
def test_a_record_that_is_not_there_is_no_failure(client, case, address):
    assert client.post(address).status_code in (404, 405)
    assert not AuditEntry.objects.filter(outcome="failed").exists()
    assert Contact.objects.count() == 0
