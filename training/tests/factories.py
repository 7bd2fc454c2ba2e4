"""Factories for activities and rows of the training index."""

import factory

from core.tests.factories import JobTitleFactory
from training.models import Activity, IndexEntry


class ActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Activity

    code = factory.Sequence(lambda n: f"activity-{n}")
    words = factory.Sequence(lambda n: f"Activity {n}")
    system = "NDelius"
    category = "Searching"
    screen = "cases:search"


class IndexEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = IndexEntry

    row_number = factory.Sequence(lambda n: 1000 + n)
    job_title = factory.SubFactory(JobTitleFactory)
    activity = factory.SubFactory(ActivityFactory)
    teaches = "How it is done"
