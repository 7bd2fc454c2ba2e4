"""What the supplier is told about risk: the draft while it is written, frozen copies once shared."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models

from referrals.models.referrals import Referral


class RiskScreenTexts(models.Model):
    """The eight texts and the four labels that stand beside the concerns."""

    who_is_at_risk = models.TextField(blank=True)
    nature_of_risk = models.TextField(blank=True)
    greatest_risk = models.TextField(blank=True)
    self_harm = models.TextField(blank=True)
    suicide = models.TextField(blank=True)
    hostel = models.TextField(blank=True)
    vulnerability = models.TextField(blank=True)
    additional = models.TextField(blank=True)
    self_harm_answer = models.CharField(max_length=3, blank=True)
    suicide_answer = models.CharField(max_length=3, blank=True)
    hostel_answer = models.CharField(max_length=3, blank=True)
    vulnerability_answer = models.CharField(max_length=3, blank=True)
    assessment_uuid = models.UUIDField(null=True)
    assessed_on = models.DateField(null=True)

    class Meta:
        abstract = True


class RiskScreen(RiskScreenTexts):
    """Of a draft: deleted when the referral is sent. `source` is the frozen original pulled through.

    keep_older   a newer assessment was completed and the referrer chose to keep this one
    """

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="risk_screen")
    source = models.JSONField(default=dict)
    edited = models.BooleanField(null=True)
    keep_older = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)


class SharedRisk(RiskScreenTexts):
    """What was shared, version by version: never changed, never deleted."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="shared_risk")
    version = models.PositiveSmallIntegerField(default=1)
    source = models.JSONField(default=dict)
    edited = models.BooleanField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    shared_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "shared risk"
        constraints = [
            models.UniqueConstraint(fields=["referral", "version"], name="one_shared_text_per_version")
        ]
        triggers = [
            pgtrigger.Protect(name="shared_risk_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
