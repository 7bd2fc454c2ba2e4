"""The management tiers a person has had; the open row is the current one."""

from django.db import models
from django.db.models import F, Q

from cases.models.people import Person
from core import history
from core.models.bases import CodeRow, Stamped


class TierChangeReason(CodeRow):
    pass


@history.kept()
class ManagementTier(Stamped):
    """`code` is the tier as shown: B2, C1S. `because` is a stored core.reasons.Reason."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="management_tiers", db_index=False)
    code = models.CharField(max_length=3)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.ForeignKey(
        TierChangeReason, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    because = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_current_tier_per_person"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-D][0-3]S?$"), name="a_tier_is_a_letter_and_a_digit"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="a_tier_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["person", "-began_at"], name="tiers_of_a_person")]
