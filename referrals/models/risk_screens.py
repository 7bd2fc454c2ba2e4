"""The risk texts of a referral: the draft's while it is written, frozen copies once they are shared."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models

from referrals.models.referrals import Referral


class RiskScreenTexts(models.Model):
    """The eight texts, and the answers to the four concerns."""

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
    """The risk texts of a draft, deleted when the referral is sent.

    source       the original texts and answers, as they were pulled from the assessment
    edited       the texts are edited for the supplier; None until the referrer has chosen
    keep_older   the referrer keeps these texts although a newer assessment was completed
    """

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="risk_screen")
    source = models.JSONField(default=dict)
    edited = models.BooleanField(null=True)
    keep_older = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    confirmed_at = models.DateTimeField(null=True)


class SharedRisk(RiskScreenTexts):
    """The risk texts shared with the supplier, a row for each version. No row is changed or deleted."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="shared_risk", db_index=False)
    version = models.PositiveSmallIntegerField(default=1)
    source = models.JSONField(default=dict)
    edited = models.BooleanField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
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
