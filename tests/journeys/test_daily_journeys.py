"""What is done every day keeps its budget of pages and clicks, each way to use a page (hands.py).

| journey | pages | clicks |
|---|---|---|
| find a person by name and date of birth; read RoSH and registrations | 2 | 2 |
| start of day: see today, clear five alerts, open the oldest missing outcome | 2 | 7 |
| attended and complied, a note, the next appointment in two weeks | 2 | 6 |
| failed to attend, with its enforcement action | 3 | 9 |
| a telephone call with a note | 2 | 5 |
| review a registration and set the next review | 2 | 4 |
| reception: two arrivals, print the office's list | 1 | 3 |

What saves is gone back to and saved again: nothing is stored twice. Sending a referral: test_referring.py.
"""

import re
from datetime import time, timedelta

import pytest

from cases.models import Contact
from cases.registrations.services.registering import RegistrationDetails, add_registration
from cases.tests.factories import AllocationFactory, ContactAlertFactory, ContactFactory, PersonFactory
from cases.tests.record_day import a_case
from core import clock
from core.tests.factories import PreferencesFactory
from tests.journeys.hands import WAYS, Hands, check_budget

pytestmark = pytest.mark.django_db(transaction=True)
EACH_WAY = pytest.mark.parametrize("way", WAYS, ids=str)
ALERTS = 5
ALREADY = "Already saved"


@pytest.fixture
def case(practitioner, frozen_day):
    """An appointment today, two without an outcome, five alerts, and a review that is due."""
    made = a_case(practitioner, community_order=True, first_name="Alex", surname="River")
    held = {"person": made.person, "staff": made.staff, "team": made.team}
    today = clock.today()
    made.missed(on=today - timedelta(days=9))
    made.missed(on=today - timedelta(days=4))
    ContactFactory(
        appointment=True,
        on=today,
        start_time=time(14),
        end_time=time(14, 30),
        event=made.event,
        office=made.office,
        **held,
    )
    for _ in range(ALERTS):
        ContactAlertFactory(contact=ContactFactory(is_alert=True, **held))
    details = RegistrationDetails(
        type="RHRH", registered_on=today - timedelta(days=80), next_review_on=today + timedelta(days=3)
    )
    add_registration(made.person.pk, details, by=practitioner, at=clock.now())
    return made


def oldest(case):
    return Contact.objects.filter(person=case.person, is_appointment=True, outcome=None).earliest("on")


def stored():
    return Contact.objects.count()


@EACH_WAY
def test_a_person_is_found_and_their_risk_read(browser_page, case, practitioner, way):
    AllocationFactory(person=PersonFactory(first_name="Alex", surname="River"))
    hands = Hands(way, browser_page, practitioner, "/")

    hands.type(hands.page.locator("#header-search"), f"alex river {case.person.born_on:%d/%m/%Y}")
    hands.press(hands.page.locator("header").get_by_role("button", name="Search"))
    hands.link(re.compile(case.person.crn))

    banner = hands.page.get_by_role("region", name="Person on probation").inner_text().lower()
    assert "rosh" in banner
    check_budget(hands, pages=2, clicks=2)


@EACH_WAY
def test_the_day_begins(browser_page, case, practitioner, way):
    hands = Hands(way, browser_page, practitioner, "/")
    assert "2pm" in hands.page.get_by_role("region", name="Today").inner_text()

    alerts = hands.page.get_by_role("region", name="alerts")
    for number in range(ALERTS):
        hands.press(alerts.locator("tbody").get_by_role("checkbox").nth(number))
    hands.press(alerts.get_by_role("button", name="Clear selected"))
    hands.page.get_by_text("5 alerts cleared").wait_for()
    due = hands.page.get_by_role("region", name="outcomes to record")
    hands.press(due.get_by_role("link", name=re.compile("^Record")))

    hands.page.wait_for_url(re.compile(f"/appointments/{oldest(case).pk}/outcome"))
    check_budget(hands, pages=2, clicks=7)


def open_outcome(hands):
    due = hands.page.get_by_role("region", name="outcomes to record")
    hands.press(due.get_by_role("link", name=re.compile("^Record")))


