"""Locks a person's record for an act that writes to it. No other module locks one."""

from django.db.models import QuerySet

from cases.models import Person
from core.errors import RuleBroken
from core.reasons import Reason


def lock_person(person_id: int) -> Person:
    """The person, locked until the transaction ends, so that acts on one record wait for each other.

    Every service of the record takes this lock before any other; one of a referral locks the referral first.
    Others may meanwhile insert rows that only point at the person, since no act changes the person's key.
    Costs 1 query.

    raises   RuleBroken PERSON_REMOVED or PERSON_MERGED; Person.DoesNotExist for a key nobody has
    """
    person = _locked(Person.objects.filter(pk=person_id)).get()
    check_stands(person)
    return person


def check_stands(person: Person) -> None:
    """A record that was removed or merged away is not written to. No query, unless it was merged.

    raises   RuleBroken PERSON_REMOVED or PERSON_MERGED
    """
    if person.removed_at is not None:
        raise RuleBroken("PERSON_REMOVED", "This record was removed because it was entered by mistake")
    if person.merged_into is not None:
        survivor = person.merged_into.crn
        raise RuleBroken(
            "PERSON_MERGED", Reason("This record was merged into {crn}: use that record", crn=survivor)
        )


def lock_one_of(people: QuerySet[Person]) -> Person | None:
    """The first of the people, locked even if the record was removed or merged; None when there is nobody.

    For an act that takes something away from another record, such as a number that only one may have.
    """
    return _locked(people).first()


def _locked(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.select_for_update(of=("self",), no_key=True)
