"""Non-statutory interventions: a process under a person or an event, with its status history."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.events import Event
from cases.models.notes import Note
from cases.models.people import Person
from cases.models.requirements import Requirement
from core import history
from core.models import Region, Staff, Team
from core.models.bases import CodeRow, Removable, Stamped, Versioned, optional_codes


class NsiType(CodeRow):
    """`kept_by_referrals`: an NSI of the type is closed only by the referral that opened it, never by hand.

    No public file holds the columns from units to inactive_duplicates. Types of requirement and duplicates
    have the project's own values (cases/reference/nsi_type_rules.csv); lengths have none, an administrator
    may fill them. A level, bound or list left empty switches its rule off; without units a type takes no
    length.
    """

    offender_level = models.BooleanField(null=True)
    event_level = models.BooleanField(null=True)
    is_enforcement = models.BooleanField(default=False)
    kept_by_referrals = models.BooleanField(default=False)
    units = models.CharField(max_length=20, blank=True, help_text=_("Of its length. Blank: it has none."))
    minimum = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Shortest length"))
    maximum = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Longest length"))
    requirement_types = optional_codes(_("Types of requirement it may hang under. None selected: any."))
    active_duplicates = models.BooleanField(default=True, help_text=_("Whether two may be open at once"))
    inactive_duplicates = models.BooleanField(
        default=True, help_text=_("Whether another may be opened after one has ended")
    )

    class Meta(CodeRow.Meta):
        verbose_name = "NSI type"


class NsiStatus(CodeRow):
    """A status an NSI may have. `family` names the types it is for ("CRS", "REC"), blank for all."""

    family = models.CharField(max_length=10, blank=True)
    sequence = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "NSI status"
        verbose_name_plural = "NSI statuses"
        constraints = [
            models.UniqueConstraint(fields=["family", "code"], name="one_nsi_status_per_family_and_code")
        ]


class NsiOutcome(CodeRow):
    family = models.CharField(max_length=10, blank=True)
    counts_as_recall = models.BooleanField(default=False)

    class Meta:
        verbose_name = "NSI outcome"
        constraints = [
            models.UniqueConstraint(fields=["family", "code"], name="one_nsi_outcome_per_family_and_code")
        ]


@history.kept()
class Nsi(Versioned, Removable):
    """`reference` is what it is about in another app, "referrals.referral:AB1234CD"; blank for none."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="nsis")
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="nsis", db_index=False
    )
    requirement = models.ForeignKey(Requirement, models.PROTECT, null=True, blank=True, related_name="nsis")
    type = models.ForeignKey(NsiType, models.PROTECT, related_name="+", db_index=False)
    status = models.ForeignKey(NsiStatus, models.PROTECT, related_name="+", db_index=False)
    status_at = models.DateTimeField()
    referred_on = models.DateField()
    expected_start_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    expected_end_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.ForeignKey(
        NsiOutcome, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="nsis", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="nsis", db_index=False)
    reference = models.CharField(max_length=80, blank=True)
    rar_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "NSI"
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=~Q(reference="") & Q(removed_at__isnull=True),
                name="one_nsi_per_outside_reference",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="an_nsi_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(ended_on__isnull=False),
                name="an_nsi_with_an_outcome_has_ended",
            ),
        ]


class NsiNote(Note):
    nsi = models.ForeignKey(Nsi, models.PROTECT, related_name="notes")


class NsiStatusChange(Stamped):
    nsi = models.ForeignKey(Nsi, models.CASCADE, related_name="status_changes")
    status = models.ForeignKey(NsiStatus, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    notes = models.CharField(max_length=500, blank=True)
