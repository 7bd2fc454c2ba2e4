"""A button that is double-clicked: the act is done once, and its result is shown."""

import pytest

from cases.models import Contact
from referrals.models import Referral
from referrals.tests.factories import a_complete_draft, a_practitioner
from tests.journeys.visits import a_person_seen_yesterday

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by():
    return a_practitioner()


@pytest.fixture
def person(by):
    return a_person_seen_yesterday(by)


@pytest.mark.parametrize("script", [True, False])
def test_an_outcome_saved_with_two_clicks_is_recorded_once(browser_page, by, person, script):
    appointment = Contact.objects.get(person=person)
    page = browser_page(by, script=script)
    page.visit(f"/case/{person.crn}/appointments/{appointment.pk}/outcome")
    page.get_by_label("Attended and complied").check()
    page.get_by_role("textbox", name="Note").fill("Came on time.")

    page.get_by_role("button", name="Save outcome").dblclick()
    if script:  # without it, what was said may have gone to the answer of the first click
        page.get_by_text("Outcome saved").wait_for()
    page.get_by_text("Came on time.").wait_for()

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
    page.get_by_text(sent.reference).first.wait_for()
    assert (sent.state, person.nsis.count()) == ("SENT", 1)
