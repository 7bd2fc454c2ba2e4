"""Who holds a case, and who answers for it while nobody does."""

import pytest

from cases.allocations.queries.holders import allocated_holder_of, holder_of, holders, holders_of
from cases.tests.factories import AllocationFactory, EventFactory, PersonFactory
from core.models import Region
from core.tests.factories import StaffFactory

pytestmark = pytest.mark.django_db


def test_the_officer_and_team_of_the_open_allocation_hold_the_case(django_assert_num_queries):
    held = AllocationFactory()

    with django_assert_num_queries(1):
        holder = allocated_holder_of(held.person_id)
        assert (holder.staff, holder.team) == (held.staff, held.team)
    assert holder_of(held.person_id) == holder
    assert holder.is_allocated


@pytest.mark.parametrize("trait", ["nothing", "ended", "of an event", "unallocated"])
def test_without_an_officer_the_regions_unallocated_one_answers(trait):
    person = PersonFactory()
    if trait == "ended":
        AllocationFactory(person=person, ended=True)
    elif trait == "of an event":
        AllocationFactory(person=person, event=EventFactory(person=person))
    elif trait == "unallocated":
        AllocationFactory(person=person, staff=StaffFactory(unallocated=True))

    holder = holder_of(person.pk)

    assert holder.staff.is_unallocated
    assert holder.team.region == person.region
    assert not holder.is_allocated
    assert allocated_holder_of(person.pk) is None


def test_many_people_are_asked_about_at_once(django_assert_num_queries):
    held, nobodys = AllocationFactory(), PersonFactory()

    with django_assert_num_queries(1):
        found = holders_of([held.person_id, nobodys.pk])
        assert [found[held.person_id].staff, found[nobodys.pk].is_allocated] == [held.staff, False]


def test_a_region_without_unallocated_officer_is_a_fault_of_the_reference_data():
    elsewhere = PersonFactory(region=Region.objects.create(code="Q99", name="Nowhere"))
    held = AllocationFactory(person__region=elsewhere.region)

    assert holder_of(held.person_id).staff == held.staff
    assert allocated_holder_of(elsewhere.pk) is None
    with pytest.raises(LookupError, match=str(elsewhere.pk)):
        holder_of(elsewhere.pk)


def test_more_of_the_holders_rows_come_in_the_same_query(django_assert_num_queries):
    held = AllocationFactory()
    pdu = held.team.pdu

    with django_assert_num_queries(1):
        holder = allocated_holder_of(held.person_id, holders().select_related("staff__user", "team__pdu"))
        assert holder.team.pdu == pdu
        assert holder.staff.user is None
