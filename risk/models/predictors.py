"""Scores as they were produced. A score is never changed: a new calculation is a new row."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from risk.codes import Band, Predictor, ScoreType
from risk.models.assessments import Assessment


class Score(models.Model):
    """The result of one predictor, with everything it was worked out from.

    p1, p2          one-year and two-year probability; pct1, pct2 the same as whole percents
    inputs          what the formula was given, by name
    contributions   the terms in the formula's order: {"because": Reason, "value": number}
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("cases.Person", models.PROTECT, related_name="scores", db_index=False)
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, null=True, blank=True, related_name="scores", db_index=False
    )
    predictor = models.CharField(max_length=10, choices=Predictor.choices())
    version = models.CharField(max_length=40)
    score_type = models.CharField(max_length=8, choices=ScoreType.choices())
    p1 = models.DecimalField(max_digits=6, decimal_places=5)
    p2 = models.DecimalField(max_digits=6, decimal_places=5)
    pct1 = models.PositiveSmallIntegerField()
    pct2 = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=9, choices=Band.choices())
    inputs = models.JSONField()
    contributions = models.JSONField()
    scored_at = models.DateTimeField()
    scored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(p1__gte=0, p1__lte=1, p2__gte=0, p2__lte=1),
                name="a_probability_is_between_nought_and_one",
            ),
            models.CheckConstraint(
                condition=Q(pct1__gte=1, pct1__lte=99, pct2__gte=1, pct2__lte=99),
                name="a_whole_percent_is_one_to_ninety_nine",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "predictor", "-scored_at", "-id"], name="scores_of_a_person")
        ]
        triggers = [
            pgtrigger.Protect(name="a_score_is_never_changed", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
