"""Disabilities and adjustments."""

from datetime import timedelta

import pytest

from cases.models import Disability
from cases.people.services import disabilities
from cases.people.services.disabilities import AdjustmentDetails, DisabilityDetails
from cases.tests import factories
from core import clock
from core.errors import RuleBroken

pytestmark = pytest.mark.django_db


def test_no_disability_and_a_disability_are_not_open_together(person, act):
    disabilities.add_disability(person.pk, DisabilityDetails(type="ND", started_on=clock.today()), **act)

    with pytest.raises(RuleBroken) as broken:
        disabilities.add_disability(person.pk, DisabilityDetails(type="RM", started_on=clock.today()), **act)

    assert broken.value.code == "NO_DISABILITY_OPEN"
    assert Disability.objects.count() == 1


def test_an_adjustment_is_for_the_persons_own_disability(person, act):
    another = factories.DisabilityFactory()
    type_code = factories.AdjustmentFactory(person=person).type.code

    with pytest.raises(RuleBroken) as broken:
        disabilities.add_adjustment(
            person.pk,
            AdjustmentDetails(type=type_code, disability_id=another.pk, started_on=clock.today()),
            **act,
        )

    assert broken.value.code == "DISABILITY_UNKNOWN"
    assert person.adjustments.count() == 1


def test_a_disability_that_ends_before_an_adjustment_for_it_began_is_refused(person, act):
    today = clock.today()
    disability = factories.DisabilityFactory(person=person, started_on=today - timedelta(days=60))
    factories.AdjustmentFactory(person=person, disability=disability, started_on=today - timedelta(days=10))
    details = DisabilityDetails(
        type=disability.type.code, started_on=disability.started_on, ended_on=today - timedelta(days=20)
    )

    with pytest.raises(RuleBroken) as broken:
        disabilities.change_disability(disability.pk, details, person_id=person.pk, version=None, **act)

    assert (broken.value.code, broken.value.field) == ("BEFORE_ADJUSTMENT", "ended_on")
    disability.refresh_from_db()
    assert disability.ended_on is None
