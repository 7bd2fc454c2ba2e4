"""Contacts that the system writes by itself, and what any contact takes from its type."""

import pytest

from cases.contacts.services.appointments import OutcomeDetails, record_outcome
from cases.contacts.services.details import ContactDetails
from cases.contacts.services.entering import enter_contact, enter_for_many
from cases.contacts.services.recording import record_contact
from cases.models import Contact, ContactType
from cases.tests.record_day import NOON, TODAY, TOMORROW


def test_what_happened_outside_is_entered_once(case):
    first, second = (
        enter_contact(
            case.person.pk,
            ContactDetails(type="CRSAPT", on=TOMORROW),
            origin="supplier:1",
            by=case.by,
            at=NOON,
        )
        for _ in range(2)
    )

    assert first == second
    assert Contact.objects.count() == 1


def recorded(case):
    return record_contact(case.person.pk, ContactDetails(type="CTOA", on=TODAY), by=case.by, at=NOON)


def entered(case):
    return enter_contact(case.person.pk, ContactDetails(type="EREL", on=TODAY), by=case.by, at=NOON)


def entered_for_many(case):
    details = ContactDetails(type="ETCH20", on=TODAY)
    [key] = enter_for_many([(case.person.pk, details)], by=case.by, at=NOON)
    return Contact.objects.get(pk=key)


def a_letter(case):
    visit = case.missed()
    record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="EA02"), version=1, by=case.by, at=NOON)
    return visit.followed_by.get(type__code="AWLI")


@pytest.mark.parametrize("says", [True, False])
@pytest.mark.parametrize("written", [recorded, entered, entered_for_many, a_letter])
def test_whoever_writes_a_contact_it_takes_the_same_from_its_type(case, written, says):
    ContactType.objects.filter(code__in=["CTOA", "EREL", "ETCH20", "AWLI"]).update(
        is_attendance=says,
        is_national_standards=says,
        rar_default=says,
        sensitive_default=says,
        location_flag="",
        outcome_flag="",
        future_allowed=None,
    )

    contact = written(case)

    contact.refresh_from_db()
    assert (contact.is_appointment, contact.is_national_standards) == (says, says)
    assert (contact.is_rar_activity, contact.is_sensitive) == (says, says)


@pytest.mark.parametrize("asked", [True, False])
def test_what_is_said_of_rar_activity_outweighs_the_type(case, asked):
    ContactType.objects.filter(code="CRSAPT").update(rar_default=not asked)
    details = ContactDetails(type="CRSAPT", on=TOMORROW, is_rar_activity=asked)

    contact = enter_contact(case.person.pk, details, by=case.by, at=NOON)

    contact.refresh_from_db()
    assert contact.is_rar_activity is asked
