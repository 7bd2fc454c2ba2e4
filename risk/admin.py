"""System administration of risk: its code lists. Tables that make a score are files, never edited here."""

from core.administration import register_code_lists
from risk import models

register_code_lists(models, {models.AssessmentPurpose: ("group",)})
