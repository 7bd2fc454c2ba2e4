"""The training index: activities, and which job title is taught which."""

from django.db import models

from core import history
from core.models import JobTitle
from core.models.bases import CodeRow


@history.kept()
class Activity(CodeRow):
    """Something people do here. Code: the OCA code, or a slug of its name.

    screen       name of the address where it is done; needs_person when that is a page about a person
    is_nearest   the screen that does it is not here yet: `screen` is the nearest there is
    """

    system = models.CharField(max_length=10)
    category = models.CharField(max_length=100)
    screen = models.CharField(max_length=60)
    needs_person = models.BooleanField(default=False)
    is_nearest = models.BooleanField("the screen is only the nearest", default=False)
    steps = models.TextField(blank=True)

    class Meta(CodeRow.Meta):
        verbose_name_plural = "activities"


@history.kept()
class IndexEntry(models.Model):
    """A row of the training index: 355 in all."""

    row_number = models.PositiveSmallIntegerField(unique=True)
    job_title = models.ForeignKey(JobTitle, models.PROTECT, related_name="index_entries")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="entries")
    teaches = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "index entries"
        constraints = [
            models.UniqueConstraint(
                fields=["job_title", "activity"], name="an_activity_is_taught_once_to_a_job_title"
            )
        ]
