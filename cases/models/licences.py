"""Licence conditions after release, and post-sentence supervision requirements."""

from django.db import models
from django.db.models import F, Q

from cases.models.events import Disposal
from core import history
from core.models.bases import CodeRow, Removable, Versioned


class LicenceConditionType(CodeRow):
    """`kind` is standard, additional or pss; `category` is the policy's group."""

    kind = models.CharField(max_length=20)
    category = models.CharField(max_length=200, blank=True)
    requires_input = models.BooleanField(default=False)


@history.kept()
class LicenceCondition(Versioned, Removable):
    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="licence_conditions")
    type = models.ForeignKey(LicenceConditionType, models.PROTECT, related_name="+", db_index=False)
    started_on = models.DateField()
    expected_end_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="a_licence_condition_ends_after_it_begins",
            )
        ]
