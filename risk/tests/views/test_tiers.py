"""What risk adds to the tier page: how the tier was reached."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import RegistrationType
from cases.tests.factories import PersonFactory, RegistrationFactory
from core import clock
from risk.services.recalculation import recalculate_person

pytestmark = pytest.mark.django_db


def test_the_tier_says_how_it_was_reached_with_points_and_history(practitioner_client):
    person = PersonFactory(on_licence=True, allocated=True)
    recalculate_person(person.pk, by=None, at=clock.now() - timedelta(days=20))
    RegistrationFactory(person=person)
    recalculate_person(person.pk, by=None, at=clock.now())

    page = practitioner_client.get(reverse("cases:tier", args=[person.crn])).content.decode()

    assert "Tier B2: protect level B from 20 points" in page
    assert "RoSH is now high" in page
    assert "RoSH High" in page
    assert "Tier over time" in page
    assert "D2" in page


def test_new_points_for_the_same_tier_are_shown_as_they_are_counted_now(practitioner_client):
    person = PersonFactory(on_licence=True, allocated=True)
    RegistrationFactory(person=person)
    recalculate_person(person.pk, by=None, at=clock.now() - timedelta(days=20))
    RegistrationFactory(person=person, type=RegistrationType.objects.get(code="RMDO"))
    recalculate_person(person.pk, by=None, at=clock.now())

    page = practitioner_client.get(reverse("cases:tier", args=[person.crn])).content.decode()

    now, before = page.split("Tier history", 1)
    assert "Tier B2: protect level B from 22 points" in now
    assert "20 points, change" not in now
    assert "Tier B2: protect level B from 20 points" in before
