"""The last people each user opened: at most 16 kept."""

from django.conf import settings
from django.db import models

from cases.models.people import Person


class RecentlyViewed(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recently_viewed", db_index=False
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    viewed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "person"], name="a_person_is_recent_once")]
        indexes = [models.Index(fields=["user", "-viewed_at"], name="recently_viewed_by_user")]
