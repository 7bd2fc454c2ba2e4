"""Outcomes and what follows from them; moving and cancelling appointments; arrivals."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.contacts.queries.alerts import open_alerts
from cases.contacts.queries.appointments import at_a_glance, coming_appointments, past_appointments
from cases.contacts.services.alerts import clear_alerts, raise_alert
from cases.contacts.services.appointments import (
    OutcomeDetails,
    RescheduleDetails,
    arrange_appointment,
    arrange_series,
    cancel_appointment,
    record_arrival,
    record_outcome,
    reschedule_appointment,
)
from cases.contacts.services.details import ContactDetails
from cases.contacts.services.recording import record_contact
from cases.models import Contact, ContactAlert, Person
from cases.tests.record_day import NEXT_WEEK, NOON, TODAY, TOMORROW
from core.errors import NeedsConfirming, RuleBroken, StaleVersion
from core.models import AuditEntry
from core.tests.factories import OfficeFactory, StaffFactory


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


def writes(queries):
    """Statements that change rows, out of those captured."""
    return [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def later_slot(**changes):
    plan = {
        "on": NEXT_WEEK,
        "start_time": time(14),
        "end_time": time(14, 30),
        "asked_by_person": True,
        "because": "At work that day.",
    }
    return RescheduleDetails(**{**plan, **changes})


def an_outcome_and_a_next_appointment(case):
    visit = case.missed()
    details = OutcomeDetails(outcome="ATTC", notes="Came.", next=case.visit(office_id=None))
    return lambda: record_outcome(visit.pk, details, version=1, by=case.by, at=NOON)


def a_move_to_an_office_of_another_team(case):
    visit = record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)
    elsewhere = later_slot(office_id=OfficeFactory().pk)
    return lambda: reschedule_appointment(visit.pk, elsewhere, version=1, by=case.by, at=NOON)


def a_move_to_a_time_that_is_taken(case):
    record_contact(case.person.pk, case.visit(on=NEXT_WEEK), by=case.by, at=NOON)
    visit = record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)
    taken = later_slot(start_time=time(10, 30), end_time=time(11))
    return lambda: reschedule_appointment(visit.pk, taken, version=1, by=case.by, at=NOON)


def a_series_whose_last_date_is_skipped_by_the_clocks(case):
    at_night = case.visit(start_time=time(1, 30), end_time=time(2, 30))
    dates = [date(2026, 3, 22), date(2026, 3, 29)]
    codes = {f"{code}:2026-03-22:01:30:00" for code in ("NON_WORKING_DAY", "OUTSIDE_HOURS")}
    return lambda: arrange_series(case.person.pk, at_night, dates, by=case.by, at=NOON, confirmed=codes)


@pytest.mark.parametrize(
    "asked",
    [
        an_outcome_and_a_next_appointment,
        a_move_to_an_office_of_another_team,
        a_move_to_a_time_that_is_taken,
        a_series_whose_last_date_is_skipped_by_the_clocks,
    ],
)
def test_an_act_on_two_contacts_judges_both_before_it_writes_one(case, asked):
    act = asked(case)

    with (
        CaptureQueriesContext(connection) as captured,
        pytest.raises((RuleBroken, NeedsConfirming)),
    ):
        act()

    assert len(captured) > 0
    assert writes(captured.captured_queries) == []


def test_a_stale_version_is_told_of_before_what_is_wrong_with_the_next_appointment(case):
    visit = case.missed()
    details = OutcomeDetails(outcome="ATTC", next=case.visit(office_id=None))

    with pytest.raises(StaleVersion):
        record_outcome(visit.pk, details, version=0, by=case.by, at=NOON)

    visit.refresh_from_db()
    assert (visit.outcome, Contact.objects.count()) == (None, 1)


def test_an_appointment_moves_into_its_own_time_without_a_clash(case):
    visit = record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)
    later = later_slot(on=TOMORROW, start_time=time(10, 30), end_time=time(11))

    done = reschedule_appointment(visit.pk, later, version=1, by=case.by, at=NOON)

    assert (done.next.start_time, done.next.clash_accepted_by) == (time(10, 30), None)


def test_the_next_appointment_may_take_the_time_of_one_that_has_its_outcome_now(case):
    visit = record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)
    details = OutcomeDetails(outcome="AAME", next=case.visit(start_time=time(10, 30), end_time=time(11)))

    done = record_outcome(visit.pk, details, version=1, by=case.by, at=NOON)

    assert (done.contact.outcome.code, done.next.on) == ("AAME", TOMORROW)


@pytest.mark.parametrize("act", ["move", "cancel", "arrive"])
def test_what_is_no_appointment_is_not_moved_cancelled_or_arrived_at(case, act):
    call = record_contact(case.person.pk, ContactDetails(type="CTOA", on=TODAY), by=case.by, at=NOON)
    done = {"version": 1, "by": case.by, "at": NOON}
    acts = {
        "move": lambda: reschedule_appointment(call.pk, later_slot(), **done),
        "cancel": lambda: cancel_appointment(call.pk, asked_by_person=True, because="Rang off.", **done),
        "arrive": lambda: record_arrival(call.pk, by=case.by, at=NOON),
    }

    with pytest.raises(RuleBroken, match="NOT_AN_APPOINTMENT"):
        acts[act]()

    call.refresh_from_db()
    assert (call.outcome, call.arrived_at, call.version) == (None, None, 1)
    assert Contact.objects.count() == 1


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

    done = reschedule_appointment(old.pk, later_slot(), version=1, by=case.by, at=NOON)

    old.refresh_from_db()
    assert (old.outcome.code, done.next.linked_to, done.next.on) == ("RSOF", old, NEXT_WEEK)
    assert done.next.outcome is None


def test_a_cancelled_appointment_is_called_off_and_not_put_to_another_day(case):
    visit = record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)

    cancel_appointment(
        visit.pk, asked_by_person=False, because="Officer ill.", version=1, by=case.by, at=NOON
    )

    visit.refresh_from_db()
    assert (visit.outcome.code, visit.notes.get().text) == (
        "X-called-off-service-request",
        "Officer ill.",
    )


def test_an_arrival_alerts_the_officer_of_the_appointment_until_the_outcome(case):
    duty = StaffFactory()
    visit = case.missed(on=TODAY)
    Contact.objects.filter(pk=visit.pk).update(staff=duty, is_alert=True)
    raise_alert(Contact.objects.get(pk=visit.pk), at=NOON)

    record_arrival(visit.pk, by=case.by, at=NOON)

    arrival = ContactAlert.objects.get(is_arrival=True)
    assert (arrival.staff, arrival.raised_at) == (duty, NOON)
    assert list(open_alerts(duty)) == [arrival]
    assert [alert.is_arrival for alert in open_alerts(case.staff)] == [False]

    record_outcome(visit.pk, OutcomeDetails(outcome="ATTC"), by=case.by, at=NOON)

    assert not open_alerts(duty).exists()
    assert open_alerts(case.staff).exists()


def test_clearing_the_word_of_an_arrival_leaves_the_contact_an_alert(case):
    visit = case.missed(on=TODAY, is_alert=True)
    record_arrival(visit.pk, by=case.by, at=NOON)

    clear_alerts([ContactAlert.objects.get().pk], owner_staff_id=case.staff.pk, by=case.by, at=NOON)

    visit.refresh_from_db()
    assert (visit.is_alert, visit.arrived_at) == (True, NOON)


def test_an_arrival_is_noted_on_the_day_and_can_be_taken_back(case):
    visit = case.missed(on=TODAY)

    record_arrival(visit.pk, by=case.by, at=NOON)
    visit.refresh_from_db()
    assert visit.arrived_at == NOON
    assert open_alerts(case.staff).exists()
    record_arrival(visit.pk, by=case.by, at=NOON, arrived=False)
    assert not open_alerts(case.staff).exists()
    visit.refresh_from_db()
    assert visit.arrived_at is None


def test_an_arrival_on_another_day_is_refused(case):
    visit = case.missed()

    with pytest.raises(RuleBroken, match="NOT_TODAY"):
        record_arrival(visit.pk, by=case.by, at=NOON)

    visit.refresh_from_db()
    assert visit.arrived_at is None


def test_an_hour_ago_is_no_new_appointment(case):
    details = case.visit(on=TODAY, start_time=time(11), end_time=time(11, 30))

    with pytest.raises(RuleBroken) as refused:
        arrange_appointment(case.person.pk, details, by=case.by, at=NOON)
    assert (refused.value.code, refused.value.field) == ("APPOINTMENT_PAST", "start_time")
    with pytest.raises(RuleBroken) as refused:
        record_contact(case.person.pk, details, by=case.by, at=NOON)
    assert (refused.value.code, refused.value.field) == ("OUTCOME_REQUIRED", "outcome")
    assert not Contact.objects.exists()

    recorded = record_contact(case.person.pk, replace(details, outcome="ATTC"), by=case.by, at=NOON)
    assert recorded.attended


def test_an_appointment_is_not_moved_to_an_hour_ago(case):
    visit = record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)
    details = RescheduleDetails(on=TODAY, start_time=time(11), asked_by_person=True, because="Bus")

    with pytest.raises(RuleBroken) as refused:
        reschedule_appointment(visit.pk, details, version=1, by=case.by, at=NOON)

    assert (refused.value.code, refused.value.field) == ("APPOINTMENT_PAST", "start_time")
    assert Contact.objects.get().outcome is None


def test_nobody_who_has_died_is_given_an_appointment(case):
    Person.objects.filter(pk=case.person.pk).update(died_on=TODAY)

    with pytest.raises(RuleBroken) as refused:
        arrange_appointment(case.person.pk, case.visit(), by=case.by, at=NOON)

    assert (refused.value.code, refused.value.field) == ("PERSON_DIED", "on")
    assert not Contact.objects.exists()


def test_an_appointment_of_earlier_today_is_not_the_next_one(case):
    morning = case.missed(on=TODAY)
    ahead = record_contact(case.person.pk, case.visit(), by=case.by, at=NOON)

    assert coming_appointments(case.person, at=NOON) == [ahead]
    assert list(past_appointments(case.person, at=NOON)) == [morning]
    assert at_a_glance(case.person, at=NOON).coming == [ahead]
