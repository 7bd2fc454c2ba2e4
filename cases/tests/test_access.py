"""Which people are in sight, what a list shows of the others, and who may edit a contact."""

from datetime import timedelta

import pytest

from cases import access
from cases.models import Contact, LimitedAccess, Person
from cases.tests.factories import AllocationFactory, ContactFactory, LimitedAccessFactory, PersonFactory
from core import clock
from core.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
OPEN, LIMITED_OPEN, CLOSED = (True, False), (True, True), (False, True)
#: what limits the record -> whether the user may open it, and whether it is limited at all.
#: An entry is its kind, whether it names the user, and the hours until it ends, None for never.
LIMITS = {
    "nothing": ([], OPEN),
    "an exclusion of the user": ([("EXCLUSION", True, None)], CLOSED),
    "an exclusion of another": ([("EXCLUSION", False, None)], LIMITED_OPEN),
    "an exclusion that has ended": ([("EXCLUSION", True, -1)], OPEN),
    "an exclusion that ends tomorrow": ([("EXCLUSION", True, 24)], CLOSED),
    "a restriction to the user": ([("RESTRICTION", True, None)], LIMITED_OPEN),
    "a restriction to another": ([("RESTRICTION", False, None)], CLOSED),
    "a restriction to both": ([("RESTRICTION", True, None), ("RESTRICTION", False, None)], LIMITED_OPEN),
    "a restriction that has ended": ([("RESTRICTION", False, -1)], OPEN),
    "the user's part of a restriction ended": (
        [("RESTRICTION", True, -1), ("RESTRICTION", False, None)],
        CLOSED,
    ),
    "restricted to the user, who is excluded": (
        [("RESTRICTION", True, None), ("EXCLUSION", True, None)],
        CLOSED,
    ),
}


def limit(person, user, entries, *, at):
    for kind, names_user, hours in entries:
        LimitedAccessFactory(
            person=person,
            kind=LimitedAccess.EXCLUSION if kind == "EXCLUSION" else LimitedAccess.RESTRICTION,
            user=user if names_user else UserFactory(),
            ended_at=None if hours is None else at + timedelta(hours=hours),
        )


@pytest.mark.parametrize("situation", LIMITS)
def test_a_list_a_page_and_a_row_give_one_answer(situation, practitioner):
    entries, (may_open, is_limited) = LIMITS[situation]
    person, at = PersonFactory(), clock.now()
    limit(person, practitioner, entries, at=at)

    look = access.look_at(person, practitioner, at=at)

    assert (look.decision.allowed, look.is_limited) == (may_open, is_limited)
    assert access.may_open(person, practitioner, at=at).allowed is may_open
    assert access.visible_to(practitioner, at=at).filter(pk=person.pk).exists() is may_open
    assert (person.pk in access.limited_access_of([person.pk], practitioner, at=at)) is not may_open
    assert access.masked([person], practitioner, at=at, person_of=lambda row: row) == (
        [person] if may_open else [access.MaskedRow(person.crn)]
    )


def test_removed_people_and_anothers_practice_are_out_of_sight(practitioner):
    PersonFactory(removed=True)
    PersonFactory(practice=True)
    person = PersonFactory()

    assert list(access.visible_to(practitioner)) == [person]


def test_masked_rows_come_last_in_the_order_of_their_keys_alone(practitioner):
    hidden = [PersonFactory(surname=name, excluded=True, limits__user=practitioner) for name in ("Zee", "Aa")]
    shown = [PersonFactory(surname=name) for name in ("Miles", "Byrd")]
    contacts = {row.person_id: row for row in [ContactFactory(person=person) for person in hidden + shown]}
    rows = Contact.objects.all()

    rising = access.hidden_last(rows.order_by("person__surname"), practitioner, at=clock.now())
    falling = access.hidden_last(rows.order_by("-person__surname"), practitioner, at=clock.now())

    zee, aa, miles, byrd = (contacts[person.pk] for person in hidden + shown)
    assert list(rising) == [byrd, miles, zee, aa]
    assert list(falling) == [miles, byrd, zee, aa]


@pytest.mark.parametrize(
    ("entries", "maintains"),
    [
        pytest.param([("RESTRICTION", False, None)], True, id="left out by a restriction"),
        pytest.param([("EXCLUSION", True, None)], False, id="excluded"),
        pytest.param([("EXCLUSION", True, -1)], True, id="excluded once"),
    ],
)
def test_whom_an_exclusion_names_does_not_maintain_the_limits(entries, maintains, data_quality, senior):
    person, at = PersonFactory(), clock.now()
    limit(person, data_quality, entries, at=at)

    assert access.may_maintain_limits(person.pk, data_quality, at=at) is maintains
    assert access.may_maintain_limits(person.pk, senior, at=at) is False


def test_the_record_opened_last_is_not_one_that_was_closed_since(practitioner_client, practitioner):
    first, last = PersonFactory(), PersonFactory()
    for person in (first, last):
        practitioner_client.get(f"/case/{person.crn}/")
    assert access.last_opened_crn(practitioner, at=clock.now()) == last.crn

    LimitedAccessFactory(person=last, user=practitioner)

    assert access.last_opened_crn(practitioner, at=clock.now()) == first.crn


@pytest.mark.parametrize(
    ("who", "may_edit"),
    [
        ("the author", True),
        ("the officer of the contact", True),
        ("the holder of the case", True),
        ("another practitioner", False),
        ("case administration", True),
        ("a senior", True),
        ("a practitioner without a staff record", False),
        ("a receptionist", False),
        ("a supplier", False),
    ],
)
def test_who_may_edit_a_contact(who, may_edit):
    author, officer, holder = (UserFactory(practitioner=True) for _ in range(3))
    person = PersonFactory()
    AllocationFactory(person=person, staff=holder.staff)
    contact = ContactFactory(person=person, created_by=author, staff=officer.staff)
    users = {
        "the author": lambda: author,
        "the officer of the contact": lambda: officer,
        "the holder of the case": lambda: holder,
        "another practitioner": lambda: UserFactory(practitioner=True),
        "case administration": lambda: UserFactory(case_admin=True),
        "a senior": lambda: UserFactory(senior=True),
        "a practitioner without a staff record": lambda: UserFactory(practitioner=True, staff=None),
        "a receptionist": lambda: UserFactory(receptionist=True),
        "a supplier": lambda: UserFactory(supplier_caseworker=True),
    }

    assert access.may_edit_contact(contact, users[who]()) is may_edit


def test_people_without_limits_cost_one_query(practitioner, django_assert_num_queries):
    people, at = [PersonFactory() for _ in range(3)], clock.now()

    with django_assert_num_queries(1):
        access.masked(people, practitioner, at=at, person_of=lambda row: row)
    with django_assert_num_queries(1):
        assert len(list(Person.objects.filter(pk__in=access.visible_to(practitioner, at=at)))) == 3
