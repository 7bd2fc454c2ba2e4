"""Removing contacts, and taking back what the system entered."""

import pytest

from cases.contacts.queries.failures import failures_under
from cases.contacts.services.appointments import OutcomeDetails, record_outcome
from cases.contacts.services.details import ContactDetails
from cases.contacts.services.entering import enter_contact
from cases.contacts.services.recording import record_contact
from cases.contacts.services.removing import remove_contact, withdraw_contact
from cases.models import Contact, Deadline, Disposal
from cases.tests.factories import ContactFactory
from cases.tests.record_day import NOON, TODAY, TOMORROW
from core.errors import RuleBroken
from core.models import AuditEntry, OutboxRow


def call_to_remove(case):
    details = ContactDetails(type="CTOA", on=TODAY, notes="Rang about the bus.", is_alert=True)
    return record_contact(case.person.pk, details, by=case.by, at=NOON)


def test_removing_needs_a_reason_and_for_the_past_a_permission(case):
    contact = ContactFactory(person=case.person)

    with pytest.raises(RuleBroken, match="PAST_CONTACT"):
        remove_contact(
            contact.pk, because="Wrong person", version=1, may_remove_past=False, by=case.by, at=NOON
        )
    with pytest.raises(RuleBroken, match="REASON_REQUIRED"):
        remove_contact(contact.pk, because=" ", version=1, may_remove_past=True, by=case.by, at=NOON)

    contact.refresh_from_db()
    assert (contact.removed_at, contact.version) == (None, 1)


def test_a_removed_contact_takes_its_alert_with_it(case):
    contact = call_to_remove(case)

    remove_contact(contact.pk, because="Wrong person", version=1, may_remove_past=True, by=case.by, at=NOON)

    contact.refresh_from_db()
    assert contact.removed_because == "Wrong person"
    assert not contact.alerts.filter(cleared_at=None).exists()


def test_removing_a_failure_counts_the_event_anew(case):
    visit = case.missed()
    record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="EA02"), version=1, by=case.by, at=NOON)
    visit.refresh_from_db()

    remove_contact(
        visit.pk, because="Wrong person", version=visit.version, may_remove_past=True, by=case.by, at=NOON
    )

    assert failures_under(Disposal.objects.select_related("type").get(event=case.event)).dates == frozenset()
    assert not Contact.objects.filter(removed_at=None).exists()
    assert Deadline.objects.get().cancelled_at


def test_what_the_system_entered_is_taken_back_audited_and_told_of(case):
    details = ContactDetails(type="ERGR", on=TOMORROW, is_alert=True)
    contact = enter_contact(case.person.pk, details, is_system=True, by=case.by, at=NOON)

    withdraw_contact(contact.pk, because="No review any more", by=case.by, at=NOON)

    contact.refresh_from_db()
    assert (contact.removed_at, contact.removed_by, contact.version) == (NOON, case.by, 2)
    assert contact.removed_because == "No review any more"
    assert contact.alerts.get().cleared_at == NOON
    assert AuditEntry.objects.get(act="contact-withdrawn").crn == case.person.crn
    assert OutboxRow.objects.filter(kind="cases.ContactRecorded").count() == 2  # entered and taken back


def test_what_is_taken_back_takes_its_letter_and_its_count_along(case):
    visit = case.missed()
    record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="EA02"), version=1, by=case.by, at=NOON)

    withdraw_contact(visit.pk, because="Never arranged", by=case.by, at=NOON)

    assert failures_under(Disposal.objects.select_related("type").get(event=case.event)).dates == frozenset()
    assert not Contact.objects.filter(removed_at=None).exists()
    assert Deadline.objects.get().cancelled_at


def test_what_is_removed_already_is_not_taken_back_again(case):
    contact = enter_contact(case.person.pk, ContactDetails(type="ERGR", on=TOMORROW), by=case.by, at=NOON)
    withdraw_contact(contact.pk, because="First", by=case.by, at=NOON)

    with pytest.raises(RuleBroken, match="REMOVED"):
        withdraw_contact(contact.pk, because="Second", by=case.by, at=NOON)

    contact.refresh_from_db()
    assert (contact.removed_because, contact.version) == ("First", 2)
