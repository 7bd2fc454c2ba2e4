"""Policy that the service owner may switch. The apps declare names and defaults in queries/policies.py."""

from django.db import models

from core import history


@history.kept()
class PolicySetting(models.Model):
    """One switch. Without a row or a value, the default that the app declares holds."""

    code = models.CharField(max_length=60, unique=True)
    value = models.JSONField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.code
