"""My day, alerts, diaries and the caseload: what they show, what they cost, and whom they leave out."""

import re
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Allocation, ContactAlert, RegistrationLevel, RegistrationType
from cases.tests.factories import (
    AllocationFactory,
    ContactAlertFactory,
    ContactFactory,
    DeadlineFactory,
    LimitedAccessFactory,
    PersonFactory,
    RegistrationFactory,
)
from cases.tests.record_day import TODAY
from core.models import AuditEntry
from core.tests.seen import hidden, read_page

LISTS = ["core:my-day", "cases:alerts", "cases:caseload"]
LISTS += [f"cases:diary-{name}" for name in ("day", "office", "outcomes", "enforcement", "deadlines")]


def work_for(case, person):
    """Work about the person for every list of the user."""
    held = {"person": person, "staff": case.staff, "team": case.team}
    ContactFactory(missing_outcome=True, on=date(2026, 2, 20), **held)
    ContactFactory(missing_outcome=True, on=TODAY, office=case.office, **held)
    ContactFactory(absent=True, enforcement_open=True, on=date(2026, 2, 19), **held)
    ContactAlertFactory(contact=ContactFactory(is_alert=True, **held))
    DeadlineFactory(person=person, staff=case.staff)


def test_a_deadline_leads_to_what_it_is_about(client, case):
    contact = ContactFactory(person=case.person, staff=case.staff, team=case.team)
    about = {"person": case.person, "staff": case.staff}
    DeadlineFactory(words="Answer a letter", about=f"cases.contact:{contact.pk}", **about)
    DeadlineFactory(words="Ask a neighbour", about="cases.neighbour:1", **about)

    for page in (
        client.get(reverse("core:my-day")).text,
        client.get(reverse("cases:overview", args=[case.person.crn])).text,
    ):
        assert reverse("cases:contact", args=[case.person.crn, contact.pk]) in page
        assert "Answer a letter" in page
        assert "Ask a neighbour" in page
        assert 'href=""' not in page


def test_my_day_shows_every_list_with_its_action(client, case):
    work_for(case, case.person)

    page = client.get(reverse("core:my-day")).text

    assert "Today: 1 appointment" in page
    assert "1 outcome to record" in page
    assert "2 enforcement decisions due" in page
    assert "1 alert" in page
    assert "1 deadline in the next 14 days" in page
    assert page.count("Record") >= 2


def test_deadlines_to_come_are_shown_beside_a_heap_of_overdue_ones(client, case):
    for days in range(1, 13):
        DeadlineFactory(
            person=case.person, staff=case.staff, due_on=TODAY - timedelta(days), words=f"Late {days} days"
        )
    for days in (0, 3, 15):
        DeadlineFactory(
            person=case.person, staff=case.staff, due_on=TODAY + timedelta(days), words=f"Due in {days} days"
        )

    page = client.get(reverse("core:my-day")).text

    assert "14 deadlines: 12 overdue and 2 due in the next 14 days" in page
    shown = re.findall(r"<td[^>]*>(Late \d+|Due in \d+) days", page)
    assert shown == ["Late 12", "Late 11", "Late 10", "Due in 0", "Due in 3"]
    assert reverse("cases:diary-deadlines") in page


def test_the_review_of_a_registration_begins_on_my_day(client, case):
    """Journey 6: the row of the deadline leads to the form, and the form leads back."""
    registration = RegistrationFactory(person=case.person)
    about = f"cases.registration:{registration.pk}"
    DeadlineFactory(person=case.person, staff=case.staff, words="Review Weapons", about=about)

    page = read_page(client, reverse("core:my-day"))

    review = reverse("cases:registration-review", args=[case.person.crn, registration.pk])
    [words] = re.findall(rf'href="{review}\?back=/">(.*?)</a>', page)
    assert words.strip().startswith("Review")
    assert 'href="/"' in client.get(f"{review}?back=/").text


def test_todays_people_carry_their_risk_and_an_appointment_without_outcome_comes_first(client, case):
    level = RegistrationLevel.objects.filter(code="RSKV").first()
    risky = PersonFactory(surname="Risky", rosh_assessed_level="HIGH", rosh_assessed_on=TODAY)
    RegistrationFactory(person=risky, type=RegistrationType.objects.get(code="AV2S"), level=level)
    RegistrationFactory(person=case.person, type=RegistrationType.objects.get(code="AV2S"), level=None)
    mine = {"staff": case.staff, "team": case.team, "on": TODAY}
    ContactFactory(person=case.person, timed=True, came=True, start_time=time(9), end_time=time(10), **mine)
    ContactFactory(person=risky, missing_outcome=True, **mine)

    page = read_page(client, reverse("core:my-day"))

    first, second = re.findall(r"<tr.*?</tr>", page.split('id="my-today"')[1].split("</table>")[0])[1:]
    assert "Risky" in first
    assert "High RoSH" in first
    assert "> Risk to staff" in first.replace(">Risk", "> Risk")
    assert "May be a risk to staff" in second
    assert "RoSH not assessed" in second


