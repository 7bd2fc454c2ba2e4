"""Admin pages of the audit, the outbox and the admin's log, which are only read, and of bank holidays."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry

from core import audit, models
from core.administration import Administered, ReadOnly


@admin.register(models.BankHoliday)
class BankHolidays(Administered):
    list_display = ("on", "words", "source")
    list_filter = (("on", admin.DateFieldListFilter), "words")
    search_fields = ("words",)
    date_hierarchy = "on"
    ordering = ("-on",)

    def get_readonly_fields(self, request, obj=None):
        return ("on", "source") if obj else ()


@admin.register(models.AuditEntry)
class Audit(ReadOnly):
    """Who viewed and who changed what. A search of the audit is audited too."""

    list_display = ("at", "by_name", "for_name", "act", "outcome", "crn", "record_kind", "record_key")
    list_filter = ("outcome", ("at", admin.DateFieldListFilter))
    search_fields = ("=crn", "=by_name", "=act", "=correlation_id")
    search_hint = "Search for a whole CRN, user name, act or correlation id."
    ordering = ("-id",)

    def changelist_view(self, request, extra_context=None):
        if request.GET:
            criteria = {name: ", ".join(values) for name, values in request.GET.lists()}
            audit.record("audit-searched", by=request.user, outcome="viewed", criteria=criteria)
        return super().changelist_view(request, extra_context)


@admin.register(models.OutboxRow)
class Outbox(ReadOnly):
    """Notices: those that wait, those that are delivered, and those that failed."""

    list_display = ("id", "kind", "key", "position", "created_at", "delivered_at", "attempts", "next_try_at")
    list_filter = (("delivered_at", admin.EmptyFieldListFilter), "kind")
    search_fields = ("=key", "=kind", "=correlation_id")
    ordering = ("-id",)


@admin.register(LogEntry)
class AdminLog(ReadOnly):
    list_display = ("action_time", "user", "content_type", "object_repr", "action_flag", "get_change_message")
    list_filter = ("action_flag", "content_type")
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "=user__username")
    ordering = ("-id",)
