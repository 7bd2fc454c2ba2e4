"""What can be bought: contract types, categories, outcomes, levels, contracts and their catalogue entries."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core import history
from core.models import Region, Supplier
from core.models.bases import CodeRow


class ServiceCategory(CodeRow):
    """A service type, such as accommodation.

    family                  one for all regional variants of a category
    starts_before_release   may be delivered in custody
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    family = models.CharField(max_length=64)
    starts_before_release = models.BooleanField(default=False)

    class Meta(CodeRow.Meta):
        verbose_name_plural = "service categories"


class ContractType(CodeRow):
    """A kind of contract, with the service categories it covers.

    nsi_type_code   the kind of NSI that a referral starts in the case record
    """

    categories = models.ManyToManyField(ServiceCategory, related_name="contract_types")
    nsi_type_code = models.CharField(max_length=20)


class DesiredOutcome(CodeRow):
    """What a service is to achieve, one of those listed for its category.

    filter   INCLUDE: offered only on the listed contract references; EXCLUDE: not offered there
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    category = models.ForeignKey(ServiceCategory, models.PROTECT, related_name="outcomes")
    filter = models.CharField(max_length=7, blank=True)
    contract_references = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "code"], name="one_outcome_per_category_and_code")
        ]


class Complexity(models.Model):
    """A complexity level as one category describes it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    category = models.ForeignKey(ServiceCategory, models.PROTECT, related_name="levels")
    level = models.CharField(max_length=6)
    words = models.TextField()
    max_sessions = models.PositiveSmallIntegerField(null=True, blank=True)
    max_pre_release_appointments = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "complexity level"
        constraints = [
            models.UniqueConstraint(fields=["category", "level"], name="one_level_per_category"),
            models.CheckConstraint(
                condition=Q(level__in=["LOW", "MEDIUM", "HIGH"]), name="a_level_is_low_medium_or_high"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.level.lower()}"


class WithdrawalReason(CodeRow):
    grouping = models.CharField(max_length=10)
    needs_attended_session = models.BooleanField(default=False)


class CancellationReason(CodeRow):
    """Used from 2021 to 2024; kept for older referrals."""


class CrsRegion(models.Model):
    """A probation region with the letter by which contracts name it."""

    code = models.CharField(max_length=1, unique=True)
    region = models.OneToOneField(Region, models.PROTECT, related_name="crs_region")

    def __str__(self) -> str:
        return self.region.name


class PccArea(CodeRow):
    """A police and crime commissioner's area."""

    region = models.ForeignKey(CrsRegion, models.PROTECT, related_name="pcc_areas")

    class Meta(CodeRow.Meta):
        verbose_name = "PCC area"


@history.kept()
class Contract(models.Model):
    """A contract and its one catalogue entry (the intervention).

    uuid            the intervention's id in the API
    hidden_before   the first day on which it takes new referrals, None for no limit
    hidden_after    the last such day, None for no limit
    plan_approval   AUTOMATIC or PRACTITIONER
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=40, unique=True)
    type = models.ForeignKey(ContractType, models.PROTECT, related_name="contracts")
    title = models.CharField(max_length=200)
    description = models.TextField()
    mailbox = models.EmailField()
    prime = models.ForeignKey(Supplier, models.PROTECT, related_name="contracts")
    subcontractors = models.ManyToManyField(Supplier, related_name="subcontracts", blank=True)
    region = models.ForeignKey(CrsRegion, models.PROTECT, null=True, blank=True, related_name="contracts")
    pcc_area = models.ForeignKey(PccArea, models.PROTECT, null=True, blank=True, related_name="contracts")
    allows_female = models.BooleanField(default=True)
    allows_male = models.BooleanField(default=True)
    minimum_age = models.PositiveSmallIntegerField(default=18)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    hidden_before = models.DateField(null=True, blank=True)
    hidden_after = models.DateField(null=True, blank=True)
    plan_approval = models.CharField(max_length=12, default="AUTOMATIC")
    most_days = models.PositiveSmallIntegerField(default=40)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(region__isnull=True, pcc_area__isnull=False)
                | Q(region__isnull=False, pcc_area__isnull=True),
                name="a_contract_covers_a_region_or_a_pcc_area",
            ),
            models.CheckConstraint(
                condition=Q(maximum_age__isnull=True) | Q(maximum_age__gte=F("minimum_age")),
                name="a_contract_has_a_sound_age_range",
            ),
            models.CheckConstraint(
                condition=Q(allows_female=True) | Q(allows_male=True), name="a_contract_is_open_to_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.reference})"


class ContractActivity(models.Model):
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="activities")
    need_area = models.CharField(max_length=200)
    activity = models.CharField(max_length=500)
    delivery_method = models.CharField(max_length=200)
    delivery_location = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.activity
