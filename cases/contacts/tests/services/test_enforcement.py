"""What follows from a failure to comply: its letter, its deadline, the count of the event, breach."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.contacts.queries.enforcement import enforcement_of
from cases.contacts.queries.failures import failures_under
from cases.contacts.services.appointments import OutcomeDetails, record_outcome
from cases.contacts.services.recording import record_contact
from cases.models import Contact, Deadline, Disposal
from cases.tests.record_day import NEXT_WEEK, NOON, TODAY
from core.models import AuditEntry


def test_a_warning_letter_writes_its_contact_its_note_and_its_deadline(case):
    visit = case.missed()

    record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="EA02"), version=1, by=case.by, at=NOON)

    visit.refresh_from_db()
    letter = visit.followed_by.get(type__code="AWLI")
    assert (letter.on, letter.event) == (TODAY, case.event)
    assert visit.respond_by_on == NEXT_WEEK
    assert "Enforcement action" in visit.notes.get().text
    deadline = Deadline.objects.get(kind="enforcement-response")
    assert (deadline.due_on, deadline.staff, deadline.met_at) == (NEXT_WEEK, case.staff, None)


def test_a_closing_action_meets_the_deadline(case):
    visit = case.missed()
    record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="EA12"), version=1, by=case.by, at=NOON)
    visit.refresh_from_db()
    assert visit.enforcement_open

    record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="NFA"), version=2, by=case.by, at=NOON)

    visit.refresh_from_db()
    assert not visit.enforcement_open
    assert Deadline.objects.get(kind="enforcement-response").met_at == NOON


def test_an_outcome_put_right_withdraws_the_enforcement(case):
    visit = case.missed()
    record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="EA12"), version=1, by=case.by, at=NOON)

    record_outcome(visit.pk, OutcomeDetails(outcome="AAME"), version=2, by=case.by, at=NOON)

    visit.refresh_from_db()
    assert (visit.enforcement_open, visit.respond_by_on, failures(case).dates) == (False, None, frozenset())
    assert Deadline.objects.get(kind="enforcement-response").cancelled_at == NOON
    assert not visit.followed_by.filter(removed_at=None).exists()


@pytest.mark.parametrize(("action", "letter"), [("IBR", "AIBR"), ("REC", "ERCL")])
def test_an_outcome_put_right_takes_back_the_letter_that_began_or_ended_the_breach(case, action, letter):
    visit = case.missed()
    record_outcome(visit.pk, OutcomeDetails(outcome="AFTC", action=action), version=1, by=case.by, at=NOON)

    record_outcome(visit.pk, OutcomeDetails(outcome="ATTC"), version=2, by=case.by, at=NOON)

    case.event.refresh_from_db()
    assert (case.event.in_breach, case.event.breach_ended_on) == (False, None)
    taken_back = Contact.objects.get(type__code=letter)
    assert (taken_back.removed_at, taken_back.removed_because) == (NOON, "Outcome changed")
    assert AuditEntry.objects.get(act="contact-withdrawn").record_key == str(taken_back.pk)


def test_another_action_keeps_the_letter_of_the_first(case):
    visit = case.missed()
    record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="EA02"), version=1, by=case.by, at=NOON)

    record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="EA04"), version=2, by=case.by, at=NOON)

    letters = visit.followed_by.filter(removed_at=None).order_by("pk").values_list("type__code", flat=True)
    assert list(letters) == ["AWLI", "AWLF"]


def failures(case):
    return failures_under(Disposal.objects.select_related("type").get(event=case.event))


def test_failures_are_counted_by_date_and_at_the_limit_call_for_a_review(case):
    days = [date(2026, 2, day) for day in (23, 24, 25)]
    for day in days:
        visit = case.missed(on=day)
        record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="NFA"), by=case.by, at=NOON)

    assert failures(case).count_on(TODAY) == len(days)
    review = Contact.objects.get(type__code="ARWS")
    assert (review.linked_to.on, review.enforcement_open) == (days[1], True)


def test_a_failure_more_than_a_year_after_the_first_calls_for_no_review(case):
    Disposal.objects.filter(event=case.event).update(sentenced_on=date(2025, 1, 10))
    for day in (date(2025, 2, 20), date(2026, 2, 20)):
        visit = case.missed(on=day)
        record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="NFA"), by=case.by, at=NOON)

    assert failures(case).count_on(TODAY) == 1
    assert not Contact.objects.filter(type__code="ARWS").exists()


def test_a_breach_review_waits_until_it_has_its_outcome(case):
    for day in (date(2026, 2, 23), date(2026, 2, 24)):
        visit = case.missed(on=day)
        record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="NFA"), by=case.by, at=NOON)
    review = Contact.objects.get(type__code="ARWS")
    tomorrow = TODAY + timedelta(days=1)
    assert list(enforcement_of(case.person.pk, today=tomorrow)) == [review]

    record_outcome(review.pk, OutcomeDetails(outcome="CO05"), by=case.by, at=NOON)

    assert not enforcement_of(case.person.pk, today=tomorrow).exists()


def test_initiating_breach_puts_the_event_in_breach(case):
    visit = case.missed()

    record_outcome(visit.pk, OutcomeDetails(outcome="UAAB", action="IBR"), version=1, by=case.by, at=NOON)

    case.event.refresh_from_db()
    assert case.event.in_breach
    assert not Contact.objects.filter(type__code="ARWS").exists()


@pytest.mark.parametrize(
    ("action", "in_breach", "breach_ended_on"), [("IBR", True, None), ("REC", False, TODAY)]
)
def test_the_letter_of_a_new_contacts_action_begins_or_ends_the_breach(
    case, action, in_breach, breach_ended_on
):
    """The contact itself is no failure that counts: its type is not national standards."""
    details = case.visit(type="C101", on=date(2026, 2, 27), outcome="AFTC", action=action)

    contact = record_contact(case.person.pk, details, by=case.by, at=NOON)

    assert not contact.is_national_standards
    case.event.refresh_from_db()
    assert (case.event.in_breach, case.event.breach_ended_on) == (in_breach, breach_ended_on)


def test_a_contact_that_cannot_count_does_not_read_its_event(case):
    details = case.visit(type="CTOA", on=TODAY, start_time=None, end_time=None, office_id=None)

    with CaptureQueriesContext(connection) as captured:
        record_contact(case.person.pk, details, by=case.by, at=NOON)

    assert [
        query["sql"] for query in captured if "cases_event" in query["sql"] and "FOR UPDATE" in query["sql"]
    ] == []
