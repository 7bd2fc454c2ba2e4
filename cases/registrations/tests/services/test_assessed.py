"""What a completed assessment does to the registration of RoSH."""

from datetime import timedelta

import pytest

from cases.models import Registration
from cases.registrations.services.assessed import keep_rosh
from cases.registrations.tests.services.adding import TODAY, add
from core import clock

pytestmark = pytest.mark.django_db


def test_the_rosh_of_an_assessment_leaves_the_same_level_as_it_was(person, practitioner):
    registration = add(person, "RHRH", practitioner, registered_on=TODAY - timedelta(days=40))

    kept = keep_rosh(person.pk, register="RHRH", on=TODAY, by=practitioner, at=clock.now())

    assert kept.pk == registration.pk
    assert Registration.objects.filter(person=person).count() == 1
