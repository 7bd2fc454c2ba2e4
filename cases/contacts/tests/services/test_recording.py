"""Recording and changing contacts."""

from dataclasses import replace
from datetime import date, time

import pytest

from cases.contacts.services.details import ContactDetails, details_of
from cases.contacts.services.entering import enter_contact
from cases.contacts.services.recording import add_contact_note, change_contact, record_contact
from cases.models import Contact, ContactNote
from cases.tests.factories import ContactFactory
from cases.tests.record_day import NOON, TODAY
from core.errors import RuleBroken, StaleVersion
from core.models import AuditEntry, OutboxRow


def call(**changes):
    return replace(ContactDetails(type="CTOA", on=TODAY, notes="Rang about the bus."), **changes)


def test_a_contact_is_written_with_its_note_audit_and_notice(case):
    contact = record_contact(case.person.pk, call(), by=case.by, at=NOON)

    assert (contact.staff, contact.team, contact.created_by) == (case.staff, case.team, case.by)
    assert [note.text for note in contact.notes.all()] == ["Rang about the bus."]
    assert AuditEntry.objects.get(act="contact-recorded").crn == case.person.crn
    assert OutboxRow.objects.get(kind="cases.ContactRecorded").payload["contact_id"] == contact.pk


def test_every_broken_rule_is_reported_at_once_and_nothing_is_written(case):
    details = case.visit(on=date(2026, 2, 27), office_id=None, end_time=time(9))

    with pytest.raises(RuleBroken) as refused:
        record_contact(case.person.pk, details, by=case.by, at=NOON)

    assert {broken.code for broken in refused.value.all} == {
        "OUTCOME_REQUIRED",
        "LOCATION_REQUIRED",
        "END_BEFORE_START",
    }
    assert not Contact.objects.exists()
    assert not AuditEntry.objects.exists()
    assert not OutboxRow.objects.exists()


def test_an_officer_must_work_in_the_team(case):
    stranger = ContactFactory().staff

    with pytest.raises(RuleBroken, match="NOT_IN_TEAM"):
        record_contact(case.person.pk, call(staff_id=stranger.pk, team_id=case.team.pk), by=case.by, at=NOON)

    assert not case.person.contacts.exists()


def test_what_a_contact_relates_to_must_be_the_persons_own(case, practitioner):
    from cases.codes import ComponentKind
    from cases.contacts.services.details import RelatesTo
    from cases.tests.factories import EventFactory

    other = RelatesTo(kind=ComponentKind.EVENT, pk=EventFactory(community_order=True).pk)

    with pytest.raises(RuleBroken, match="NO_SUCH_PART"):
        record_contact(case.person.pk, call(relates_to=other), by=case.by, at=NOON)

    assert not Contact.objects.exists()


def test_an_alert_waits_in_the_list_of_whoever_holds_the_case(case):
    contact = record_contact(case.person.pk, call(is_alert=True), by=case.by, at=NOON)

    assert [alert.staff for alert in contact.alerts.all()] == [case.staff]


def test_notes_are_only_added_and_earlier_text_stands(case):
    contact = record_contact(case.person.pk, call(), by=case.by, at=NOON)
    details = replace(details_of(contact), notes="The bus was late.", description="Late bus")

    change_contact(contact.pk, details, version=1, by=case.by, at=NOON)

    assert list(contact.notes.order_by("pk").values_list("text", flat=True)) == [
        "Rang about the bus.",
        "The bus was late.",
    ]
    contact.refresh_from_db()
    assert (contact.version, contact.description) == (2, "Late bus")


def test_a_stale_version_is_refused_and_changes_nothing(case):
    contact = record_contact(case.person.pk, call(), by=case.by, at=NOON)
    change_contact(
        contact.pk, replace(details_of(contact), description="First"), version=1, by=case.by, at=NOON
    )

    with pytest.raises(StaleVersion):
        change_contact(
            contact.pk, replace(details_of(contact), notes="Second"), version=1, by=case.by, at=NOON
        )

    contact.refresh_from_db()
    assert (contact.description, contact.notes.count()) == ("First", 1)


def test_an_appointment_is_not_moved_to_an_hour_of_today_that_has_passed(case):
    visit = record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)
    earlier = replace(details_of(visit), on=TODAY, start_time=time(11), end_time=time(11, 30))

    with pytest.raises(RuleBroken) as refused:
        change_contact(visit.pk, earlier, version=1, by=case.by, at=NOON)
    moved = change_contact(
        visit.pk, replace(earlier, start_time=time(15), end_time=time(16)), version=1, by=case.by, at=NOON
    )
    described = replace(details_of(moved), description="Bring the letter")
    change_contact(visit.pk, described, version=2, by=case.by, at=NOON.replace(hour=17))

    assert [broken.code for broken in refused.value.all] == ["OUTCOME_REQUIRED"]
    visit.refresh_from_db()
    assert (visit.on, visit.start_time, visit.description) == (TODAY, time(15), "Bring the letter")


def test_once_sensitive_always_sensitive(case):
    contact = record_contact(case.person.pk, call(is_sensitive=True), by=case.by, at=NOON)

    change_contact(
        contact.pk, replace(details_of(contact), is_sensitive=False), version=1, by=case.by, at=NOON
    )

    contact.refresh_from_db()
    assert contact.is_sensitive


def test_what_the_system_wrote_is_not_changed_by_hand_but_takes_notes(case):
    contact = enter_contact(case.person.pk, ContactDetails(type="EREL", on=TODAY), by=case.by, at=NOON)

    with pytest.raises(RuleBroken, match="NOT_EDITABLE"):
        change_contact(contact.pk, details_of(contact), version=1, by=case.by, at=NOON)
    add_contact_note(contact.pk, "Met at the gate.", by=case.by, at=NOON)

    assert contact.notes.get().text == "Met at the gate."


def test_notes_longer_than_twelve_thousand_are_refused(case):
    with pytest.raises(RuleBroken, match="NOTES_TOO_LONG"):
        record_contact(case.person.pk, call(notes="x" * 12_001), by=case.by, at=NOON)

    assert not Contact.objects.exists()
    assert not ContactNote.objects.exists()
