"""Risk in the admin: its code lists. The tables behind scores and tiers are files and are not edited here."""

from core.administration import register_code_lists
from risk import models

register_code_lists(models, {models.AssessmentPurpose: ("group",)})
