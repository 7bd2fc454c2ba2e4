"""Calculations of the two-axis tier: one row whenever the inputs or the tier differ from the row before."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from risk.codes import ChangeLevel, ProtectLevel


class TierCalculation(models.Model):
    """One calculation of a tier. The current one has no `superseded_at`; the rest of a row never changes.

    inputs    what the rule read, as plain values
    lines     how the tier was reached: {"axis", "because": Reason, "points"}
    because   the headline Reason
    cause     the Reason why it was calculated again
    changes   a Reason for each input that differs from the calculation before
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        "cases.Person", models.PROTECT, related_name="tier_calculations", db_index=False
    )
    code = models.CharField(max_length=3)
    protect = models.CharField(max_length=1, choices=ProtectLevel.choices())
    protect_points = models.PositiveSmallIntegerField()
    change = models.CharField(max_length=1, choices=ChangeLevel.choices())
    change_points = models.PositiveSmallIntegerField()
    unsupervised = models.BooleanField()
    inputs = models.JSONField()
    lines = models.JSONField()
    because = models.JSONField()
    cause = models.JSONField()
    changes = models.JSONField(default=list)
    calculated_at = models.DateTimeField()
    calculated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(superseded_at__isnull=True),
                name="one_current_tier_calculation_per_person",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("calculated_at")),
                name="a_tier_calculation_is_superseded_later",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-D][0-3]S?$"), name="a_calculated_tier_is_a_letter_and_a_digit"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-calculated_at", "-id"], name="tier_calculations_of_a_person")
        ]
        triggers = [
            pgtrigger.Protect(name="a_tier_calculation_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="a_tier_calculation_stands", exclude=["superseded_at"]),
        ]
