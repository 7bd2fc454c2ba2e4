"""Warnings of a clash, a day off and an odd time, and the answers to them."""

from datetime import date, time

import pytest

from cases.contacts.services.recording import record_contact
from cases.models import Contact
from cases.tests.factories import ContactFactory, PersonFactory
from cases.tests.record_day import NEXT_WEEK, NOON, TOMORROW
from core.errors import NeedsConfirming
from core.models import AuditEntry


def test_a_clash_is_a_warning_and_who_saved_anyway_is_kept(case):
    record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)
    again = case.visit(start_time=time(10, 45), end_time=time(11, 15))
    with pytest.raises(NeedsConfirming) as needs:
        record_contact(case.person.pk, again, by=case.by, at=NOON)
    assert Contact.objects.count() == 1

    contact = record_contact(case.person.pk, again, by=case.by, at=NOON, confirmed=needs.value.codes)

    assert contact.clash_accepted_by == case.by
    assert AuditEntry.objects.filter(act="contact-recorded").latest("pk").details["accepted"]


def test_an_appointment_of_a_practice_record_stands_in_nobodys_way(case):
    practice = PersonFactory(practice_learner=case.by)
    ContactFactory(person=practice, staff=case.staff, team=case.team, appointment=True, on=TOMORROW)

    contact = record_contact(case.person.pk, case.visit(on=TOMORROW), by=case.by, at=NOON)

    assert (contact.on, contact.clash_accepted_by) == (TOMORROW, None)


def test_an_answer_to_one_clash_does_not_serve_for_another(case):
    record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)
    record_contact(case.person.pk, case.visit(on=NEXT_WEEK), by=case.by, at=NOON)
    with pytest.raises(NeedsConfirming) as needs:
        record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)

    with pytest.raises(NeedsConfirming):
        record_contact(
            case.person.pk, case.visit(on=NEXT_WEEK), by=case.by, at=NOON, confirmed=needs.value.codes
        )

    assert Contact.objects.count() == 2


def test_a_day_off_is_a_warning(case):
    with pytest.raises(NeedsConfirming) as needs:
        record_contact(case.person.pk, case.visit(on=date(2026, 4, 3)), by=case.by, at=NOON)

    assert [warning.code for warning in needs.value.warnings] == ["NON_WORKING_DAY"]
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("starts", "ends", "warns"),
    [
        (time(3), time(3, 30), True),
        (time(7, 59), time(8, 30), True),
        (time(8), time(8, 30), False),
        (time(19, 30), time(20), False),
        (time(19, 45), time(20, 15), True),
        (time(23, 30), None, True),
    ],
)
def test_an_appointment_outside_the_hours_people_work_is_a_warning(case, starts, ends, warns):
    visit = case.visit(on=NEXT_WEEK, start_time=starts, end_time=ends)
    if not warns:
        assert record_contact(case.person.pk, visit, by=case.by, at=NOON).start_time == starts
        return
    with pytest.raises(NeedsConfirming) as needs:
        record_contact(case.person.pk, visit, by=case.by, at=NOON)

    assert [warning.code for warning in needs.value.warnings] == ["OUTSIDE_HOURS"]
    kept = record_contact(case.person.pk, visit, by=case.by, at=NOON, confirmed=needs.value.codes)
    assert kept.start_time == starts
