"""The forms above the diaries: whose list, which day, how far ahead or back."""

from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.allocations.forms import WhoseFilter
from cases.worklists.queries.diaries import DEADLINES_OVERDUE
from core.calendar.typed_dates import EARLIEST, LATEST, read_date
from core.govuk import FilterForm, NearDateField, SelectField
from core.govuk.dates import QUICK_AHEAD

FAR = timedelta(days=3650)
WITHIN = {
    "7": timedelta(days=7),
    "14": timedelta(days=14),
    "42": timedelta(days=42),
    "all": FAR,
    "overdue": DEADLINES_OVERDUE,
}


class DayForm(WhoseFilter):
    on = NearDateField(label=_("Date"), quick=QUICK_AHEAD[:2], hint="")

    def day(self, today: date) -> date:
        self.is_valid()
        return self.cleaned_data.get("on") or today


class OfficeDayForm(FilterForm):
    office_ = SelectField(label=_("Office"), empty=None)
    on = NearDateField(label=_("Date"), quick=QUICK_AHEAD[:2], hint="")

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["office_"].choices = offices

    def day(self, today: date) -> date:
        self.is_valid()
        return self.cleaned_data.get("on") or today

    def office(self) -> int | None:
        self.is_valid()
        chosen = self.cleaned_data.get("office_")
        return int(chosen) if chosen else None

    def chosen(self, rows: Any) -> Any:
        return rows


class OutcomesFilter(WhoseFilter):
    since = NearDateField(label=_("From"), quick=(), hint="")

    @staticmethod
    def since_of(query: QueryDict) -> date | None:
        day = read_date(query.get("since", ""))
        return day if day and EARLIEST <= day <= LATEST else None


class DeadlineFilter(WhoseFilter):
    within = SelectField(
        label=_("Due in"),
        empty=None,
        choices=[
            ("14", _("14 days")),
            ("7", _("7 days")),
            ("42", _("6 weeks")),
            ("overdue", _("Overdue only")),
            ("all", _("Any time")),
        ],
    )
    on = NearDateField(label=_("Due on one day"), quick=(), hint="")

    def chosen(self, rows: Any) -> Any:
        self.is_valid()
        on = self.cleaned_data.get("on")
        return rows.filter(due_on=on) if on else rows

    @staticmethod
    def until_of(query: QueryDict, today: date) -> date:
        """The last day. A single day is looked for at any time."""
        if read_date(query.get("on", "")):
            return today + FAR
        return today + WITHIN.get(query.get("within", ""), WITHIN["14"])
