"""The filter beside who looked."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.record.queries.history import users_called
from core.clock import LONDON
from core.govuk import CheckboxesField, FilterForm, NearDateField, TextField

OUTCOMES = [("viewed", _("Looked")), ("done", _("Changed something")), ("refused", _("Was refused"))]


class HistoryFilter(FilterForm):
    outcome = CheckboxesField(label=_("What happened"), choices=OUTCOMES, small=True)
    who = TextField(label=_("Name or user name"), width=20)
    since = NearDateField(label=_("From"), quick=(), when="today-or-past")
    until = NearDateField(label=_("To"), quick=())

    def chosen(self, rows: Any) -> Any:
        if not self.is_valid():
            return rows
        given = self.cleaned_data
        narrowed = Q()
        if given["outcome"]:
            narrowed &= Q(outcome__in=given["outcome"])
        if given["who"]:
            called = users_called(given["who"]).values("pk")
            narrowed &= Q(by_id__in=called) | Q(by_name__iexact=given["who"].strip())
        if given["since"]:
            narrowed &= Q(at__gte=_midnight(given["since"]))
        if given["until"]:
            narrowed &= Q(at__lt=_midnight(given["until"] + timedelta(days=1)))
        return rows.filter(narrowed)


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time(0), tzinfo=LONDON)
