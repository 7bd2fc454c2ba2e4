"""Disabilities and adjustments."""

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
