"""Registers and tiers."""

import factory
from factory.django import DjangoModelFactory

from cases import models
from cases.tests.factories.parts import hours_ago, now, row, team_of
from cases.tests.factories.people import PersonFactory
from core.tests.factories import StaffFactory, days_ago, days_ahead


class RegistrationFactory(DjangoModelFactory):
    """High RoSH, to be reviewed in two months."""

    person = factory.SubFactory(PersonFactory)
    type = row(models.RegistrationType, "RHRH")
    registered_on = days_ago(120)
    staff = factory.SubFactory(StaffFactory)
    team = team_of("staff")
    next_review_on = days_ahead(60)
    created_at = updated_at = now()

    class Meta:
        model = models.Registration

    class Params:
        ended = factory.Trait(deregistered_on=days_ago(5), next_review_on=None)


class RegistrationReviewFactory(DjangoModelFactory):
    registration = factory.SubFactory(RegistrationFactory)
    due_on = days_ahead(60)
    created_at = updated_at = now()

    class Meta:
        model = models.RegistrationReview


class ManagementTierFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    code = "B2"
    began_at = hours_ago(24)
    reason = row(models.TierChangeReason, "ATS")
    created_at = updated_at = now()

    class Meta:
        model = models.ManagementTier


class RegistrationNoteFactory(DjangoModelFactory):
    registration = factory.SubFactory(RegistrationFactory)
    text = "Threatened a neighbour."
    created_at = updated_at = now()

    class Meta:
        model = models.RegistrationNote
