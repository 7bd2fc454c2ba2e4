"""Who did what to which record. Rows are only ever added."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class AuditEntry(models.Model):
    """One act or attempt.

    by_id          the user; no foreign key, so that an insert checks nothing and the row outlives the account
    for_name       whom an API client acted for
    crn            the person's number as text; never a foreign key to a case
    crns           numbers of the people whom a list showed; null for a row about one person or none
    outcome        done, viewed, refused (by access or by a rule) or failed (by an error)
    details        criteria of a search, or names of changed fields; never what a search found
    """

    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=150)
    for_name = models.CharField(max_length=150, blank=True)
    act = models.CharField(max_length=60)
    record_kind = models.CharField(max_length=60, blank=True)
    record_key = models.CharField(max_length=60, blank=True)
    crn = models.CharField(max_length=7, blank=True)
    crns = ArrayField(models.CharField(max_length=7), null=True)
    outcome = models.CharField(max_length=10)
    details = models.JSONField(default=dict)
    correlation_id = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["crn", "-at", "-id"], name="audit_by_person", condition=~models.Q(crn="")),
            models.Index(fields=["by_id", "-at", "-id"], name="audit_by_user"),
            models.Index(fields=["act", "-at", "-id"], name="audit_by_act"),
            GinIndex(
                fields=["crns"], name="audit_of_lists_by_person", condition=models.Q(crns__isnull=False)
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="audit_is_only_added_to", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.act} by {self.by_name}"
