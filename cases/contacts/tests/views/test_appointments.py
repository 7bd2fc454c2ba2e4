"""The screens that arrange, move, cancel and list appointments."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Contact
from cases.tests.factories import ContactFactory
from cases.tests.record_day import NEXT_WEEK
from core.tests.factories import OfficeFactory, TeamMembershipFactory


@pytest.fixture
def visit(case):
    return ContactFactory(
        person=case.person,
        event=case.event,
        staff=case.staff,
        team=case.team,
        office=case.office,
        missing_outcome=True,
        on=date(2026, 2, 27),
    )


def address(visit, name="appointment-outcome"):
    return reverse(f"cases:{name}", args=[visit.person.crn, visit.pk])


def arranged(case, **changes):
    return {
        "type": "COAP",
        "on": "9/3/2026",
        "start_time": "10:15",
        "end_time": "10:45",
        "relates_to": f"EVENT:{case.event.pk}",
        "officer": f"{case.staff.pk}:{case.team.pk}",
        "location": str(case.office.pk),
        "repeat": "once",
        "notes": "",
        "form_token": "token-1",
        **changes,
    }


def test_an_appointment_is_arranged(client, case):
    answer = client.post(reverse("cases:appointment-add", args=[case.person.crn]), arranged(case))

    assert answer.status_code == 302
    assert Contact.objects.get().on == NEXT_WEEK


def test_a_series_is_shown_before_it_is_saved(client, case):
    there = reverse("cases:appointment-add", args=[case.person.crn])
    series = arranged(case, repeat="WEEK", step="1", count="3")

    shown = client.post(there, series)

    assert "Monday 9 March 2026" in shown.text
    assert "Monday 23 March 2026" in shown.text
    assert not Contact.objects.exists()
    client.post(there, {**series, "dates": ["2026-03-09", "2026-03-23"]})
    assert list(Contact.objects.order_by("on").values_list("on__day", flat=True)) == [9, 23]


def test_a_series_at_a_time_the_clocks_skip_is_refused_beside_its_field(client, case):
    there = reverse("cases:appointment-add", args=[case.person.crn])
    at_half_past_one = {"on": "29/3/2026", "start_time": "1:30", "end_time": "2:30"}

    page = client.post(there, arranged(case, repeat="WEEK", step="1", count="3", **at_half_past_one))

    assert page.status_code == 400
    assert "they go forward from 1am to 2am" in page.context["form"].errors["start_time"][0]
    assert not Contact.objects.exists()


def test_a_series_at_an_office_of_another_team_is_refused_beside_its_field(client, case):
    elsewhere = OfficeFactory()
    TeamMembershipFactory(staff=case.staff).team.offices.add(elsewhere)
    there = reverse("cases:appointment-add", args=[case.person.crn])

    page = client.post(there, arranged(case, repeat="WEEK", step="1", count="3", location=str(elsewhere.pk)))

    assert page.status_code == 400
    assert page.context["form"].errors["location"] == ["Select a location the officer's team uses"]
    assert not Contact.objects.exists()


def test_a_series_of_no_dates_asks_for_some(client, case):
    there = reverse("cases:appointment-add", args=[case.person.crn])

    page = client.post(there, arranged(case, repeat="WEEK", step="1", count="3", shown="1"))

    assert page.status_code == 400
    assert "Select the dates to arrange" in page.text
    assert not Contact.objects.exists()


def test_a_series_needs_an_end(client, case):
    page = client.post(
        reverse("cases:appointment-add", args=[case.person.crn]), arranged(case, repeat="WEEK")
    )

    assert page.status_code == 400
    assert page.context["form"].errors["until"]
    assert not Contact.objects.exists()


def test_errors_of_the_form_and_of_the_rules_come_together(client, case):
    there = reverse("cases:appointment-add", args=[case.person.crn])

    errors = client.post(there, arranged(case, on="31/2/2026", location="")).context["form"].errors
    later = (
        client.post(there, arranged(case, start_time="", end_time="9am", location="")).context["form"].errors
    )

    assert set(errors) == {"on", "location"}
    assert set(later) == {"start_time", "location"}


def test_errors_of_moving_an_appointment_come_together(client, case):
    held = {"staff": case.staff, "team": case.team, "office": case.office}
    visit = ContactFactory(person=case.person, appointment=True, event=case.event, **held)
    sent = {"act": "move", "on": "9/3/2026", "start_time": "2pm", "end_time": "1pm", "because": ""}

    errors = client.post(address(visit, "appointment-reschedule"), sent).context["form"].errors

    assert set(errors) == {"end_time", "asked_by_person", "because"}


def test_an_appointment_is_moved(client, case):
    visit = ContactFactory(
        person=case.person,
        appointment=True,
        event=case.event,
        staff=case.staff,
        team=case.team,
        office=case.office,
    )
    sent = {
        "act": "move",
        "on": "9/3/2026",
        "start_time": "14:00",
        "end_time": "14:30",
        "location": str(case.office.pk),
        "asked_by_person": "yes",
        "because": "Works mornings.",
        "version": "1",
        "form_token": "t",
    }

    answer = client.post(address(visit, "appointment-reschedule"), sent)

    visit.refresh_from_db()
    assert answer.status_code == 302
    assert visit.outcome.code == "RSOF"
    assert visit.followed_by.get().on == NEXT_WEEK


def test_an_appointment_is_cancelled_without_a_new_time(client, case):
    visit = ContactFactory(person=case.person, appointment=True, staff=case.staff, team=case.team)
    sent = {"act": "cancel", "asked_by_person": "no", "because": "Officer ill.", "version": "1"}

    answer = client.post(address(visit, "appointment-reschedule"), sent)

    visit.refresh_from_db()
    assert answer.status_code == 302
    assert visit.outcome.code == "X-called-off-service-request"


@pytest.mark.parametrize("act", ["move", "cancel"])
def test_only_an_appointment_is_moved_or_cancelled(client, case, act):
    call = ContactFactory(person=case.person, staff=case.staff, team=case.team)
    sent = {
        "act": act,
        "on": "9/3/2026",
        "start_time": "14:00",
        "location": "",
        "asked_by_person": "yes",
        "because": "Works mornings.",
        "version": "1",
        "form_token": "t",
    }

    page = client.post(address(call, "appointment-reschedule"), sent)

    assert page.status_code == 400
    assert "Only an appointment can be" in page.context["form"].non_field_errors()[0]
    call.refresh_from_db()
    assert (call.outcome, call.version) == (None, 1)


def test_appointments_stand_in_two_tables(client, case, visit):
    ContactFactory(person=case.person, appointment=True, staff=case.staff, team=case.team)

    page = client.get(reverse("cases:appointments", args=[case.person.crn]))

    assert [row.on.day for row in page.context["coming"]] == [3]
    assert [row.pk for row in page.context["page"].rows] == [visit.pk]


def test_an_appointments_address_leads_to_its_contact(client, visit):
    assert client.get(address(visit, "appointment")).url == address(visit, "contact")


def test_reception_marks_an_arrival_and_takes_it_back(case, receptionist_client, client):
    visit = ContactFactory(person=case.person, missing_outcome=True, on=date(2026, 3, 2), office=case.office)

    receptionist_client.post(address(visit, "appointment-arrived"))
    visit.refresh_from_db()
    assert visit.arrived_at
    receptionist_client.post(address(visit, "appointment-arrived"), {"arrived": "no"})
    visit.refresh_from_db()
    assert visit.arrived_at is None
    assert client.post(address(visit, "appointment-arrived")).status_code == 403
