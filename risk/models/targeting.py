"""Custody targeting: what was decided, and the judgements it needs that no other record holds."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import history
from core.models.bases import Versioned
from risk.codes import FurtherGroup, TargetingLevel


@history.kept()
class TargetingJudgement(Versioned):
    """What staff judged for a person in custody: whether a key stage is near, which further group applies."""

    person = models.OneToOneField("cases.Person", models.PROTECT, related_name="targeting_judgement")
    at_key_stage = models.BooleanField(default=False)
    further_group = models.CharField(max_length=25, choices=FurtherGroup.choices(), blank=True)


class TargetingDecision(models.Model):
    """One decision about custody targeting. The current one has no `superseded_at`; the rest never changes.

    inputs    what the rule read, as plain values
    because   the Reason for the level
    offer     the Reason that says what is offered
    cause     the Reason why it was decided now
    """

    person = models.ForeignKey(
        "cases.Person", models.PROTECT, related_name="targeting_decisions", db_index=False
    )
    level = models.CharField(max_length=15, choices=TargetingLevel.choices())
    priority_group = models.PositiveSmallIntegerField(null=True, blank=True)
    inputs = models.JSONField()
    because = models.JSONField()
    offer = models.JSONField()
    cause = models.JSONField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(superseded_at__isnull=True),
                name="one_current_targeting_decision_per_person",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("decided_at")),
                name="a_targeting_decision_is_superseded_later",
            ),
            models.CheckConstraint(
                condition=Q(priority_group__isnull=True) | Q(priority_group__gte=1, priority_group__lte=4),
                name="a_priority_group_is_one_to_four",
            ),
        ]
        indexes = [models.Index(fields=["person", "-decided_at", "-id"], name="targeting_of_a_person")]
        triggers = [
            pgtrigger.Protect(name="a_targeting_decision_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="a_targeting_decision_stands", exclude=["superseded_at"]),
        ]
