"""A part of the national index has staff and referrals in proportion to its people."""

import pytest
from django.db.models import F

from core.models import Staff, TeamMembership, User
from probation.demonstration import accounts
from probation.demonstration.national import PEOPLE_TO_A_REFERRAL, make_colleagues, make_referrals
from probation.tests.demonstration.worlds import ON
from referrals.models import Referral

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.django_db]
SIGN_INS = [sign_in.username for sign_in in accounts.SIGN_INS]


def test_there_is_a_member_of_staff_to_fifty_people_and_an_account_for_who_holds_cases():
    make_colleagues(6_000, seed=1, on=ON)

    staff = Staff.objects.exclude(code__endswith="U")
    assert staff.count() == 120
    assert not staff.exclude(pk__in=TeamMembership.objects.values("staff")).exists()
    assert not staff.filter(allocations__ended_on=None, allocations__isnull=False, user=None).exists()


def test_referrals_are_told_of_people_whom_others_hold_until_there_are_enough():
    make_colleagues(60, seed=1, on=ON)
    users = {user.username: user for user in User.objects.filter(username__in=SIGN_INS)}
    before = set(Referral.objects.values_list("pk", flat=True))

    made = make_referrals((len(before) + 4) * PEOPLE_TO_A_REFERRAL, users, seed=1, today=ON)

    told = Referral.objects.exclude(pk__in=before)
    assert made == told.count() == 4
    assert not told.filter(sent_by__username__in=SIGN_INS).exists()
    assert not told.exclude(sent_by=None).exclude(sent_by=F("practitioner__user")).exists()
    for referral in told.exclude(assignments=None):
        assert referral.assignments.first().caseworker.supplier == referral.contract.prime
