"""Risk in the admin: its code lists, and how far the last night's recalculation came.

The tables behind scores and tiers are files and are not edited here.
"""

from django.contrib import admin

from core.administration import ReadOnly, register_code_lists
from risk import models

register_code_lists(models, {models.AssessmentPurpose: ("group",)})


@admin.register(models.NightChunk)
class NightChunks(ReadOnly):
    """The chunks of the last night: those that are done, and those that wait."""

    list_display = ("night", "first_id", "last_id", "done_at", "people", "changed")
    search_fields = ("=first_id", "=last_id")
    list_filter = (("done_at", admin.EmptyFieldListFilter),)
    ordering = ("first_id",)
