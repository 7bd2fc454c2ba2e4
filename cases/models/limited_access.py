"""Exclusions (named users may not open the record) and restrictions (only named users may)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models.people import Person
from core import history
from core.models.bases import CodeRow, Stamped


class LimitedAccessReason(CodeRow):
    kind = models.CharField(max_length=12, blank=True)


@history.kept()
class LimitedAccess(Stamped):
    """One user's exclusion or restriction entry; open while `ended_at` is empty or in the future."""

    EXCLUSION, RESTRICTION = "EXCLUSION", "RESTRICTION"

    person = models.ForeignKey(Person, models.PROTECT, related_name="limited_access")
    kind = models.CharField(max_length=12, choices=[(EXCLUSION, "Exclusion"), (RESTRICTION, "Restriction")])
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="limited_access", db_index=False
    )
    reason = models.ForeignKey(
        LimitedAccessReason, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    message = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "limited access"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "user"],
                condition=Q(ended_at__isnull=True),
                name="one_open_entry_of_a_kind_per_user",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="limited_access_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["user", "kind", "person"], name="limited_access_of_a_user")]
