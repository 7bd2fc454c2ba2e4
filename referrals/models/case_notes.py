"""What practitioner and supplier write to each other about a referral. Notes are added, never changed."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models

from referrals.models.referrals import Referral


class CaseNote(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="case_notes", db_index=False)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    email_practitioner = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["referral", "-sent_at", "-id"], name="case_notes_of_a_referral")]
        triggers = [pgtrigger.Protect(name="case_notes_stay", operation=pgtrigger.Update | pgtrigger.Delete)]
