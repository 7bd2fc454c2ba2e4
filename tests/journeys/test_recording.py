"""A practitioner's day in a browser: outcomes, absences, calls, alerts; on a phone, and without script."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Contact
from cases.tests.factories import (
    AllocationFactory,
    ContactAlertFactory,
    ContactFactory,
    ContactNoteFactory,
    DeadlineFactory,
    LimitedAccessFactory,
    PersonFactory,
    RegistrationFactory,
)
from cases.tests.record_day import a_case
from core import clock
from core.models import Draft
from core.tests.factories import PreferencesFactory
from tests.journeys.conftest import until_ready


@pytest.fixture
def case(transactional_db, practitioner, frozen_day):
    """A practitioner with something in every list, and a limited-access person among the cases."""
    made = a_case(practitioner)
    held = {"person": made.person, "staff": made.staff, "team": made.team}
    today = clock.today()
    ContactFactory(
        missing_outcome=True, on=today - timedelta(days=9), event=made.event, office=made.office, **held
    )
    ContactFactory(missing_outcome=True, on=today, event=made.event, office=made.office, **held)
    ContactFactory(
        appointment=True, on=today + timedelta(days=3), event=made.event, office=made.office, **held
    )
    ContactFactory(
        absent=True, enforcement_open=True, on=today - timedelta(days=20), event=made.event, **held
    )
    noted = ContactFactory(is_alert=True, **held)
    ContactNoteFactory(contact=noted, text="Rang to say that the bus was late.\n\nWill come tomorrow.")
    ContactAlertFactory(contact=noted)
    ContactFactory(is_sensitive=True, is_rar_activity=True, came=True, **held)
    DeadlineFactory(person=made.person, staff=made.staff)
    DeadlineFactory(person=made.person, staff=made.staff, overdue=True)
    RegistrationFactory(person=made.person)
    hidden = PersonFactory(first_name="Quilla", surname="Hidden")
    AllocationFactory(person=hidden, staff=made.staff, team=made.team)
    ContactFactory(person=hidden, staff=made.staff, team=made.team, missing_outcome=True)
    LimitedAccessFactory(person=hidden, user=practitioner)
    return made


def addresses(case):
    crn = case.person.crn
    rows = Contact.objects.filter(person=case.person)
    past = rows.filter(is_appointment=True, outcome=None).earliest("on")
    coming = rows.filter(is_appointment=True).latest("on")
    noted = rows.get(is_alert=True)
    return {
        "my-day": "/",
        "contacts": f"/case/{crn}/contacts",
        "contact": f"/case/{crn}/contacts/{noted.pk}",
        "contact-add": f"/case/{crn}/contacts/add",
        "contact-edit": f"/case/{crn}/contacts/{noted.pk}/edit",
        "contact-note": f"/case/{crn}/contacts/{noted.pk}/note",
        "contact-remove": f"/case/{crn}/contacts/{coming.pk}/remove",
        "contacts-print": f"/case/{crn}/contacts/print",
        "enforcement": f"/case/{crn}/contacts/enforcement",
        "appointments": f"/case/{crn}/appointments",
        "appointment-add": f"/case/{crn}/appointments/add",
        "outcome": f"/case/{crn}/appointments/{past.pk}/outcome",
        "reschedule": f"/case/{crn}/appointments/{coming.pk}/reschedule",
        "cases": "/cases",
        "alerts": "/alerts",
        "diary-day": "/diary/day",
        "diary-office": "/diary/office",
        "diary-outcomes": "/diary/outcomes",
        "diary-enforcement": "/diary/enforcement",
        "diary-deadlines": "/diary/deadlines",
    }


def test_every_screen_is_accessible_on_a_phone(browser_page, check_narrow, case, practitioner):
    page = browser_page(practitioner, width=400)
    for address in addresses(case).values():
        page.visit(address)
        check_narrow(page)


def test_an_outcome_and_the_next_appointment_take_two_pages_and_six_clicks(browser_page, case, practitioner):
    page = browser_page(practitioner)
    page.clock.set_fixed_time(clock.now())
    page.visit("/")
    due = page.get_by_role("region", name="outcomes to record")

    due.get_by_role("link", name=re.compile("^Record")).first.click()
    page.get_by_label("Attended and complied").check()
    page.get_by_role("textbox", name="Note").fill("Came on time. Talked about work.")
    page.get_by_role("button", name="+2 weeks").click()
    page.get_by_role("button", name="Save outcome").click()

    page.get_by_text("Next appointment:").wait_for()
    assert page.url.rstrip("/").endswith(page.evaluate("location.host"))
    following = Contact.objects.get(on=clock.today() + timedelta(days=14))
    assert following.office == case.office


@pytest.mark.parametrize(("script", "clicks"), [(True, 3), (False, 7)])
def test_a_day_begins_with_two_pages_and_at_most_seven_clicks(
    browser_page, case, practitioner, script, clicks
):
    """Journey 2: see today, clear five alerts, open the oldest appointment without an outcome."""
    for _ in range(4):
        noted = ContactFactory(is_alert=True, person=case.person, staff=case.staff, team=case.team)
        ContactAlertFactory(contact=noted)
    page = browser_page(practitioner, script=script)
    page.visit("/")
    alerts = page.get_by_role("region", name="alerts")

    ticks = [alerts.get_by_label("Select all")] if script else alerts.locator("tbody [type=checkbox]").all()
    for tick in ticks:
        tick.check()
    alerts.get_by_role("button", name="Clear selected").click()
    page.get_by_text("5 alerts cleared").wait_for()
    page.get_by_role("region", name="outcomes to record").get_by_role("link", name="Record").first.click()

    page.get_by_role("button", name="Save outcome").wait_for()
    assert len(ticks) + 2 == clicks


def test_an_absence_with_its_letter(browser_page, case, practitioner):
    page = browser_page(practitioner)
    page.visit(addresses(case)["outcome"])

    page.get_by_label("Absent, and that was not acceptable").check()
    page.get_by_role("radio", name="First Warning Letter Sent").check()
    page.get_by_role("button", name="Save outcome").click()

    page.get_by_role("heading", name="Planned Office Visit").wait_for()
    assert "First Warning Letter" in page.get_by_role("main").inner_text()


def test_without_script_an_outcome_is_recorded_and_alerts_are_cleared(browser_page, case, practitioner):
    page = browser_page(practitioner, script=False)
    page.visit(addresses(case)["outcome"])
    page.get_by_label("Attended and complied").check()
    page.get_by_role("button", name="Save outcome").click()
    assert "Outcome saved" in page.get_by_role("main").inner_text()

    page.visit("/alerts")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Clear selected").click()
    assert "1 alert cleared" in page.get_by_role("main").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "1 alert put back" in page.get_by_role("main").inner_text()


def test_a_telephone_call_takes_two_pages_and_three_clicks(browser_page, check_axe, case, practitioner):
    page = browser_page(practitioner)
    page.visit(f"/case/{case.person.crn}/")

    page.get_by_role("main").get_by_role("link", name="Add contact").or_(
        page.get_by_role("link", name="Add contact")
    ).first.click()
    until_ready(page)
    page.get_by_role("radio", name="Phone Contact from PoP").check()
    page.get_by_role("textbox", name="Note").fill("Rang about the bus.")
    page.get_by_role("button", name="Save contact").click()

    page.get_by_text("Rang about the bus.").wait_for()
    check_axe(page)
    assert Contact.objects.filter(type__code="CTOA", on=clock.today(), start_time__isnull=False).exists()


def test_another_type_is_found_by_typing_its_name(browser_page, check_axe, case, practitioner):
    page = browser_page(practitioner)
    page.visit(f"/case/{case.person.crn}/contacts/add")
    page.get_by_role("radio", name="Another type").check()
    check_axe(page)
    box = page.locator("input#id_other_type")  # not the select that is shown until scripts have run
    box.fill("Police liaison")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Note").fill("Rang about the bus.")
    page.get_by_role("button", name="Save contact").click()

    page.get_by_text("Rang about the bus.").wait_for()


def test_reception_marks_two_arrivals_with_a_click_each(browser_page, check_axe, case, receptionist):
    ContactFactory(person=case.person, missing_outcome=True, on=clock.today(), office=case.office)
    PreferencesFactory(user=receptionist, office=case.office)
    page = browser_page(receptionist)
    page.visit(reverse("cases:diary-office"))
    check_axe(page)

    for _ in range(2):
        page.get_by_role("button", name=re.compile("^Arrived")).first.click()
        page.get_by_text("has arrived").wait_for()

    assert Contact.objects.exclude(arrived_at=None).count() == 2


def test_an_error_on_the_one_page_form_is_shown_at_the_top_and_beside_the_field(
    browser_page, check_axe, case, practitioner
):
    page = browser_page(practitioner)
    page.visit(addresses(case)["outcome"])

    page.get_by_role("button", name="Save outcome").click()

    page.get_by_role("heading", name="There is a problem").wait_for()
    check_axe(page)


def test_the_form_of_a_contact_keeps_a_draft_although_a_field_of_it_is_called_action(
    browser_page, practitioner, case
):
    page = browser_page(practitioner)
    page.visit(f"/case/{case.person.crn}/contacts/add")

    page.fill("#id_notes", "Rang about the bus.")
    page.locator("#id_on").focus()

    page.locator("[data-draft-status]", has_text="Saved").wait_for()
    assert Draft.objects.get(user=practitioner).data["notes"] == ["Rang about the bus."]


def test_back_from_a_warning_leaves_the_next_appointment_as_it_was_typed(browser_page, practitioner, case):
    page = browser_page(practitioner)
    page.visit(addresses(case)["outcome"])
    page.get_by_label("Attended and complied").check()
    page.fill("#id_notes", "Came on time.")
    page.fill("#id_next_on", "7/3/2026")
    page.get_by_role("button", name="Save outcome").click()
    page.get_by_role("button", name="Save anyway").wait_for()

    page.go_back()
    page.get_by_role("link", name="Continue from the draft").click()
    until_ready(page)

    assert page.input_value("#id_notes") == "Came on time."
    assert page.input_value("#id_next_on") == "7/3/2026"


def test_keys_move_through_a_list_whose_rows_can_be_ticked(browser_page, case, practitioner):
    page = browser_page(practitioner)
    page.visit(addresses(case)["contacts"])
    rows = page.locator("[data-rows] [data-row]")

    for key in ("j", "j", "j", "k"):
        page.keyboard.press(key)

    assert rows.nth(1).get_attribute("data-row-current") == ""
    assert page.locator("[data-row-current]").count() == 1
