"""The factories' traits mean what they say."""

import pytest

from core.access import roles_of
from core.tests.factories import StaffFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_practitioner_has_the_role_and_a_staff_record_in_a_team():
    user = UserFactory(practitioner=True)

    assert roles_of(user) == {"PP"}
    assert user.staff.teams.count() == 1


def test_a_user_may_hold_two_roles_and_choose_the_team():
    team = TeamFactory()

    user = UserFactory(practitioner=True, senior=True, staff__team=team)

    assert roles_of(user) == {"PP", "SPO"}
    assert list(user.staff.teams.all()) == [team]


def test_a_suppliers_user_has_a_supplier_and_no_staff_record():
    user = UserFactory(supplier_manager=True)

    assert user.supplier is not None
    assert not hasattr(user, "staff")


def test_unallocated_staff_say_so():
    assert StaffFactory(unallocated=True).name == "Unallocated"


def test_the_frozen_day_is_what_the_clock_says(frozen_day):
    from core import clock

    assert clock.today().isoformat() == "2026-03-02"
