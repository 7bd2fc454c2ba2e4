"""The training index in the admin: words and screens may be edited; rows are never removed."""

from django.contrib import admin

from core.administration import Administered
from training.models import Activity, IndexEntry


@admin.register(Activity)
class ActivityAdmin(Administered):
    list_display = ("code", "words", "system", "category", "screen", "standing")
    list_filter = ("system", "category", "standing")
    search_fields = ("code", "words")


@admin.register(IndexEntry)
class IndexEntryAdmin(Administered):
    list_display = ("row_number", "job_title", "activity", "teaches")
    list_filter = ("job_title", "activity__category")
    search_fields = ("activity__words", "teaches")
    list_select_related = ("job_title", "activity")
