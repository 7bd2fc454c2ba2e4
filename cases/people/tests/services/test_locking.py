"""The lock that every act takes refuses records that may not be written to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Person
from cases.people.services.locking import lock_one_of, lock_person
from cases.tests.factories import PersonFactory
from core import clock
from core.errors import RuleBroken

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(frozen_day):
    return PersonFactory(allocated=True)


def remove(person):
    Person.objects.filter(pk=person.pk).update(removed_at=clock.now(), removed_because="Entered twice")


def merge(person):
    Person.objects.filter(pk=person.pk).update(merged_into=PersonFactory(crn="X000777"))


def test_a_record_that_stands_is_locked_against_other_acts_alone(person):
    with CaptureQueriesContext(connection) as queries:
        locked = lock_person(person.pk)

    assert locked == person
    assert len(queries) == 1
    assert 'FOR NO KEY UPDATE OF "cases_person"' in queries[0]["sql"]


def test_a_removed_record_is_refused_in_words(person):
    remove(person)

    with pytest.raises(RuleBroken, match="entered by mistake") as refused:
        lock_person(person.pk)

    assert refused.value.code == "PERSON_REMOVED"


def test_a_merged_record_is_refused_with_the_one_to_use(person):
    merge(person)

    with pytest.raises(RuleBroken, match="merged into X000777") as refused:
        lock_person(person.pk)

    assert refused.value.code == "PERSON_MERGED"


def test_nobody_has_that_key(person):
    with pytest.raises(Person.DoesNotExist):
        lock_person(person.pk + 1)


def test_another_record_is_locked_even_when_it_was_merged(person):
    merge(person)

    assert lock_one_of(Person.objects.filter(pk=person.pk)) == person
    assert lock_one_of(Person.objects.filter(pk=person.pk + 1000)) is None
