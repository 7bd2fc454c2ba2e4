"""The initial assessment: every attempt, booked, rebooked and answered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import Contact
from core import history
from core.models import Office
from core.models.bases import Versioned
from referrals.models.referrals import Referral

PROTECT = models.PROTECT


class SupplierAssessment(models.Model):
    """The initial assessment of a referral: one for each, created when it is sent."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    referral = models.OneToOneField(Referral, PROTECT, related_name="supplier_assessment")


@history.kept()
class AssessmentAppointment(Versioned):
    """One attempt at the initial assessment. The current one is the latest that is not superseded.

    attended, happened   None until step 1 of the feedback is answered
    contact              its entry in the case record
    is_called_off        superseded by nothing: it was called off, as the referral ended
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(SupplierAssessment, PROTECT, related_name="appointments", db_index=False)
    on = models.DateField()
    start_time = models.TimeField()
    starts_at = models.DateTimeField()
    length_minutes = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=40)
    session_type = models.CharField(max_length=10, default="ONE_TO_ONE")
    office = models.ForeignKey(Office, PROTECT, null=True, related_name="+", db_index=False)
    address_line_1 = models.CharField(max_length=200, blank=True)
    address_line_2 = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    county = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    superseded_at = models.DateTimeField(null=True)
    is_called_off = models.BooleanField(default=False)
    change_asked_by = models.CharField(max_length=20, blank=True)
    change_reason = models.TextField(blank=True)
    contact = models.OneToOneField(Contact, PROTECT, null=True, related_name="+")

    happened = models.BooleanField(null=True)
    attended = models.BooleanField(null=True)
    attendance_at = models.DateTimeField(null=True)
    attendance_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, related_name="+", db_index=False
    )
    late = models.BooleanField(null=True)
    late_reason = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    response = models.TextField(blank=True)
    behaviour_ticked = models.BooleanField(default=False)
    behaviour = models.TextField(blank=True)
    concerns_ticked = models.BooleanField(default=False)
    concerns = models.TextField(blank=True)
    told_nobody = models.BooleanField(default=False)
    future_plans = models.TextField(blank=True)
    no_session_reason = models.CharField(max_length=20, blank=True)
    no_session_detail = models.TextField(blank=True)
    contact_tried = models.TextField(blank=True)
    notify = models.BooleanField(null=True)
    details_at = models.DateTimeField(null=True)
    details_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, related_name="+", db_index=False
    )
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(superseded_at__isnull=True, submitted_at__isnull=True),
                name="one_unanswered_assessment_appointment",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(happened__isnull=False, attended__isnull=False),
                name="feedback_says_who_came",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(superseded_at__isnull=True),
                name="an_answered_appointment_is_not_superseded",
            ),
            models.CheckConstraint(
                condition=Q(is_called_off=False) | Q(superseded_at__isnull=False),
                name="an_appointment_called_off_stands_no_more",
            ),
        ]
        indexes = [models.Index(fields=["assessment", "-starts_at"], name="attempts_of_an_assessment")]
