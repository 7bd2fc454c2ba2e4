"""Drafts: what users typed and did not save, kept on the server for 28 days."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """A draft of one user and one form.

    kind   URL name of the form
    key    tells forms of one kind apart; usually the path
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    crn = models.CharField(max_length=7, blank=True)
    title = models.CharField(max_length=120)
    address = models.CharField(max_length=300)
    data = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "key"], name="one_draft_per_user_form_and_record")
        ]
        indexes = [models.Index(fields=["saved_at"], name="drafts_by_age")]

    @property
    def resume_address(self) -> str:
        """The address that opens the form with the draft's answers."""
        return f"{self.address}{'&' if '?' in self.address else '?'}draft=resume"
