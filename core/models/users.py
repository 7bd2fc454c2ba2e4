"""Users, the roles they hold, and their preferences."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower

from core import history
from core.models.organisation import Office, Supplier, Team


class JobTitle(models.Model):
    """One of the eight job-title groups of the training guide."""

    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


@history.kept()
class Role(models.Model):
    """A role that users hold. What it may do is in the permission table of each app's access.py."""

    code = models.CharField(max_length=30, unique=True)
    words = models.CharField(max_length=100)
    job_title = models.ForeignKey(JobTitle, models.PROTECT, null=True, blank=True, related_name="roles")
    description = models.CharField(max_length=300, blank=True)
    landing_page = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.words


@history.kept(exclude=["password", "last_login"])
class User(AbstractUser):
    """An account. Cases are held by core.Staff; a supplier's user has a supplier and no staff record."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    roles = models.ManyToManyField(Role, through="RoleHolding", related_name="users")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, blank=True, related_name="users")
    is_service_account = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="one_user_per_name_in_any_case"),
        ]

    @property
    def name(self) -> str:
        return self.get_full_name() or self.username

    def __str__(self) -> str:
        return self.name


@history.kept(inserts=True)
class RoleHolding(models.Model):
    """A role that a user holds. The first by `order` decides the user's landing page.

    The history keeps each role that was given, as well as those taken away, whoever wrote the row.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="role_holdings")
    role = models.ForeignKey(Role, models.PROTECT, related_name="holdings")
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="a_role_is_held_once")]

    def __str__(self) -> str:
        return self.role.words


class Preferences(models.Model):
    """A user's preferences. They are kept with the account, so they hold on every computer."""

    THEMES = [
        ("device", "Use my device setting"),
        ("standard", "Standard"),
        ("dark", "Dark"),
        ("contrast", "High contrast"),
        ("soft", "Soft"),
    ]

    user = models.OneToOneField(User, models.CASCADE, related_name="preferences")
    theme = models.CharField(max_length=10, choices=THEMES, default="device")
    density = models.CharField(
        max_length=12, choices=[("comfortable", "Comfortable"), ("compact", "Compact")], default="comfortable"
    )
    text_size = models.PositiveSmallIntegerField(
        choices=[(100, "100%"), (125, "125%"), (150, "150%")], default=100
    )
    page_size = models.PositiveSmallIntegerField(choices=[(n, str(n)) for n in (10, 25, 50, 100)], default=25)
    landing_page = models.CharField(max_length=100, blank=True)
    shortcuts = models.BooleanField(default=True)
    hide_system_contacts = models.BooleanField(default=False)
    whole_notes = models.BooleanField(default=False)
    office = models.ForeignKey(Office, models.SET_NULL, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
