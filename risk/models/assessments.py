"""Assessments: what an assessor found about needs, serious harm and risk to the person themselves."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import history
from core.models.bases import CodeRow, Removable, Versioned
from risk.codes import Answer, AssessmentStatus, ConcernKind, Layer, Need, RoshGroup, RoshLevel

ITEM_SCORES = [(0, "0 No problems"), (1, "1 Some problems"), (2, "2 Significant problems")]


class AssessmentPurpose(CodeRow):
    """Why an assessment is made; `group` is start, court, review, transfer, termination or other."""

    group = models.CharField(max_length=20, blank=True)


@history.kept()
class Assessment(Versioned, Removable):
    """One assessment. The five summary texts answer SUM1 to SUM5.

    rsr_percent                       two-year percent as the assessor's source gave it
    parenting, impulsivity, temper    answers to questions 6.9, 11.2 and 11.4, which a woman's tier reads
    strengths_and_needs               made on the 3.2 form, which has its own need thresholds
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("cases.Person", models.PROTECT, related_name="assessments")
    layer = models.CharField(max_length=10, choices=Layer.choices())
    purpose = models.ForeignKey(
        AssessmentPurpose, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    status = models.CharField(max_length=20, choices=AssessmentStatus.choices())
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    strengths_and_needs = models.BooleanField(default=False)
    rsr_percent = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    parenting = models.BooleanField(null=True)
    impulsivity = models.PositiveSmallIntegerField(null=True, blank=True, choices=ITEM_SCORES)
    temper = models.PositiveSmallIntegerField(null=True, blank=True, choices=ITEM_SCORES)
    who_is_at_risk = models.TextField(blank=True)
    nature_of_risk = models.TextField(blank=True)
    greatest_risk = models.TextField(blank=True)
    increases_risk = models.TextField(blank=True)
    reduces_risk = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status="OPEN", removed_at__isnull=True),
                name="one_open_assessment_per_person",
            ),
            models.CheckConstraint(
                condition=Q(status="OPEN", completed_at__isnull=True)
                | Q(status="COMPLETE", completed_at__isnull=False)
                | Q(status="LOCKED_INCOMPLETE"),
                name="a_complete_assessment_says_when",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(completed_at__gte=F("started_at")),
                name="an_assessment_completes_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(rsr_percent__isnull=True) | Q(rsr_percent__gte=0),
                name="an_rsr_percent_is_not_below_zero",
            ),
            models.CheckConstraint(
                condition=(Q(impulsivity__isnull=True) | Q(impulsivity__lte=2))
                & (Q(temper__isnull=True) | Q(temper__lte=2)),
                name="an_item_scores_two_at_most",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "-completed_at", "-id"],
                name="assessments_of_a_person",
                condition=Q(removed_at__isnull=True),
            ),
            models.Index(
                fields=["assessor", "started_at"],
                name="open_assessments_of_assessor",
                condition=Q(status="OPEN", removed_at__isnull=True),
            ),
        ]


@history.kept()
class SectionScore(models.Model):
    """The score of one need section; None when every scored answer was missing."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="section_scores", db_index=False)
    need = models.CharField(max_length=40, choices=Need.choices())
    score = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "need"], name="one_score_per_section"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=10), name="a_section_scores_ten_at_most"
            ),
        ]


@history.kept()
class RoshGridRow(models.Model):
    """The levels of one group; blank where none was given."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="rosh_rows", db_index=False)
    group = models.CharField(max_length=12, choices=RoshGroup.choices())
    community = models.CharField(max_length=9, choices=RoshLevel.choices(), blank=True)
    custody = models.CharField(max_length=9, choices=RoshLevel.choices(), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "group"], name="one_row_per_group_at_risk"),
            models.CheckConstraint(
                condition=~Q(group="PRISONERS") | Q(community=""),
                name="prisoners_are_at_risk_in_custody_only",
            ),
        ]


@history.kept()
class Concern(models.Model):
    """The answer about one risk to the person themselves. `text` is shown only when the answer is yes."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="concerns", db_index=False)
    kind = models.CharField(max_length=13, choices=ConcernKind.choices())
    answer = models.CharField(max_length=3, choices=Answer.choices(), blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "kind"], name="one_answer_per_concern")]
