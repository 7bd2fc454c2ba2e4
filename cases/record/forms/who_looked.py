"""The filter of the page "who looked"."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.record.queries.who_looked import users_called
from core.clock import LONDON
from core.govuk import CheckboxesField, FilterForm, NearDateField, TextField
from core.typed.user_names import read_user_name

OUTCOMES = [
    ("viewed", _("Looked")),
    ("done", _("Changed something")),
    ("refused", _("Was refused")),
    ("failed", _("Failed")),
]


class WhoLookedFilter(FilterForm):
    outcome = CheckboxesField(label=_("What happened"), choices=OUTCOMES, small=True)
    who = TextField(label=_("Name or user name"), width=20)
    since = NearDateField(label=_("From"), quick=(), when="today-or-past")
    until = NearDateField(label=_("To"), quick=())

    def chosen(self, rows: Any) -> Any:
        if not self.is_valid():
            return rows
        cleaned = self.cleaned_data
        narrowed = Q()
        if cleaned["outcome"]:
            narrowed &= Q(outcome__in=cleaned["outcome"])
        if cleaned["who"]:
            called = users_called(cleaned["who"]).values("pk")
            narrowed &= Q(by_id__in=called) | Q(by_name__iexact=read_user_name(cleaned["who"]))
        if cleaned["since"]:
            narrowed &= Q(at__gte=_midnight(cleaned["since"]))
        if cleaned["until"]:
            narrowed &= Q(at__lt=_midnight(cleaned["until"] + timedelta(days=1)))
        return rows.filter(narrowed)


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time(0), tzinfo=LONDON)
