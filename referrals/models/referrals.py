"""The referral from draft to conclusion, its needs, and who works on it."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.models import Event, Institution, Nsi, Person
from core import history
from core.models import Office, Pdu, Staff
from core.models.bases import Versioned
from referrals.models.catalogue import Complexity, Contract, DesiredOutcome, ServiceCategory

PROTECT = models.PROTECT


#: tab of a list of referrals -> which it has; each has an index of contracts below
TABS = {
    "open": Q(state__in=["SENT", "ASSIGNED", "ENDING"]),
    "unassigned": Q(state="SENT"),
    "completed": Q(state="CONCLUDED") & ~Q(end_state="CANCELLED"),
    "cancelled": Q(state="CONCLUDED", end_state="CANCELLED"),
}


@history.kept(exclude=["next_due_at"])
class Referral(Versioned):
    """A referral from draft to conclusion. Screens address a draft by uuid, a sent referral by reference.

    state              referrals.codes.ReferralState; the status is worked out
    kind               CUSTODY or COMMUNITY
    became_urgent_at   from when a first response is due within 24 hours
    answered           sections of the draft that their own page has confirmed
    next_due_at        when the soonest of its open deadlines is due, None without one: kept by
                       services/deadlines.py, so that a list can be read in its order
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=8, null=True, unique=True)
    person = models.ForeignKey(Person, PROTECT, related_name="referrals", db_index=False)
    contract = models.ForeignKey(Contract, PROTECT, related_name="referrals", db_index=False)
    state = models.CharField(max_length=10, default="DRAFT")
    answered = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    has_practitioner = models.BooleanField(null=True)
    kind = models.CharField(max_length=9, blank=True)
    to_be_released = models.BooleanField(null=True)
    practitioner = models.ForeignKey(Staff, PROTECT, null=True, related_name="referrals", db_index=False)
    practitioner_name = models.CharField(max_length=200, blank=True)
    practitioner_email = models.EmailField(blank=True)
    practitioner_phone = models.CharField(max_length=30, blank=True)
    practitioner_team_phone = models.CharField(max_length=30, blank=True)
    practitioner_pdu = models.ForeignKey(Pdu, PROTECT, null=True, related_name="+", db_index=False)
    practitioner_office = models.ForeignKey(Office, PROTECT, null=True, related_name="+", db_index=False)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_role = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_place = models.CharField(max_length=20, blank=True)
    contact_establishment = models.ForeignKey(
        Institution, PROTECT, null=True, related_name="+", db_index=False
    )
    contact_office = models.ForeignKey(Office, PROTECT, null=True, related_name="+", db_index=False)

    recorded_prison_right = models.BooleanField(null=True)
    prison = models.ForeignKey(Institution, PROTECT, null=True, related_name="+", db_index=False)
    release_on = models.DateField(null=True)
    release_unknown_reason = models.CharField(max_length=500, blank=True)
    hdc_eligible_on = models.DateField(null=True)
    release_office = models.ForeignKey(Office, PROTECT, null=True, related_name="+", db_index=False)
    release_office_unknown_reason = models.CharField(max_length=500, blank=True)
    com_agreed = models.BooleanField(null=True)
    com_name = models.CharField(max_length=200, blank=True)
    before_allocation_reason = models.TextField(blank=True)

    other_needs = models.TextField(blank=True)
    accessibility_needs = models.TextField(blank=True)
    interpreter_needed = models.BooleanField(null=True)
    interpreter_language = models.CharField(max_length=100, blank=True)
    has_responsibilities = models.BooleanField(null=True)
    when_unavailable = models.TextField(blank=True)

    event = models.ForeignKey(Event, PROTECT, null=True, related_name="referrals", db_index=False)
    use_pss_end = models.BooleanField(default=False)
    sentence_ends_on = models.DateField(null=True)
    enforceable_days = models.PositiveSmallIntegerField(null=True)
    deadline_on = models.DateField(null=True)
    late_deadline_reason = models.CharField(max_length=500, blank=True)
    reason = models.TextField(blank=True)
    further_information = models.TextField(blank=True)
    ete_before_release_reason = models.CharField(max_length=500, blank=True)
    duplicate_reason = models.CharField(max_length=500, blank=True)
    eligibility_reason = models.CharField(max_length=500, blank=True)
    continues = models.ForeignKey("self", PROTECT, null=True, related_name="continued_by")

    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, null=True, related_name="referrals_sent")
    is_urgent = models.BooleanField(default=False)
    became_urgent_at = models.DateTimeField(null=True)
    nsi = models.OneToOneField(Nsi, PROTECT, null=True, related_name="+")
    end_requested_at = models.DateTimeField(null=True)
    end_requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, related_name="+", db_index=False
    )
    end_reason_code = models.CharField(max_length=10, blank=True)
    end_comments = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True)
    end_state = models.CharField(max_length=20, blank=True)
    expires_at = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="DRAFT", sent_at__isnull=True, reference__isnull=True)
                | (~Q(state="DRAFT") & Q(sent_at__isnull=False, reference__isnull=False, nsi__isnull=False)),
                name="a_sent_referral_has_its_date_reference_and_nsi",
            ),
            models.CheckConstraint(
                condition=Q(state="CONCLUDED", concluded_at__isnull=False)
                | (~Q(state="CONCLUDED") & Q(concluded_at__isnull=True)),
                name="a_concluded_referral_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(reference__isnull=True) | Q(reference__regex=r"^[A-Z]{2}[0-9]{4}[A-Z]{2}$"),
                name="a_reference_is_two_letters_four_digits_two_letters",
            ),
            models.CheckConstraint(
                condition=Q(enforceable_days__isnull=True) | Q(enforceable_days__gte=1),
                name="enforceable_days_are_at_least_one",
            ),
            models.CheckConstraint(
                condition=Q(release_on__isnull=True) | Q(release_unknown_reason=""),
                name="a_release_date_or_why_it_is_unknown",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-sent_at"], name="referrals_of_a_person"),
            models.Index(
                fields=["contract", "-sent_at", "-id"],
                include=["person"],
                name="sent_on_a_contract",
                condition=~Q(state="DRAFT"),
            ),
            models.Index(fields=["created_by", "state"], name="referrals_by_who_made_them"),
            # in the order in which a provider's tab opens
            models.Index(
                fields=["contract", "-is_urgent", "next_due_at", "id"],
                include=["person"],
                name="open_on_a_contract",
                condition=TABS["open"],
            ),
            models.Index(
                fields=["contract", "-is_urgent", "next_due_at", "id"],
                include=["person"],
                name="unassigned_on_a_contract",
                condition=TABS["unassigned"],
            ),
            models.Index(
                fields=["contract", "-concluded_at", "-id"],
                include=["person"],
                name="completed_on_a_contract",
                condition=TABS["completed"],
            ),
            models.Index(
                fields=["contract", "-concluded_at", "-id"],
                include=["person"],
                name="cancelled_on_a_contract",
                condition=TABS["cancelled"],
            ),
        ]


class ReferralNeed(models.Model):
    """One service category of a referral: its outcomes and its complexity."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="needs", db_index=False)
    category = models.ForeignKey(ServiceCategory, PROTECT, related_name="+", db_index=False)
    complexity = models.ForeignKey(Complexity, PROTECT, null=True, related_name="+", db_index=False)
    outcomes = models.ManyToManyField(DesiredOutcome, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "category"], name="a_category_is_chosen_once_in_a_referral"
            )
        ]


@history.kept()
class Assignment(models.Model):
    """The supplier's caseworker of a referral. The assignment without `ended_at` is current."""

    referral = models.ForeignKey(Referral, PROTECT, related_name="assignments")
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, related_name="assignments", db_index=False
    )
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=Q(ended_at__isnull=True), name="one_current_caseworker"
            )
        ]
        indexes = [
            models.Index(
                fields=["caseworker"], name="current_work_of_a_caseworker", condition=Q(ended_at__isnull=True)
            )
        ]