def test_without_a_caseload_there_are_no_pictures(client, case):
    assert 'id="my-tiers"' in client.get(reverse("core:my-day")).text
    Allocation.objects.update(ended_on=TODAY)

    page = client.get(reverse("core:my-day")).text

    assert "my-tiers" not in page
    assert "app-calendar" not in page


def test_empty_lists_shrink_to_a_line(client, case):
    page = client.get(reverse("core:my-day")).text

    for words in ("No appointments today", "No outcomes to record", "No alerts"):
        assert words in page


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_whatever_it_holds(client, case, name):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        return len(queries)

    work_for(case, case.person)
    cost()
    before = cost()
    for _ in range(4):
        person = PersonFactory(community_order=True)
        AllocationFactory(person=person, staff=case.staff, team=case.team)
        work_for(case, person)

    assert cost() == before


@pytest.mark.parametrize("name", LISTS)
def test_of_a_limited_person_a_list_shows_the_crn_alone(client, case, name):
    person = PersonFactory(first_name="Quilla", surname="Hidden", community_order=True)
    AllocationFactory(person=person, staff=case.staff, team=case.team)
    work_for(case, person)
    LimitedAccessFactory(person=person, user=case.by)

    page = client.get(reverse(name)).text

    assert person.crn in page
    for trace in ("Quilla", "Hidden", f"/case/{person.crn}"):
        assert trace not in page


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("trait", ["practice", "removed"])
def test_practice_and_removed_people_are_in_no_list_and_no_count(client, case, name, trait):
    person = PersonFactory(first_name="Quilla", surname="Hidden", **{trait: True})
    AllocationFactory(person=person, staff=case.staff, team=case.team)
    work_for(case, person)
    work_for(case, case.person)

    page = read_page(client, reverse(name))

    assert case.person.crn in page
    assert 'app-header__count">1<' in page
    assert person.crn not in page
    assert "Quilla" not in page
    assert "2 outcomes to record" not in page


@pytest.mark.parametrize("name", LISTS)
def test_the_learners_own_practice_person_is_in_no_list_and_no_count(client, case, name):
    person = PersonFactory(first_name="Quilla", surname="Hidden", practice_learner=case.by)
    AllocationFactory(person=person, staff=case.staff, team=case.team)
    work_for(case, person)
    work_for(case, case.person)

    page = read_page(client, reverse(name))

    assert case.person.crn in page
    assert 'app-header__count">1<' in page
    assert person.crn not in page
    assert "Quilla" not in page
    assert client.get(reverse("cases:overview", args=[person.crn])).status_code == 200


@pytest.mark.parametrize("back", ["core:my-day", "cases:alerts"])
def test_each_clearing_is_undone_by_itself(client, case, back):
    """Two windows clear; a third tries what the first has cleared. Each Undo puts back its own alerts."""
    contacts = [ContactFactory(person=case.person, is_alert=True) for _ in range(2)]
    mine = {"staff": case.staff, "team": case.team}
    first, second = (ContactAlertFactory(contact=contact, **mine) for contact in contacts)

    def act(name, **sent):
        return client.post(reverse(f"cases:alerts-{name}"), {"back": reverse(back), **sent}, follow=True)

    def are_open():
        return [ContactAlert.objects.get(pk=row.pk).cleared_at is None for row in (first, second)]

    done, also_done = act("clear", alert=[first.pk]), act("clear", alert=[second.pk])
    in_vain = act("clear", alert=[first.pk])

    assert "1 alert cleared" in done.text
    assert done.redirect_chain[-1][0] == reverse(back)
    assert "No alerts cleared" in in_vain.text
    assert are_open() == [False, False]
    assert "1 alert put back" in act("undo", **hidden(done, "clearing")).text
    assert are_open() == [True, False]
    assert "No alerts put back" in act("undo", **hidden(done, "clearing")).text
    assert "1 alert put back" in act("undo", **hidden(also_done, "clearing")).text
    assert are_open() == [True, True]


