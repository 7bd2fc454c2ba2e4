"""Unsaved text of a referral's pages is kept, shown before it would be lost, and deleted with the draft."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from cases.tests.factories import PersonFactory
from core import clock
from core.models import Draft
from core.tests.seen import read_page, words
from referrals.codes import AppointmentMethod
from referrals.rules.bookings import Booking
from referrals.services.assessment_appointments import Place, book_assessment
from referrals.services.drafts import discard_draft, forget_old_drafts
from referrals.services.sending import send_referral
from referrals.tests.factories import a_complete_draft, a_draft, a_practitioner, an_assigned_referral

pytestmark = pytest.mark.django_db

LATER = {"do": "save-draft"}


@pytest.fixture
def by(frozen_day):
    return a_practitioner()


@pytest.fixture
def mine(by, client_of):
    return client_of(by)


@pytest.fixture
def draft(by):
    return a_complete_draft(by=by)


def page_of(draft, name):
    return reverse(f"referrals:{name}", args=[draft.person.crn, draft.uuid])


def leave(client, draft, name="draft-needs", **typed):
    left = client.post(page_of(draft, name), {"other_needs": "Needs a ramp", **typed, **LATER})
    assert Draft.objects.exists()
    return left


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("draft-person", "practitioner_team_phone"),
        ("draft-needs", "other_needs"),
        ("draft-risk-edit", "WHO_IS_AT_RISK"),
        ("draft-delivery", "reason"),
    ],
)
def test_a_long_page_is_left_and_come_back_to(mine, draft, name, field):
    before = words(mine.get(page_of(draft, name)))
    version = draft.version

    left = leave(mine, draft, name, **{field: "Half a thought"})
    kept = Draft.objects.get()
    offered = words(mine.get(page_of(draft, name)))
    resumed = words(mine.get(kept.resume_address))

    assert "Save and come back later" in before
    assert "data-keeps-draft" in before
    assert left.url == page_of(draft, "draft")
    assert "Continue from the draft" in offered
    assert "Half a thought</textarea>" in resumed or 'value="Half a thought"' in resumed
    assert "Continue from the draft" not in resumed
    draft.refresh_from_db()
    assert draft.version == version


def test_a_reason_before_allocation_can_wait(by, mine):
    person = PersonFactory(in_custody=True, mobile="07700 900123")
    draft = a_draft(by=by, person=person)

    leave(mine, draft, "draft-person", before_allocation_reason="Half a thought")

    assert "Half a thought</textarea>" in words(mine.get(Draft.objects.get().resume_address))


@pytest.mark.parametrize("name", ["draft", "draft-check"])
def test_what_is_not_saved_in_the_referral_is_said_before_it_is_sent(mine, draft, name):
    assert "is not saved in the referral" not in read_page(mine, page_of(draft, name))

    leave(mine, draft)
    page = words(mine.get(page_of(draft, name)))

    assert "Some of what you typed on these pages is not saved in the referral" in page
    assert f'href="{page_of(draft, "draft-needs")}?draft=resume"' in page


def test_saving_the_page_ends_its_draft(mine, draft):
    leave(mine, draft)

    version = type(draft).objects.get(pk=draft.pk).version
    saved = mine.post(
        page_of(draft, "draft-needs"),
        {
            "interpreter_needed": "no",
            "has_responsibilities": "no",
            "other_needs": "Needs a ramp",
            "version": version,
        },
    )

    assert saved.status_code == 302
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("name", "n"), [("draft-risk", ()), ("draft-service", (1,))])
def test_a_short_page_of_the_journey_can_be_left_too(mine, draft, name, n):
    address = reverse(f"referrals:{name}", args=[draft.person.crn, draft.uuid, *n])

    assert "Save and come back later" in words(mine.get(address))
    assert mine.post(address, LATER).url == page_of(draft, "draft")
    assert Draft.objects.get().resume_address == f"{address}?draft=resume"


def test_an_earlier_page_saved_in_between_does_not_stop_the_resumed_one(mine, draft):
    opened = mine.get(page_of(draft, "draft-delivery"))
    seen = {name: opened.context["hidden"][name] for name in ("version", "was")}
    leave(mine, draft, "draft-delivery", reason="Half a thought", **seen)
    version = type(draft).objects.get(pk=draft.pk).version
    needs = {
        "interpreter_needed": "no",
        "has_responsibilities": "no",
        "other_needs": "A ramp",
        "version": version,
    }
    assert mine.post(page_of(draft, "draft-needs"), needs).status_code == 302

    until = clock.today() + timedelta(days=120)
    answered = {
        "enforceable_days": "9",
        "deadline_on": f"{until:%d/%m/%Y}",
        "reason": "A whole thought",
        "further_information": "Prefers mornings",
    }
    saved = mine.post(page_of(draft, "draft-delivery"), {**answered, **seen})

    assert saved.status_code == 302
    draft.refresh_from_db()
    assert (draft.reason, draft.other_needs) == ("A whole thought", "A ramp")


def test_another_referral_of_the_person_keeps_its_own(by, mine, draft):
    other = a_complete_draft(by=by, person=draft.person)
    leave(mine, draft)
    leave(mine, other, other_needs="Needs large print")

    discard_draft(draft.pk, by=by, at=clock.now())

    assert [kept.data["other_needs"] for kept in Draft.objects.all()] == [["Needs large print"]]


def test_sending_ends_what_was_typed_on_its_pages(by, mine, draft):
    leave(mine, draft, "draft-risk-edit", WHO_IS_AT_RISK="Not for anybody")

    sent = send_referral(draft.pk, by=by, at=clock.now())

    assert sent.state == "SENT"
    assert not Draft.objects.exists()


def test_a_draft_that_expires_takes_its_pages_with_it(mine, draft):
    leave(mine, draft)

    assert forget_old_drafts(at=clock.now() + timedelta(days=90)) == 1

    assert not Draft.objects.exists()


def test_asking_for_a_date_keeps_what_was_first_seen_of_a_page(mine, draft):
    address = page_of(draft, "draft-delivery")
    seen = draft.version
    type(draft).objects.filter(pk=draft.pk).update(version=seen + 1)

    suggested = mine.post(address, {"do": "suggest", "enforceable_days": "9", "version": seen, "was": "x"})

    assert f'name="version" value="{seen}"' in suggested.content.decode()


def test_withdrawing_can_wait_and_says_which_referral(frozen_day, client_of):
    referral = an_assigned_referral()
    mine, address = client_of(referral.sent_by), f"/referrals/{referral.reference}/withdraw"

    mine.post(address, {"reason": "MOV", "comments": "Moved to", **LATER})
    kept = Draft.objects.get()
    listed = words(mine.get("/drafts"))

    assert f"Withdraw referral: {referral.reference}" in listed
    assert referral.person.crn in listed
    assert "Moved to</textarea>" in words(mine.get(kept.resume_address))
    done = mine.post(address, {"reason": "MOV", "comments": "Moved to Leeds.", "do": "confirm"})
    assert done.status_code == 302
    assert not Draft.objects.exists()


def test_feedback_can_wait_and_is_not_mixed_with_a_booking(frozen_day, client_of):
    referral = an_assigned_referral()
    caseworker = referral.assignments.get().caseworker
    at = clock.now()
    tomorrow = frozen_day.today + timedelta(days=1)
    booking = Booking(on=tomorrow, starts=time(10), length_minutes=60, method=AppointmentMethod.PHONE_CALL)
    book_assessment(referral.pk, booking, place=Place(), by=caseworker, at=at)
    frozen_day.move_to(frozen_day.today + timedelta(days=3))
    theirs = client_of(caseworker)
    address = reverse("referrals:assessment-appointment", args=[referral.reference])

    theirs.post(address, {"outcome": "HAPPENED", "summary": "We talked about", **LATER})
    feedback = words(theirs.get(f"{address}?draft=resume"))
    booking = read_page(theirs, address, do="rebook", draft="resume")

    assert "We talked about</textarea>" in feedback
    assert "Who asked for the change?" in booking
    assert "We talked about" not in booking
    assert "Continue from the draft" not in booking
