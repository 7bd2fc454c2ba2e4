"""A button that is double-clicked: the act is done once, and its result is shown."""

from datetime import timedelta

import pytest

from cases.models import Contact
from cases.tests.factories import ContactFactory
from core import clock
from core.tests.factories import OfficeFactory
from referrals.models import Referral
from referrals.tests.factories import a_complete_draft, a_person, a_practitioner

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by():
    return a_practitioner()


@pytest.fixture
def person(by):
    person = a_person(holder=by, community_order=True)
    office = OfficeFactory()
    person.allocations.get().team.offices.add(office)
    ContactFactory(
        person=person,
        missing_outcome=True,
        on=clock.today() - timedelta(days=1),
        event=person.events.get(),
        office=office,
        staff=by.staff,
        team=person.allocations.get().team,
    )
    return person


@pytest.mark.parametrize("script", [True, False])
def test_an_outcome_saved_with_two_clicks_is_recorded_once(browser_page, by, person, script):
    appointment = Contact.objects.get(person=person)
    page = browser_page(by, script=script)
    page.visit(f"/case/{person.crn}/appointments/{appointment.pk}/outcome")
    page.get_by_label("Attended and complied").check()
    page.get_by_role("textbox", name="Note").fill("Came on time.")

    page.get_by_role("button", name="Save outcome").dblclick()
    page.get_by_text("Outcome saved").wait_for()

    appointment.refresh_from_db()
    assert [note.text for note in appointment.notes.all()] == ["Came on time."]
    assert appointment.version == 2


@pytest.mark.parametrize("script", [True, False])
def test_a_contact_saved_with_two_clicks_is_entered_once(browser_page, by, person, script):
    before = Contact.objects.count()
    page = browser_page(by, script=script)
    page.visit(f"/case/{person.crn}/contacts/add?type=CTOA")
    page.get_by_role("textbox", name="Note").fill("Rang about the bus.")

    page.get_by_role("button", name="Save contact").dblclick()
    page.get_by_text("Rang about the bus.").wait_for()

    assert Contact.objects.count() == before + 1


@pytest.mark.parametrize("script", [True, False])
def test_a_referral_sent_with_two_clicks_is_sent_once(browser_page, by, person, script):
    draft = a_complete_draft(by=by, person=person)
    page = browser_page(by, script=script)
    page.visit(f"/case/{person.crn}/referrals/{draft.uuid}/draft/check")

    page.get_by_role("button", name="Send referral").dblclick()
    page.wait_for_url("**/sent")

    sent = Referral.objects.get()
    assert page.get_by_text(sent.reference).first.is_visible()
    assert (sent.state, person.nsis.count()) == ("SENT", 1)
