"""Adding and ending registrations, and what each writes into the record."""

from datetime import date, timedelta

import pytest

from cases.models import Contact, Deadline, Registration
from cases.registrations.services.registering import end_registration
from cases.registrations.tests.services.adding import TODAY, add, contacts_of
from cases.tests.factories import AllocationFactory, PersonFactory, RegistrationFactory
from core import clock
from core.errors import RuleBroken
from core.models import OutboxRow

pytestmark = pytest.mark.django_db


def test_adding_opens_a_review_with_its_contact_and_deadline(person, practitioner):
    registration = add(person, "RHRH", practitioner)

    due_on = date(2026, 9, 2)
    assert registration.next_review_on == due_on
    assert contacts_of(person) == [("ERGN", TODAY), ("ERGR", due_on)]
    review = registration.reviews.get()
    assert (review.due_on, review.contact.type.code) == (due_on, "ERGR")
    deadline = Deadline.objects.get(person=person)
    assert (deadline.due_on, deadline.staff) == (due_on, person.allocations.get().staff)


def test_adding_tells_the_other_apps(person, practitioner):
    add(person, "RHRH", practitioner)

    row = OutboxRow.objects.get(kind="cases.RegistrationChanged")
    assert row.payload == {"person_id": person.pk, "crn": person.crn, "register": "RHRH"}


def test_the_person_shows_the_level_of_the_open_rosh_registration(person, practitioner):
    add(person, "RMRH", practitioner)
    person.refresh_from_db()
    assert person.rosh_level == "MEDIUM"

    add(person, "RVHR", practitioner)
    person.refresh_from_db()

    assert person.rosh_level == "VERY_HIGH"
    open_now = Registration.objects.filter(person=person, deregistered_on=None)
    assert [row.type.code for row in open_now] == ["RVHR"]
    ended = Registration.objects.get(person=person, type__code="RMRH")
    assert (
        ended.notes.get(is_end_reason=True).text == "Ended because Very High RoSH was added on 2 March 2026"
    )


def test_a_type_is_open_once(person, practitioner):
    add(person, "RMRH", practitioner)

    with pytest.raises(RuleBroken) as refused:
        add(person, "RMRH", practitioner)

    assert refused.value.code == "ALREADY_REGISTERED"
    assert Registration.objects.filter(person=person).count() == 1


def test_a_refusal_names_all_that_is_wrong_and_writes_nothing(person, practitioner):
    with pytest.raises(RuleBroken) as refused:
        add(person, "MAPP", practitioner, registered_on=TODAY + timedelta(days=1))

    assert {rule.code for rule in refused.value.all} == {
        "LEVEL_REQUIRED",
        "CATEGORY_REQUIRED",
        "REGISTERED_IN_FUTURE",
    }
    assert not Registration.objects.exists()
    assert not OutboxRow.objects.exists()


def test_why_it_ended_stands_beside_what_was_noted_when_it_began(person, practitioner):
    registration = add(person, "RHRH", practitioner, notes="Threatened a neighbour.")

    end_registration(registration.pk, on=TODAY, notes="Moved away.", by=practitioner, at=clock.now())

    noted = registration.notes.order_by("pk").values_list("text", "is_end_reason", "created_by")
    assert list(noted) == [
        ("Threatened a neighbour.", False, practitioner.pk),
        ("Moved away.", True, practitioner.pk),
    ]


def test_ending_clears_the_level_and_writes_a_contact(person, practitioner):
    registration = add(person, "RHRH", practitioner)

    end_registration(registration.pk, on=TODAY, notes="No longer needed", by=practitioner, at=clock.now())

    person.refresh_from_db()
    registration.refresh_from_db()
    assert person.rosh_level == ""
    assert (registration.deregistered_on, registration.next_review_on) == (TODAY, None)
    assert registration.notes.get(is_end_reason=True).text == "No longer needed"
    assert contacts_of(person) == [("ERGD", TODAY), ("ERGN", TODAY)]


def test_an_ended_registration_is_not_changed(practitioner, frozen_day):
    registration = RegistrationFactory(ended=True)
    ended_on = registration.deregistered_on

    with pytest.raises(RuleBroken) as refused:
        end_registration(registration.pk, on=TODAY, notes="Again", by=practitioner, at=clock.now())

    assert refused.value.code == "ENDED_ALREADY"
    registration.refresh_from_db()
    assert registration.deregistered_on == ended_on
    assert contacts_of(registration.person) == []
    assert not registration.notes.exists()


def test_the_contacts_go_to_whoever_holds_the_case(practitioner, frozen_day):
    allocation = AllocationFactory()

    add(allocation.person, "RHRH", practitioner)

    assert {row.staff for row in Contact.objects.filter(person=allocation.person)} == {allocation.staff}


def test_a_person_nobody_holds_is_the_regions_unallocated_officers(practitioner, frozen_day):
    person = PersonFactory()

    registration = add(person, "RHRH", practitioner)

    assert registration.staff.is_unallocated
    assert registration.team.code == f"{person.region.code}UAT"
