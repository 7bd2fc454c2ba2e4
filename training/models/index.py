"""The training index: activities, and which of them each job title is taught."""

from django.db import models

from core import history
from core.models import JobTitle
from core.models.bases import CodeRow
from training.codes import Standing


@history.kept()
class Activity(CodeRow):
    """An activity of the training guide. `code` is the OCA code, or a slug of the activity's name.

    screen            URL name of the screen where it is done, or of the nearest one while it is still to come
    needs_person      the screen is about a person
    standing          training.codes.Standing
    act_permissions   permissions that it needs where it changes the record, separated by spaces
    """

    system = models.CharField(max_length=10)
    category = models.CharField(max_length=100)
    screen = models.CharField(max_length=60)
    needs_person = models.BooleanField(default=False)
    standing = models.CharField(max_length=10, default="HERE", choices=Standing.choices())
    act_permissions = models.CharField(max_length=200, blank=True)
    steps = models.TextField(blank=True)

    class Meta(CodeRow.Meta):
        verbose_name_plural = "activities"


@history.kept()
class IndexEntry(models.Model):
    """A row of the training index: what a job title is taught about an activity. There are 355."""

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

    def __str__(self) -> str:
        return f"{self.job_title}: {self.activity}"
