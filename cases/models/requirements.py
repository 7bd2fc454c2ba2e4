"""Requirements of a community order or suspended sentence."""

from django.db import models
from django.db.models import F, Q

from cases.models.events import Disposal
from cases.models.notes import Note
from core import history
from core.models.bases import CodeRow, Removable, Versioned


class RequirementType(CodeRow):
    units = models.CharField(max_length=20, blank=True)
    is_restrictive = models.BooleanField(default=False)


class RequirementSubtype(CodeRow):
    type = models.ForeignKey(RequirementType, models.PROTECT, related_name="subtypes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["type", "code"], name="one_requirement_subtype_per_type_and_code")
        ]


@history.kept()
class Requirement(Versioned, Removable):
    """`length` is in the units of the type: days of RAR, hours of unpaid work."""

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="requirements")
    type = models.ForeignKey(RequirementType, models.PROTECT, related_name="+", db_index=False)
    subtype = models.ForeignKey(
        RequirementSubtype, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    length = models.PositiveIntegerField(null=True, blank=True)
    imposed_on = models.DateField()
    started_on = models.DateField(null=True, blank=True)
    expected_end_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("imposed_on")),
                name="a_requirement_ends_after_it_begins",
            )
        ]


class RequirementNote(Note):
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="notes")
