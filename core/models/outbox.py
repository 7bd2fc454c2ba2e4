"""Notices to other apps, delivered after the commit."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q


class OutboxRow(models.Model):
    """One notice.

    position   its place in the order of delivery; set after the commit, by one worker at a time, so that a
               reader who follows the positions misses no notice
    key        notices with the same key (a person, a referral) are delivered in order

    What waits is not deleted: a delivered row goes after 30 days.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.BigIntegerField(null=True, unique=True)
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=80, blank=True)
    payload = models.JSONField()
    by_id = models.BigIntegerField(null=True)
    correlation_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="outbox_without_position", condition=Q(position__isnull=True)),
            models.Index(
                fields=["position"], name="outbox_to_deliver", condition=Q(delivered_at__isnull=True)
            ),
            models.Index(
                fields=["key", "position"], name="outbox_by_key", condition=Q(delivered_at__isnull=True)
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="what_waits_is_not_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__delivered_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}".strip()
