"""Policy the service owner may switch: names and defaults are declared in codes.py of the apps."""

from django.db import models

from core import history


@history.kept()
class PolicySetting(models.Model):
    """One switch. Absent or without a value, it stands as declared."""

    code = models.CharField(max_length=60, unique=True)
    value = models.JSONField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.code