def test_an_undo_that_names_no_clearing_puts_nothing_back(client, case):
    alert = ContactAlertFactory(contact=ContactFactory(person=case.person), staff=case.staff, team=case.team)
    client.post(reverse("cases:alerts-clear"), {"alert": [alert.pk]})

    for sent in ({}, {"clearing": "nonsense"}):
        assert "No alerts put back" in client.post(reverse("cases:alerts-undo"), sent, follow=True).text
    alert.refresh_from_db()
    assert alert.cleared_at


def test_clearing_nothing_says_what_to_do(client, case):
    page = client.post(reverse("cases:alerts-clear"), {}, follow=True)

    assert "Select an alert to clear" in page.text


def test_a_key_that_is_no_number_clears_nothing(client, case):
    page = client.post(reverse("cases:alerts-clear"), {"alert": ["²"]}, follow=True)

    assert page.status_code == 200
    assert "Select an alert to clear" in page.text


def test_the_header_counts_alerts(client, case):
    ContactAlertFactory(
        contact=ContactFactory(person=case.person, is_alert=True), staff=case.staff, team=case.team
    )

    assert 'app-header__count">1<' in client.get(reverse("cases:caseload")).text


def test_the_caseload_is_sorted_and_filtered(client, case):
    other = PersonFactory(surname="Aarons", tier_code="A1", rosh_level="HIGH")
    AllocationFactory(person=other, staff=case.staff, team=case.team)

    by_name = client.get(reverse("cases:caseload"))
    tier_a = client.get(f"{reverse('cases:caseload')}?tier=A")

    assert [row.person.surname for row in by_name.context["rows"]] == ["Aarons", "River"]
    assert [row.person.surname for row in tier_a.context["rows"]] == ["Aarons"]


def test_a_filter_tells_nothing_of_a_limited_person(client, case):
    person = PersonFactory(tier_code="A1")
    AllocationFactory(person=person, staff=case.staff, team=case.team)
    LimitedAccessFactory(person=person, user=case.by)

    usual = client.get(reverse("cases:caseload"))
    tier_a = client.get(f"{reverse('cases:caseload')}?tier=A")

    assert person.crn in usual.text
    assert (usual.context["page"].total, tier_a.context["page"].total) == (1, 0)


def test_a_diary_of_a_colleague_is_theirs(client, case):
    from core.tests.factories import StaffFactory

    colleague = StaffFactory(team=case.team)
    ContactFactory(person=case.person, staff=colleague, team=case.team, missing_outcome=True, on=TODAY)

    mine = client.get(reverse("cases:diary-day"))
    theirs = client.get(f"{reverse('cases:diary-day')}?officer={colleague.pk}")

    assert len(mine.context["rows"]) == 0
    assert len(theirs.context["rows"]) == 1


def test_the_office_list_is_by_time_with_who_has_come(receptionist, receptionist_client, case):
    from core.tests.factories import PreferencesFactory

    PreferencesFactory(user=receptionist, office=case.office)
    for hour in (14, 9):
        ContactFactory(
            person=case.person,
            missing_outcome=True,
            on=TODAY,
            office=case.office,
            start_time=time(hour),
            end_time=time(hour, 30),
        )

    page = receptionist_client.get(reverse("cases:diary-office"))

    assert [row.start_time.hour for row in page.context["rows"]] == [9, 14]
    assert "Arrived" in page.text
    assert "print=on" in page.text


def test_printing_an_office_list_is_audited(client, case):
    ContactFactory(person=case.person, missing_outcome=True, on=TODAY, office=case.office)
    address = f"{reverse('cases:diary-office')}?office={case.office.pk}"

    assert client.get(address).status_code == 200
    assert not AuditEntry.objects.filter(act="office-list-printed").exists()
    page = client.get(f"{address}&print=on")

    assert "data-print" in page.text
    printed = AuditEntry.objects.get(act="office-list-printed")
    assert (printed.record_key, printed.details) == (
        str(case.office.pk),
        {"day": TODAY.isoformat(), "people": 1},
    )


def test_older_outcomes_come_by_the_filter(client, case):
    ContactFactory(
        person=case.person, staff=case.staff, team=case.team, missing_outcome=True, on=date(2023, 5, 5)
    )

    usual = client.get(reverse("cases:diary-outcomes"))
    older = client.get(f"{reverse('cases:diary-outcomes')}?since=1/1/2023")

    assert (usual.context["page"].total, older.context["page"].total) == (0, 1)


def test_suppliers_see_none_of_it(supplier_client):
    for name in LISTS[1:]:
        assert supplier_client.get(reverse(name)).status_code == 403
