"""The main job from end to end: find, read, record, change the tier, refer, deliver, see it in the record.

A real browser, a live server, a real worker, and the supplier's client with a token of its own over HTTP.
"""

import base64
import json
import re
from datetime import datetime, time, timedelta
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from django.core.cache import cache

from cases.models import Contact, Deadline, Person
from cases.registrations.services.registering import RegistrationDetails, add_registration
from cases.tests.factories import ContactFactory
from core import clock
from core.calendar.holidays import bank_holidays
from core.calendar.working_days import next_working_day
from core.tests.factories import OfficeFactory
from referrals.codes import DeadlineKind
from referrals.models import Referral
from referrals.services.deadlines import KINDS
from referrals.tests.factories import ContractFactory, a_caseworker, a_person, a_practitioner, an_api_client
from risk.tests.factories import AssessmentFactory, ConcernFactory

pytestmark = pytest.mark.django_db(transaction=True)
ATTENDED = "Attended and complied"
#: short: late in the evening the session waits for midnight, and the supplier's token lasts 20 minutes
SESSION_MINUTES = 5


class Counted:
    """A page whose clicks, and the pages they lead to, are counted."""

    def __init__(self, page):
        self.page, self.clicks, self.pages = page, 0, 0
        page.on("domcontentloaded", self._one_more)

    def _one_more(self, *_):
        self.pages += 1

    def begin(self):
        self.clicks = self.pages = 0

    def click(self, target):
        target.click()
        self.clicks += 1
        self.page.wait_for_load_state("domcontentloaded")
        self.page.wait_for_selector("html[data-ready]", state="attached")

    def button(self, name):
        self.click(self.page.get_by_role("main").get_by_role("button", name=name, exact=True))


class SupplierSystem:
    """What the provider's own software does: a token for its client, then JSON over HTTP."""

    def __init__(self, base, registered):
        self.base, self.token = base, ""
        pair = f"{registered.application.client_id}:{registered.secret}".encode()
        body = urlencode({"grant_type": "client_credentials"}).encode()
        basic = {"Authorization": "Basic " + base64.b64encode(pair).decode()}
        self.token = self._send("POST", "/auth/oauth/token", body, basic)["access_token"]

    def _send(self, method, address, body, headers):
        with urlopen(Request(self.base + address, data=body, headers=headers, method=method)) as answer:
            return json.loads(answer.read() or b"null")

    def call(self, method, address, content=None):
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        body = None if content is None else json.dumps(content).encode()
        return self._send(method, f"/api/v1{address}", body, headers)


@pytest.fixture
def later(monkeypatch):
    """`later(minutes=10)` moves the service's clock ahead of the true time."""
    true_now, moved = clock.now, [timedelta()]
    monkeypatch.setattr(clock, "now", lambda: true_now() + moved[0])

    def move(**by):
        moved[0] += timedelta(**by)

    return move


@pytest.fixture
def by(transactional_db):
    cache.clear()
    return a_practitioner()


@pytest.fixture
def person(by):
    """On a community order, RoSH medium, assessed, with an outcome to record from yesterday."""
    made = a_person(holder=by, community_order=True, first_name="Alexander", surname="Riverton")
    office, allocation = OfficeFactory(), made.allocations.get()
    allocation.team.offices.add(office)
    ContactFactory(
        person=made,
        missing_outcome=True,
        on=clock.today() - timedelta(days=1),
        event=made.events.get(),
        office=office,
        staff=by.staff,
        team=allocation.team,
    )
    assessment = AssessmentFactory(person=made, complete=True, rosh="MEDIUM")
    for kind in ("SELF_HARM", "SUICIDE", "HOSTEL", "VULNERABILITY"):
        ConcernFactory(assessment=assessment, kind=kind, answer="NO", text="")
    add_registration(
        made.pk, RegistrationDetails(type="RMRH", registered_on=clock.today()), by=by, at=clock.now()
    )
    return made


def test_the_main_job_works_from_end_to_end(
    browser_page, live_server, start_worker, eventually, later, by, person
):
    contract = ContractFactory()
    caseworker = a_caseworker(contract)
    start_worker()
    page = browser_page(by)
    counted = Counted(page)

    find_and_read(page, person)
    record_outcome(counted, person)
    change_risk(page, person, eventually)
    reference = refer(counted, person, contract)
    deliver(SupplierSystem(live_server.url, an_api_client(contract)), reference, caseworker, later)
    see_it_done(page, person, reference)


def find_and_read(page, person):
    page.visit("/")
    page.fill("#header-search", "aleksander rivertun")
    page.locator("header").get_by_role("button", name="Search").click()
    page.get_by_role("link", name=f"Riverton, Alexander {person.crn}").click()
    page.wait_for_url(f"**/case/{person.crn}/")
    page.get_by_role("link", name="Risk", exact=True).click()
    page.wait_for_url("**/risk")
    assert "Medium" in page.get_by_role("main").inner_text()


def in_two_weeks():
    """The day in two weeks, or the next working day, so that no warning has to be confirmed."""
    return next_working_day(clock.today() + timedelta(days=14), bank_holidays())


