"""A referral knows when the soonest of its open deadlines is due."""

from datetime import timedelta

import pytest

from cases.models import Deadline
from core import clock
from core.reasons import Reason
from referrals.codes import DeadlineKind
from referrals.models import Referral
from referrals.rules.deadlines import Due
from referrals.services import deadlines
from referrals.tests.factories import a_practitioner, a_sent_referral

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return a_practitioner()


@pytest.fixture
def referral(by):
    """One whose initial assessment is due."""
    return a_sent_referral(by=by)


def next_due_at(referral):
    return Referral.objects.values_list("next_due_at", flat=True).get(pk=referral.pk)


def open_first_response(referral, *, in_hours, by):
    at = clock.now()
    due = Due(
        kind=DeadlineKind.FIRST_RESPONSE,
        rule=Reason("Urgent"),
        on=clock.day_of(at + timedelta(hours=in_hours)),
        at=at + timedelta(hours=in_hours),
    )
    return deadlines.open_for_supplier(referral, due, began_at=at, by=by, at=at)


def test_what_is_due_sooner_is_next_and_what_is_later_is_not(referral, by):
    assessment = Deadline.objects.get(about=deadlines.about(referral))
    before = next_due_at(referral)
    sooner = open_first_response(referral, in_hours=3, by=by)

    assert before == assessment.due_at
    assert next_due_at(referral) == sooner.due_at
    later = open_first_response(referral, in_hours=24 * 90, by=by)
    assert later.pk == sooner.pk
    assert next_due_at(referral) == assessment.due_at


def test_what_is_met_or_cancelled_is_due_no_more(referral, by):
    at, assessment = clock.now(), Deadline.objects.get(about=deadlines.about(referral))
    open_first_response(referral, in_hours=3, by=by)

    deadlines.meet_first_response(referral, by=by, at=at)
    after_one = next_due_at(referral)
    deadlines.cancel(referral, DeadlineKind.INITIAL_ASSESSMENT, because="Moved", by=by, at=at)

    assert after_one == assessment.due_at
    assert next_due_at(referral) is None


def test_nothing_is_due_once_all_are_cancelled(referral, by):
    open_first_response(referral, in_hours=3, by=by)

    deadlines.cancel_all(referral, because="Withdrawn", by=by, at=clock.now())

    assert next_due_at(referral) is None


def test_when_it_is_due_is_no_change_of_the_referral(referral, by):
    kept = referral.history.count()

    open_first_response(referral, in_hours=3, by=by)

    assert referral.history.count() == kept
