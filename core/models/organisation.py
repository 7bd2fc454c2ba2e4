"""Who works where: region, PDU, team, office, staff, and the suppliers outside."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import history


@history.kept()
class Region(models.Model):
    """One of the 12 probation regions (the provider of a record)."""

    code = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


@history.kept()
class Pdu(models.Model):
    """A probation delivery unit."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="pdus")
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "PDU"
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="one_pdu_of_a_name_per_region")
        ]

    def __str__(self) -> str:
        return self.name


@history.kept()
class Office(models.Model):
    """A place where people are seen. Referrals may book it if `takes_referral_appointments`."""

    pdu = models.ForeignKey(Pdu, models.PROTECT, related_name="offices")
    code = models.CharField(max_length=7, unique=True)
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=300)
    postcode = models.CharField(max_length=8)
    telephone = models.CharField(max_length=20, blank=True)
    takes_referral_appointments = models.BooleanField(default=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


@history.kept()
class Team(models.Model):
    """A team. Its code is its region's and three characters; a system team's ends in UAT, IAV, DTX or UTS."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="teams")
    pdu = models.ForeignKey(Pdu, models.PROTECT, related_name="teams", null=True, blank=True)
    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=100)
    offices = models.ManyToManyField(Office, related_name="teams", blank=True)
    is_system = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_system=True) | Q(pdu__isnull=False), name="a_team_has_a_pdu_unless_system"
            )
        ]

    def __str__(self) -> str:
        return self.name


@history.kept()
class Staff(models.Model):
    """Somebody who can hold a case. Has at most one user; Unallocated and Inactive have none."""

    code = models.CharField(max_length=7, unique=True)
    first_name = models.CharField(max_length=100)
    surname = models.CharField(max_length=100)
    grade = models.CharField(max_length=10, blank=True)
    telephone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="staff", null=True, blank=True
    )
    teams = models.ManyToManyField(Team, through="TeamMembership", related_name="staff")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "staff"

    @property
    def is_unallocated(self) -> bool:
        return self.code.endswith("U")

    @property
    def name(self) -> str:
        return "Unallocated" if self.is_unallocated else f"{self.first_name} {self.surname}"

    def __str__(self) -> str:
        return self.name


@history.kept()
class TeamMembership(models.Model):
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "team"],
                condition=Q(valid_to__isnull=True),
                name="one_open_membership_per_team",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="a_membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff}, {self.team}"


@history.kept()
class Supplier(models.Model):
    """An organisation that delivers what probation buys."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200, unique=True)
    telephone = models.CharField(max_length=20, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
