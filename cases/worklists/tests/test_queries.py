"""The lists use the indexes made for them, and a deep page costs as much as the first."""

from datetime import time, timedelta

import pytest
from django.db import connection

from cases.contacts.queries import alerts, log
from cases.contacts.queries.log import LIST_KEYS, Criteria
from cases.models import Allocation, Contact, ContactAlert, ContactOutcome, Deadline
from cases.tests.factories import ContactFactory, DeadlineFactory, PersonFactory
from cases.tests.record_day import NOON, TODAY, a_case
from cases.worklists.queries import caseload, diaries
from cases.worklists.queries.my_day import work_day
from core.screens.paging import keyset_page, long_page
from core.tests.factories import OfficeFactory, StaffFactory


@pytest.fixture
def case(practitioner, frozen_day):
    return a_case(practitioner)


@pytest.fixture
def crowd(case):
    """Enough contacts for the planner to choose an index: 4,000 of 20 other people and 20 officers."""
    pattern = ContactFactory(missing_outcome=True, office=case.office)
    people = [PersonFactory() for _ in range(20)]
    officers = [StaffFactory() for _ in range(20)]
    rows = [
        Contact(
            person=people[n % 20],
            staff=officers[n // 20 % 20],
            team=pattern.team,
            type=pattern.type,
            on=TODAY - timedelta(days=n % 400),
            is_appointment=n % 2 == 0,
            outcome=None if n % 4 == 0 else came,
            office=offices[n % 7],
            created_at=NOON,
            updated_at=NOON,
        )
        for came in [ContactOutcome.objects.get(code="ATTC")]
        for offices in [[OfficeFactory() for _ in range(7)]]
        for n in range(4000)
    ]
    alerts = [
        ContactAlert(
            contact=contact,
            person_id=contact.person_id,
            staff_id=contact.staff_id,
            team_id=contact.team_id,
            raised_at=NOON,
            cleared_at=None if n % 10 == 0 else NOON,
        )
        for n, contact in enumerate(Contact.objects.bulk_create(rows))
    ]
    ContactAlert.objects.bulk_create(alerts)
    due = DeadlineFactory.build(person=people[0], staff=officers[0])
    Deadline.objects.bulk_create(
        Deadline(
            person=people[n % 20],
            staff=officers[n // 20 % 20],
            about=f"cases.contact:{n}",
            due_on=TODAY + timedelta(days=n % 400),
            **{name: getattr(due, name) for name in ("kind", "words", "rule", "began_at", "due_at")},
            created_at=NOON,
            updated_at=NOON,
        )
        for n in range(2000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_contact, cases_contactalert, cases_person, cases_deadline")


@pytest.fixture
def plan(crowd):
    """`plan(rows)`: the plan of a query while PostgreSQL avoids sequential scans."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return lambda rows: rows.explain()


def test_a_persons_contacts_come_by_their_index(case, plan):
    rows = log.of_person(case.person).order_by("-on", "-id")[:26]

    assert "contacts_of_a_person" in plan(rows)


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        pytest.param(
            lambda case: diaries.appointments_on(case.staff, TODAY),
            "appointments_of_staff",
            id="a day",
        ),
        pytest.param(
            lambda case: diaries.appointments_at(case.office, TODAY),
            "appointments_at_an_office",
            id="an office",
        ),
        pytest.param(
            lambda case: diaries.outcomes_to_record(case.staff, today=TODAY).order_by("on", "pk"),
            "outcomes_to_record",
            id="outcomes",
        ),
        pytest.param(
            lambda case: diaries.outcomes_to_record(case.staff, today=TODAY),
            "outcomes_of_a_person",
            id="outcomes of people held",
        ),
        pytest.param(
            lambda case: diaries.enforcement_due(case.staff, today=TODAY),
            "enforcement_of_a_person",
            id="enforcement of people held",
        ),
        pytest.param(lambda case: alerts.open_alerts(case.staff), "open_alerts_of_staff", id="alerts"),
        pytest.param(
            lambda case: diaries.deadlines_of_staff(case.staff, until=TODAY),
            "open_deadlines_of_staff",
            id="deadlines",
        ),
        pytest.param(
            lambda case: caseload.with_figures(caseload.held_by(case.staff), at=NOON),
            "appointments_of_a_person",
            id="caseload",
        ),
    ],
)
def test_a_work_list_reads_no_table_from_end_to_end(case, plan, ask, index):
    found = plan(ask(case))

    assert index in found
    assert "Seq Scan on cases_contact" not in found


def test_a_deep_page_is_one_query_like_the_first(case, django_assert_num_queries):
    for n in range(60):
        ContactFactory(person=case.person, staff=case.staff, team=case.team, on=TODAY - timedelta(days=n))
    rows = log.of_person(case.person)
    after = ""
    for _ in range(5):
        with django_assert_num_queries(1):
            page = keyset_page(rows, LIST_KEYS, after=after, before="", size=10)
        after = page.next

    assert [row.on for row in page.rows] == [TODAY - timedelta(days=n) for n in range(40, 50)]


def test_a_page_of_the_list_costs_four_queries(case, django_assert_num_queries):
    for _ in range(3):
        ContactFactory(person=case.person, came=True, event=case.event)
    rows = log.listed(case.person, Criteria(), today=TODAY)

    with django_assert_num_queries(4):  # how many, which, what they show, their notes
        page = long_page(rows, LIST_KEYS, query={}, size=10, cap=1000, shown=log.shown)
    assert len(page.rows) == 3
    assert [row.newest_notes for row in page.rows] == [[], [], []]


def test_my_day_costs_five_queries(case, django_assert_num_queries):
    for _ in range(12):
        ContactFactory(person=PersonFactory(), staff=case.staff, team=case.team, missing_outcome=True)

    with django_assert_num_queries(5):
        day = work_day(case.staff, today=TODAY)

    assert (len(day.outcomes.rows), day.outcomes.total) == (5, 12)


def test_the_enforcement_of_my_day_is_that_of_the_diary_with_what_is_to_be_decided_first(case):
    rows = {"person": case.person, "staff": case.staff, "team": case.team}
    waiting = ContactFactory(
        **rows, missing_outcome=True, is_national_standards=True, on=TODAY - timedelta(days=5)
    )
    decide = ContactFactory(**rows, on=TODAY - timedelta(days=2), enforcement_open=True)

    day = work_day(case.staff, today=TODAY)

    assert [row.pk for row in day.outcomes.rows] == [waiting.pk]
    assert [row.pk for row in day.enforcement.rows] == [decide.pk, waiting.pk]
    assert day.enforcement.total == diaries.enforcement_due(case.staff, today=TODAY).count() == 2


def test_deadlines_are_counted_by_day(case, django_assert_num_queries):
    for days in (0, 3, 3, 50):
        DeadlineFactory(person=case.person, staff=case.staff, due_on=TODAY + timedelta(days))
    DeadlineFactory(person=case.person, staff=case.staff, due_on=TODAY, met_at=NOON)

    with django_assert_num_queries(1):
        due = diaries.due_by_day(case.staff, since=TODAY, until=TODAY + timedelta(41))

    assert due == {TODAY: 1, TODAY + timedelta(3): 2}


def test_a_failure_at_a_duty_officers_appointment_reaches_who_holds_the_case_and_stays_theirs(case):
    duty = StaffFactory()
    absence = ContactFactory(
        person=case.person, staff=duty, on=TODAY - timedelta(days=2), enforcement_open=True
    )

    assert list(diaries.enforcement_due(case.staff, today=TODAY)) == [absence]
    assert list(diaries.enforcement_due(duty, today=TODAY)) == [absence]
    assert not diaries.enforcement_due(StaffFactory(), today=TODAY).exists()


def test_a_past_appointment_with_a_duty_officer_waits_for_its_outcome_on_both_days(case):
    duty = StaffFactory()
    visit = ContactFactory(person=case.person, staff=duty, missing_outcome=True)

    for officer in (case.staff, duty):
        assert [row.pk for row in work_day(officer, today=TODAY).outcomes.rows] == [visit.pk]


def test_who_held_the_case_before_sees_its_failures_no_more(case):
    ContactFactory(
        person=case.person, staff=StaffFactory(), on=TODAY - timedelta(days=2), enforcement_open=True
    )
    Allocation.objects.filter(person=case.person).update(ended_on=TODAY)

    assert not diaries.enforcement_due(case.staff, today=TODAY).exists()


def test_removed_contacts_are_in_no_list(case):
    ContactFactory(
        person=case.person, staff=case.staff, team=case.team, missing_outcome=True, removed_at=NOON
    )

    assert not log.of_person(case.person).exists()
    assert not diaries.outcomes_to_record(case.staff, today=TODAY).exists()
    assert Contact.objects.exists()


def test_an_appointment_of_earlier_today_is_not_the_next_one_of_the_caseload(case):
    rows = {"person": case.person, "staff": case.staff, "team": case.team}
    ContactFactory(**rows, missing_outcome=True, on=TODAY)
    afternoon = ContactFactory(**rows, timed=True, on=TODAY, start_time=time(16), end_time=time(17))

    [row] = caseload.with_figures(caseload.held_by(case.staff), at=NOON)

    assert row.next_id == afternoon.pk
