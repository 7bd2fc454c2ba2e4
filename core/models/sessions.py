"""Where users are signed in, so that they can see it and end it."""

from django.conf import settings
from django.db import models


class UserSession(models.Model):
    """One sign-in of a user that has not ended. It goes with its session.

    address   where it was begun: the caller's network address
    browser   what the browser said of itself
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id} since {self.began_at:%Y-%m-%d}"
