"""Disabilities, and the adjustments every appointment and letter must show."""

from django.db import models
from django.db.models import F, Q

from cases.models.notes import Note
from cases.models.people import Person
from core import history
from core.models.bases import CodeRow, Removable, Versioned

_ENDS_AFTER = Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on"))


class DisabilityType(CodeRow):
    pass


class AdjustmentType(CodeRow):
    pass


@history.kept()
class Disability(Versioned, Removable):
    person = models.ForeignKey(Person, models.PROTECT, related_name="disabilities")
    type = models.ForeignKey(DisabilityType, models.PROTECT, related_name="+", db_index=False)
    condition = models.CharField(max_length=200, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "disabilities"
        constraints = [
            models.CheckConstraint(condition=_ENDS_AFTER, name="a_disability_ends_after_it_begins")
        ]


@history.kept()
class Adjustment(Versioned, Removable):
    """A reasonable adjustment."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="adjustments")
    type = models.ForeignKey(AdjustmentType, models.PROTECT, related_name="+", db_index=False)
    disability = models.ForeignKey(
        Disability, models.PROTECT, null=True, blank=True, related_name="adjustments"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_ENDS_AFTER, name="an_adjustment_ends_after_it_begins")
        ]


class DisabilityNote(Note):
    disability = models.ForeignKey(Disability, models.PROTECT, related_name="notes")


class AdjustmentNote(Note):
    adjustment = models.ForeignKey(Adjustment, models.PROTECT, related_name="notes")
