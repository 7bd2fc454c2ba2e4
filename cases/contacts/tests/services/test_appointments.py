"""Outcomes and what follows from them; moving and cancelling appointments; arrivals."""

from dataclasses import replace
from datetime import time

import pytest

from cases.contacts.services.appointments import (
    Move,
    OutcomeDetails,
    arrange_appointment,
    arrange_series,
    cancel_appointment,
    record_arrival,
    record_outcome,
    reschedule_appointment,
)
from cases.contacts.services.recording import record_contact
from cases.models import Contact
from cases.tests.record_day import NEXT_WEEK, NOON, TODAY, TOMORROW
from core.errors import NeedsConfirming, RuleBroken, StaleVersion
from core.models import AuditEntry


def test_outcome_note_and_next_appointment_are_one_act(case):
    visit = case.missed()
    details = OutcomeDetails(outcome="ATTC", notes="Came on time.", next=case.visit(on=NEXT_WEEK))

    done = record_outcome(visit.pk, details, version=1, by=case.by, at=NOON)

    visit.refresh_from_db()
    assert (visit.outcome.code, visit.attended, visit.complied) == ("ATTC", True, True)
    assert visit.notes.get().text == "Came on time."
    assert (done.next.on, done.next.office) == (NEXT_WEEK, case.office)
    assert AuditEntry.objects.filter(act="outcome-recorded").count() == 1


def test_an_outcome_is_recorded_though_the_appointment_never_had_its_place(case):
    visit = case.missed()
    type(visit).objects.filter(pk=visit.pk).update(office=None)

    record_outcome(visit.pk, OutcomeDetails(outcome="ATTC"), version=1, by=case.by, at=NOON)

    visit.refresh_from_db()
    assert (visit.outcome.code, visit.office) == ("ATTC", None)


def test_nothing_of_the_outcome_is_kept_when_the_next_appointment_is_refused(case):
    visit = case.missed()
    details = OutcomeDetails(outcome="ATTC", notes="Came.", next=case.visit(office_id=None))

    with pytest.raises(RuleBroken) as refused:
        record_outcome(visit.pk, details, version=1, by=case.by, at=NOON)

    assert [broken.field for broken in refused.value.all] == ["next_location"]
    visit.refresh_from_db()
    assert (visit.outcome, visit.notes.count(), Contact.objects.count()) == (None, 0, 1)


def test_nothing_is_kept_while_the_next_appointment_clashes(case):
    visit = case.missed()
    record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)

    with pytest.raises(NeedsConfirming):
        record_outcome(
            visit.pk, OutcomeDetails(outcome="ATTC", next=case.visit()), version=1, by=case.by, at=NOON
        )

    visit.refresh_from_db()
    assert (visit.outcome, visit.version, Contact.objects.count()) == (None, 1, 2)


def test_a_required_action_must_be_chosen(case):
    visit = case.missed()

    with pytest.raises(RuleBroken, match="ACTION_REQUIRED"):
        record_outcome(visit.pk, OutcomeDetails(outcome="UAAB"), version=1, by=case.by, at=NOON)

    visit.refresh_from_db()
    assert (visit.outcome, visit.version) == (None, 1)


def test_a_suppliers_feedback_leaves_the_action_to_the_practitioner(case):
    visit = case.missed()

    record_outcome(visit.pk, OutcomeDetails(outcome="UAAB"), by=case.by, at=NOON, checked=False)

    visit.refresh_from_db()
    assert visit.enforcement_open


def test_two_who_record_the_same_outcome_do_not_overwrite_each_other(case):
    visit = case.missed()
    record_outcome(visit.pk, OutcomeDetails(outcome="ATTC"), version=1, by=case.by, at=NOON)

    with pytest.raises(StaleVersion):
        record_outcome(visit.pk, OutcomeDetails(outcome="AAME"), version=1, by=case.by, at=NOON)

    visit.refresh_from_db()
    assert visit.outcome.code == "ATTC"


def test_a_series_is_arranged_whole_or_not_at_all(case):
    record_contact(case.person.pk, case.visit(on=NEXT_WEEK), by=case.by, at=NOON)
    dates = [TOMORROW, NEXT_WEEK]
    with pytest.raises(NeedsConfirming) as needs:
        arrange_series(case.person.pk, case.visit(), dates, by=case.by, at=NOON)
    assert Contact.objects.count() == 1

    arranged = arrange_series(
        case.person.pk, case.visit(), dates, by=case.by, at=NOON, confirmed=needs.value.codes
    )

    assert [contact.on for contact in arranged] == dates


def test_only_appointments_are_arranged(case):
    with pytest.raises(RuleBroken, match="NOT_AN_APPOINTMENT"):
        arrange_appointment(
            case.person.pk, replace(case.visit(), type="CTOA", office_id=None), by=case.by, at=NOON
        )

    assert not Contact.objects.exists()


def test_a_moved_appointment_is_a_new_contact_linked_to_the_old(case):
    old = record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)

    move = Move(
        on=NEXT_WEEK,
        start_time=time(14),
        end_time=time(14, 30),
        asked_by_person=True,
        because="At work that day.",
    )
    done = reschedule_appointment(old.pk, move, version=1, by=case.by, at=NOON)

    old.refresh_from_db()
    assert (old.outcome.code, done.next.linked_to, done.next.on) == ("RSOF", old, NEXT_WEEK)
    assert done.next.outcome is None


def test_a_cancelled_appointment_takes_the_outcome_of_one_put_off(case):
    visit = record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)

    cancel_appointment(
        visit.pk, asked_by_person=False, because="Officer ill.", version=1, by=case.by, at=NOON
    )

    visit.refresh_from_db()
    assert (visit.outcome.code, visit.notes.get().text) == ("RSSR", "Officer ill.")


def test_an_arrival_is_noted_on_the_day_and_can_be_taken_back(case):
    visit = case.missed(on=TODAY)

    record_arrival(visit.pk, by=case.by, at=NOON)
    visit.refresh_from_db()
    assert visit.arrived_at == NOON
    record_arrival(visit.pk, by=case.by, at=NOON, arrived=False)
    visit.refresh_from_db()
    assert visit.arrived_at is None


def test_an_arrival_on_another_day_is_refused(case):
    visit = case.missed()

    with pytest.raises(RuleBroken, match="NOT_TODAY"):
        record_arrival(visit.pk, by=case.by, at=NOON)

    visit.refresh_from_db()
    assert visit.arrived_at is None
