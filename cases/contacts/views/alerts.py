"""The alert list: clearing the ticked alerts, and undoing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.allocations.forms import WhoseFilter
from cases.allocations.queries.staff import staff_of
from cases.contacts.queries.alerts import open_alerts
from cases.contacts.queries.log import notes_for
from cases.contacts.services.alerts import clear_alerts, restore_alerts
from cases.pages import MaskedList, WorkPage
from core.numbers import whole_numbers
from core.screens.page import Page

CLEARED = "alerts-cleared"


class Alerts(WorkPage, MaskedList):
    """The alerts of the user, of a colleague or of a team. Only one's own are cleared."""

    permission = "cases.view-alerts"
    template_name = "cases/contacts/alerts/alerts.html"
    title = gettext_lazy("Alerts")
    filter_class = WhoseFilter
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
        request.session[CLEARED] = cleared
        words = ngettext("%(n)s alert cleared.", "%(n)s alerts cleared.", len(cleared)) % {"n": len(cleared)}
        messages.success(request, format_html("{} {}", words, self.undo_button(back)) if cleared else words)
        return redirect(back)

    def undo_button(self, back: str) -> str:
        return format_html(
            '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<input type="hidden" name="back" value="{}">'
            '<button type="submit" class="app-link-button">{}</button></form>',
            reverse("cases:alerts-undo"),
            get_token(self.request),
            back,
            _("Undo"),
        )


class UndoClear(Page):
    """Restores the alerts that the user cleared last."""

    permission = "cases.clear-alert"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        staff = staff_of(request.user)
        cleared = request.session.pop(CLEARED, [])
        restored = (
            restore_alerts(cleared, owner_staff_id=staff.pk, by=request.user, at=self.at) if staff else []
        )
        count = len(restored)
        words = ngettext("%(n)s alert put back", "%(n)s alerts put back", count) % {"n": count}
        messages.success(request, words)
        return redirect(self.back_to(reverse("cases:alerts")))
