"""An act that a rule refuses or an error breaks off leaves its row in the audit, under the person."""

from django.db import connection

from core.models import AuditEntry
from referrals.models import AssessmentAppointment
from referrals.tests.api.assessing import acts, booking, post


def test_an_act_that_a_rule_refuses_is_audited_under_the_person(supplier_api, assigned):
    answer = post(supplier_api, acts(assigned), booking(days=400))

    assert answer.status_code == 400
    entry = AuditEntry.objects.get(outcome="refused")
    assert (entry.act, entry.crn) == ("api:book-assessment", assigned.person.crn)
    assert entry.by_id == supplier_api.registered.account_id
    assert entry.details == {
        "kind": "APPOINTMENT_TIME_TOO_FAR_IN_FUTURE",
        "rules": ["APPOINTMENT_TIME_TOO_FAR_IN_FUTURE"],
        "record": str(assigned.uuid),
    }


def test_an_act_that_the_database_breaks_off_is_audited_as_failed(supplier_api, assigned):
    with connection.cursor() as cursor:
        table = AssessmentAppointment._meta.db_table
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT never CHECK (false) NOT VALID")
    supplier_api.raise_request_exception = False

    answer = post(supplier_api, acts(assigned), booking())

    assert answer.status_code == 500
    entry = AuditEntry.objects.get(outcome="failed")
    assert (entry.crn, entry.details["error"]) == (assigned.person.crn, "IntegrityError")
    assert not AssessmentAppointment.objects.exists()


def test_a_body_that_is_refused_before_any_rule_is_no_act(supplier_api, assigned):
    answer = post(supplier_api, acts(assigned), booking(durationInMinutes="soon"))

    assert answer.status_code == 400
    assert not AuditEntry.objects.filter(outcome__in=["refused", "failed"]).exists()
