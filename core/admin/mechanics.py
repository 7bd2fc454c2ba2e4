"""Admin pages of the audit, the outbox and the admin's log, which are only read, and of bank holidays."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from core import audit, clock, models
from core.acts import acts_called, words_of
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

    list_display = ("at", "user", "for_whom", "act_in_words", "result", "number", "record")
    list_filter = ("outcome", ("at", admin.DateFieldListFilter))
    search_fields = ("=crn", "=by_name", "=act", "=correlation_id")
    search_hint = _(
        "Search for a whole CRN, user name or correlation id, or for how the words of an act begin."
    )
    ordering = ("-id",)
    fields = (
        *("at", "user", "for_whom", "act_in_words", "act", "result", "number", "crns", "record"),
        *("details_without_words", "correlation_id"),
    )

    @admin.display(description=_("user"), ordering="by_name")
    def user(self, entry):
        return entry.by_name

    @admin.display(description=_("for"), ordering="for_name")
    def for_whom(self, entry):
        return entry.for_name

    @admin.display(description="CRN", ordering="crn")
    def number(self, entry):
        return entry.crn

    @admin.display(description=_("what"), ordering="act")
    def act_in_words(self, entry):
        return words_of(entry.act)

    @admin.display(description=_("result"), ordering="outcome")
    def result(self, entry):
        return entry.outcome.capitalize()

    @admin.display(description=_("record"))
    def record(self, entry):
        try:
            kind = apps.get_model(entry.record_kind)._meta.verbose_name
        except (LookupError, ValueError):  # a table that was renamed since, or none
            kind = entry.record_kind
        return f"{kind} {entry.record_key}".strip().capitalize()

    def get_search_results(self, request, queryset, search_term):
        """As Django's, and entries of the acts whose words begin with what was typed."""
        rows, may_repeat = super().get_search_results(request, queryset, search_term)
        if acts := acts_called(search_term):
            rows = rows | queryset.filter(act__in=acts)
        return rows, may_repeat

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