def record_outcome(counted, person):
    page = counted.page
    page.visit("/")
    counted.begin()
    due = page.get_by_role("region", name=re.compile("outcomes? to record"))
    counted.click(due.get_by_role("link", name=re.compile("^Record")).first)
    counted.click(page.get_by_label(ATTENDED))
    page.get_by_role("textbox", name="Note").fill("Came on time. Talked about the tenancy.")
    page.get_by_role("textbox", name="Date of the next appointment").fill(f"{in_two_weeks():%d/%m/%Y}")
    counted.button("Save outcome")
    page.get_by_text("Next appointment:").wait_for()

    assert counted.pages <= 2
    assert counted.clicks <= 6
    assert Contact.objects.filter(person=person, on__gt=clock.today(), is_appointment=True).count() == 1


def change_risk(page, person, eventually):
    before = eventually(lambda: Person.objects.get(pk=person.pk).tier_code)
    page.visit(f"/case/{person.crn}/risk/registrations/add?type=RVHR")
    page.get_by_role("main").get_by_role("button", name="Register", exact=True).click()
    page.get_by_text("Registered:").wait_for()

    def is_shown():
        page.visit(f"/case/{person.crn}/personal/tier")
        return "RoSH went from medium to very high" in page.get_by_role("main").inner_text()

    eventually(is_shown)
    after = Person.objects.get(pk=person.pk).tier_code
    assert after != before
    assert f"Tier {after}" in page.locator("body").inner_text()


def refer(counted, person, contract):
    page, name = counted.page, "Service Provider"
    page.visit(f"/case/{person.crn}/")
    counted.begin()
    counted.click(page.get_by_role("link", name="Refer to a service"))
    page.locator(".autocomplete__input").first.fill(contract.title)
    counted.click(page.locator(".autocomplete__option").first)
    counted.button("Continue")
    counted.click(page.get_by_role("checkbox", name="The person's details and contact details are right"))
    counted.button("Save and continue")
    counted.click(page.get_by_role("radio", name="Yes"))
    counted.button("Save and continue")
    page.get_by_role("textbox", name="Who is at risk").fill("A former partner, not named here")
    counted.click(
        page.get_by_role("checkbox", name=f"I understand this information will be shared with the {name}")
    )
    counted.button("Save and continue")
    counted.click(
        page.get_by_role("group", name="Does the person have caring").get_by_label("No", exact=True)
    )
    counted.button("Save and continue")
    counted.click(page.get_by_label("Keeps their existing home"))
    counted.click(page.get_by_label("Medium", exact=True))
    counted.button("Save and continue")
    page.get_by_label("Maximum number of enforceable days").fill("10")
    until = clock.today() + timedelta(days=150)
    page.get_by_label("Date the service must be completed by").fill(f"{until:%d/%m/%Y}")
    page.get_by_label("Reason for the referral").fill("Needs a home before the tenancy ends")
    page.get_by_label("Further information for the service provider").fill("Prefers mornings")
    counted.button("Save and continue")
    counted.button("Send referral")

    sent = Referral.objects.get()
    page.get_by_text(sent.reference).first.wait_for()
    assert counted.pages <= 10
    assert counted.clicks <= 25
    return sent.reference


def deliver(system, reference, caseworker, later):
    listed = system.call("GET", "/sent-referrals/summaries")["content"]
    found = next(row for row in listed if row["referenceNumber"] == reference)
    referral = system.call("GET", f"/sent-referral/{found['id']}")
    assert referral["referral"]["serviceUser"]["lastName"] == "Riverton"
    worker = {"username": caseworker.username, "authSource": "auth", "userId": str(caseworker.pk)}
    assigned = system.call("POST", f"/sent-referral/{found['id']}/assign", {"assignedTo": worker})
    assert assigned["assignedTo"]["username"] == caseworker.username
    starts = soon(lasting=timedelta(minutes=SESSION_MINUTES))
    assessment = f"/referral/{found['id']}/supplier-assessment"
    system.call(
        "POST",
        assessment,
        {
            "appointmentTime": starts.isoformat(),
            "durationInMinutes": SESSION_MINUTES,
            "appointmentDeliveryType": "PHONE_CALL",
            "sessionType": "ONE_TO_ONE",
        },
    )
    later(minutes=(starts - clock.now()) // timedelta(minutes=1) + 6)
    system.call("PUT", f"{assessment}/record-attendance", {"didSessionHappen": True, "attended": "YES"})
    system.call(
        "PUT",
        f"{assessment}/record-session-feedback",
        {
            "late": False,
            "sessionSummary": "Talked through what is needed.",
            "sessionResponse": "Took part.",
            "notifyProbationPractitionerOfBehaviour": False,
            "notifyProbationPractitionerOfConcerns": False,
        },
    )
    done = system.call("POST", f"{assessment}/submit-feedback")
    assert done["appointmentFeedback"]["submitted"] is True


def soon(*, lasting):
    """In four minutes, or at midnight where it would end on another day than it begins."""
    starts = (clock.now() + timedelta(minutes=4)).replace(second=0, microsecond=0)
    day = clock.day_of(starts)
    if clock.day_of(starts + lasting) == day:
        return starts
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=clock.LONDON)


def see_it_done(page, person, reference):
    booked = Referral.objects.get().supplier_assessment.appointments.get().contact
    page.visit(f"/case/{person.crn}/contacts")
    assert booked.type.words in page.get_by_role("main").inner_text()
    page.visit(f"/case/{person.crn}/contacts/{booked.pk}")
    assert booked.outcome.words in page.get_by_role("main").inner_text()
    page.visit(f"/referrals/{reference}/progress")
    assert "Met on" in page.get_by_role("main").inner_text()
    assert Deadline.objects.get(person=person, kind=KINDS[DeadlineKind.INITIAL_ASSESSMENT]).met_at