@EACH_WAY
def test_a_visit_is_recorded_with_the_next_one(browser_page, case, practitioner, way):
    hands, visit = Hands(way, browser_page, practitioner, "/"), oldest(case)
    following = clock.today() + timedelta(days=14)

    open_outcome(hands)
    hands.answer("Attended and complied")
    hands.fill("Note", "Came on time. Talked about work.")
    if way.script:
        hands.button(re.compile(r"\+2 weeks$"))
    else:
        hands.type(hands.page.locator("[name=next_on]"), f"{following:%d/%m/%Y}")
    hands.button("Save outcome")
    hands.page.get_by_text("Outcome saved").wait_for()

    check_budget(hands, pages=2, clicks=6)
    assert Contact.objects.get(on=following).office == case.office
    before = stored()
    hands.back()
    hands.page.reload()
    assert hands.page.get_by_role("heading", level=1).inner_text() == "Change the outcome"
    assert stored() == before
    assert visit.notes.count() == 1


@EACH_WAY
def test_an_absence_is_recorded_with_its_action(browser_page, case, practitioner, way):
    hands, visit = Hands(way, browser_page, practitioner, "/"), oldest(case)

    open_outcome(hands)
    hands.answer("Absent, and that was not acceptable")
    warning = hands.main.get_by_label(re.compile("Final warning"))
    hands.press(warning.and_(hands.page.locator("[name=action_after_absence]")))
    hands.button("Save outcome")
    hands.page.get_by_text("Outcome saved").wait_for()

    visit.refresh_from_db()
    assert "Final warning" in visit.enforcement_action.words
    check_budget(hands, pages=3, clicks=9)


@EACH_WAY
def test_a_call_is_logged_once(browser_page, case, practitioner, way):
    before = stored()
    hands = Hands(way, browser_page, practitioner, f"/case/{case.person.crn}/")

    def log():
        hands.answer(re.compile("^Phone call from the person"))
        hands.fill("Note", "Rang about the bus.")
        hands.button("Save contact")

    if way.options.get("width"):
        hands.press(hands.page.locator("summary", has_text="Menu").last)
    hands.press(hands.page.locator("a:visible", has_text="Add contact"))
    log()
    hands.page.get_by_text("Rang about the bus.").first.wait_for()
    check_budget(hands, pages=2, clicks=5)
    assert stored() == before + 1

    hands.back()
    log()
    hands.page.get_by_role("heading", name=ALREADY).wait_for()
    assert stored() == before + 1


@EACH_WAY
def test_a_registration_is_reviewed_once(browser_page, case, practitioner, way):
    hands = Hands(way, browser_page, practitioner, "/")
    due = case.person.registrations.get()

    hands.link(re.compile("^Review"))

    def review():
        hands.answer("Keep it as it is")
        hands.fill("What did the review find?", "Nothing has changed.")
        hands.button("Save review")

    review()
    hands.page.get_by_text("Review of High RoSH saved for Alex River.").first.wait_for()

    check_budget(hands, pages=2, clicks=4)
    due.refresh_from_db()
    assert due.next_review_on > clock.today() + timedelta(days=3)
    reviewed = due.reviews.exclude(reviewed_on=None).count()
    hands.back()
    review()
    hands.page.get_by_role("heading", name=ALREADY).wait_for()
    assert due.reviews.exclude(reviewed_on=None).count() == reviewed


@EACH_WAY
def test_two_people_arrive_and_the_list_is_printed(browser_page, case, receptionist, way):
    ContactFactory(person=case.person, missing_outcome=True, on=clock.today(), office=case.office)
    PreferencesFactory(user=receptionist, office=case.office)
    hands = Hands(way, browser_page, receptionist, "/diary/office")
    hands.page.add_init_script("window.print = () => { document.documentElement.dataset.printed = '' }")

    for number in (1, 2):
        hands.button(re.compile("^Arrived"))
        hands.page.get_by_text(f"{number} of 2 have arrived").wait_for()
    hands.link("Print this list")

    hands.page.get_by_text("This printing is recorded with your name").wait_for()
    assert hands.page.locator("html[data-printed]").count() == way.script
    assert Contact.objects.exclude(arrived_at=None).count() == 2
    check_budget(hands, pages=1, clicks=3)
    hands.back()
    assert Contact.objects.exclude(arrived_at=None).count() == 2
