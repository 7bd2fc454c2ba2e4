"""Reviews of a registration: completed, opened, and taken back when the registration ends."""

from datetime import date, timedelta

import pytest

from cases.models import Contact, Deadline
from cases.registrations.services.registering import end_registration
from cases.registrations.services.reviews import ReviewDetails, review_registration
from cases.registrations.tests.services.adding import TODAY, add, contacts_of
from cases.tests.factories import ContactAlertFactory
from core import clock
from core.errors import StaleVersion
from core.models import AuditEntry, OutboxRow

pytestmark = pytest.mark.django_db


def test_a_replaced_registration_drops_its_review_and_the_contact_that_announced_it(person, practitioner):
    add(person, "RMRH", practitioner)

    add(person, "RHRH", practitioner)

    assert Deadline.objects.filter(person=person, cancelled_at=None).count() == 1
    assert contacts_of(person) == [
        ("ERGD", TODAY),
        ("ERGN", TODAY),
        ("ERGN", TODAY),
        ("ERGR", date(2026, 9, 2)),
    ]


def test_the_contact_that_announced_a_review_is_taken_back_like_any_other(person, practitioner):
    registration = add(person, "RHRH", practitioner)
    announced = registration.reviews.get().contact
    holder = person.allocations.get()
    ContactAlertFactory(contact=announced, staff=holder.staff, team=holder.team)

    end_registration(registration.pk, on=TODAY, by=practitioner, at=clock.now())

    version = announced.version
    announced.refresh_from_db()
    assert (announced.removed_by, announced.removed_because) == (
        practitioner,
        "The registration ended before this review",
    )
    assert announced.version == version + 1
    assert not announced.alerts.filter(cleared_at=None).exists()
    entry = AuditEntry.objects.get(act="contact-withdrawn")
    assert (entry.crn, entry.by_id) == (person.crn, practitioner.pk)
    told = OutboxRow.objects.filter(kind="cases.ContactRecorded", payload__contact_id=announced.pk)
    assert told.count() == 2  # its entry and its withdrawal


def test_the_contact_of_a_review_on_the_day_of_the_end_stays(person, practitioner):
    registration = add(person, "RHRH", practitioner, next_review_on=TODAY + timedelta(days=1))
    announced = registration.reviews.get().contact
    Contact.objects.filter(pk=announced.pk).update(on=TODAY)

    end_registration(registration.pk, on=TODAY, by=practitioner, at=clock.now())

    announced.refresh_from_db()
    assert announced.removed_at is None
    assert not AuditEntry.objects.filter(act="contact-withdrawn").exists()


def test_reviewing_completes_the_open_review_and_opens_the_next(person, practitioner, frozen_day):
    registration = add(person, "MAPP", practitioner, level="M1", category="M2")
    frozen_day.move_to(date(2026, 5, 20))

    review_registration(
        registration.pk,
        ReviewDetails(reviewed_on=date(2026, 5, 20), level="M2", category="M2", notes="Moved to level 2."),
        version=registration.version,
        by=practitioner,
        at=clock.now(),
    )

    registration.refresh_from_db()
    done, following = registration.reviews.order_by("due_on")
    assert (done.reviewed_on, done.level.code, done.notes) == (date(2026, 5, 20), "M2", "Moved to level 2.")
    assert (following.reviewed_on, following.due_on) == (None, date(2026, 8, 20))
    assert (registration.level.code, registration.registered_on) == ("M2", TODAY)
    assert list(Deadline.objects.filter(person=person, met_at=None).values_list("due_on", flat=True)) == [
        date(2026, 8, 20)
    ]


def test_a_review_that_ends_the_registration_is_kept_with_its_findings(person, practitioner, frozen_day):
    registration = add(person, "RHRH", practitioner)
    announced = registration.reviews.get().contact
    frozen_day.move_to(date(2026, 5, 20))

    end_registration(
        registration.pk,
        on=date(2026, 5, 20),
        notes="Risk has fallen.",
        at_review=True,
        version=registration.version,
        by=practitioner,
        at=clock.now(),
    )

    registration.refresh_from_db()
    announced.refresh_from_db()
    review = registration.reviews.get()
    assert (registration.deregistered_on, registration.next_review_on) == (date(2026, 5, 20), None)
    assert (review.reviewed_on, review.notes) == (date(2026, 5, 20), "Risk has fallen.")
    assert registration.notes.get(is_end_reason=True).text == "Risk has fallen."
    assert announced.removed_at is not None
    deadline = Deadline.objects.get(person=person)
    assert (deadline.met_at, deadline.cancelled_at) == (clock.now(), None)
    assert AuditEntry.objects.filter(act="registration-ended", crn=person.crn).count() == 1
    assert OutboxRow.objects.filter(kind="cases.RegistrationChanged").count() == 2


def test_a_review_of_a_version_that_has_moved_on_is_refused(person, practitioner):
    registration = add(person, "RMRH", practitioner)

    with pytest.raises(StaleVersion):
        review_registration(
            registration.pk, ReviewDetails(reviewed_on=TODAY), version=99, by=practitioner, at=clock.now()
        )

    assert registration.reviews.get().reviewed_on is None
