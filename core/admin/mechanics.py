"""Admin pages of the audit, the outbox and the admin's log, which are only read, and of bank holidays."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from core import audit, clock, models
from core.administration import Administered, ReadOnly

#: parts of the details that hold what somebody typed
TYPED = frozenset({"criteria", "words", "because"})


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
    """Who viewed and who changed what. Every look at it is audited too.

    What somebody typed into a search is not shown here: data protection reads it, with a reason.
    """

    list_display = ("at", "by_name", "for_name", "act", "outcome", "crn", "record_kind", "record_key")
    list_filter = ("outcome", ("at", admin.DateFieldListFilter))
    search_fields = ("=crn", "=by_name", "=act", "=correlation_id")
    search_hint = "Search for a whole CRN, user name, act or correlation id."
    ordering = ("-id",)
    exclude = ("details",)
    readonly_fields = ("details_without_words",)

    @admin.display(description=_("details"))
    def details_without_words(self, entry):
        return {name: value for name, value in entry.details.items() if name not in TYPED}

    def changelist_view(self, request, extra_context=None):
        if self.has_view_permission(request):
            criteria = {name: ", ".join(values) for name, values in request.GET.lists()}
            act = "audit-searched" if criteria else "audit-read"
            audit.record(act, by=request.user, at=clock.now(), outcome="viewed", criteria=criteria)
        return super().changelist_view(request, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        self.audit_entry_read(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        self.audit_entry_read(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def audit_entry_read(self, request, key):
        """Audits that one entry was opened, under the person it is about."""
        if key and (entry := self.get_object(request, key)) and self.has_view_permission(request):
            audit.record("audit-read", by=request.user, at=clock.now(), on=entry, outcome="viewed")


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
