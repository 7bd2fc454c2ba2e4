"""The alert list: clearing the ticked alerts, and undoing it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.allocations.queries.staff import staff_of
from cases.contacts.queries.alerts import open_alerts
from cases.contacts.queries.log import notes_for
from cases.contacts.services.alerts import clear_alerts, restore_alerts
from cases.pages import MaskedList, WorkPage
from core.numbers import whole_numbers
from core.screens.page import Page

CLEARING = "alerts-cleared"  #: salt of what an Undo button carries: the alerts that one act cleared, and when


class Alerts(WorkPage, MaskedList):
    """The alerts of the user, of a colleague or of a team. Only one's own are cleared."""

    permission = "cases.view-alerts"
    template_name = "cases/contacts/alerts/alerts.html"
    title = gettext_lazy("Alerts")
    sorts = {
        "raised": ("-raised_at", "-pk"),
        "person": ("person__surname__alphabetical", "person__first_name__alphabetical", "-pk"),
        "type": ("contact__type__words__alphabetical", "-pk"),
    }

    def get_queryset(self) -> Any:
        return open_alerts(self.whose.officers)

    def decorate(self, rows: list[Any]) -> list[Any]:
        masked = super().decorate(rows)
        reads_sensitive = self.allows("cases.read-sensitive")
        shown = [row for row in masked if not getattr(row, "is_masked", False)]
        notes = notes_for(
            [row.contact_id for row in shown if reads_sensitive or not row.contact.is_sensitive]
        )
        for row in shown:
            row.notes = notes.get(row.contact_id, [])
            row.notes_hidden = row.contact.is_sensitive and not reads_sensitive
        return masked

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_clear = self.whose.is_mine and self.allows("cases.clear-alert")
        return {**super().get_context_data(**kwargs), "may_clear": may_clear}


class ClearAlerts(Page):
    permission = "cases.clear-alert"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        back = self.back_to(reverse("cases:alerts"))
        staff = staff_of(request.user)
        ticked = whole_numbers(request.POST.getlist("alert"))
        if not ticked or staff is None:
            messages.error(request, _("Select an alert to clear"))
            return redirect(back)
        cleared = clear_alerts(ticked, owner_staff_id=staff.pk, by=request.user, at=self.at)
        if not cleared:
            words = _("No alerts cleared. They were cleared before, or you may not open the record.")
            messages.info(request, words)
            return redirect(back)
        words = ngettext("%(n)s alert cleared.", "%(n)s alerts cleared.", len(cleared)) % {"n": len(cleared)}
        messages.success(request, format_html("{} {}", words, self.undo_button(cleared, back)))
        return redirect(back)

    def undo_button(self, cleared: list[int], back: str) -> str:
        """A form that undoes this clearing and no other, whatever is cleared in another window."""
        return format_html(
            '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<input type="hidden" name="back" value="{}"><input type="hidden" name="clearing" value="{}">'
            '<button type="submit" class="app-link-button">{}</button></form>',
            reverse("cases:alerts-undo"),
            get_token(self.request),
            back,
            signing.dumps([cleared, self.at.isoformat()], salt=CLEARING),
            _("Undo"),
        )


class UndoClear(Page):
    """Restores the alerts that one act of the user cleared."""

    permission = "cases.clear-alert"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        count = len(self.restored())
        if count:
            words = ngettext("%(n)s alert put back.", "%(n)s alerts put back.", count) % {"n": count}
            messages.success(request, words)
        else:
            words = _("No alerts put back. They are in a list again, or you may not open the record.")
            messages.info(request, words)
        return redirect(self.back_to(reverse("cases:alerts")))

    def restored(self) -> list[int]:
        staff = staff_of(self.request.user)
        try:
            cleared, cleared_at = signing.loads(self.request.POST.get("clearing", ""), salt=CLEARING)
        except signing.BadSignature:
            return []
        if staff is None:
            return []
        return restore_alerts(
            cleared,
            cleared_at=datetime.fromisoformat(cleared_at),
            owner_staff_id=staff.pk,
            by=self.request.user,
            at=self.at,
        )
