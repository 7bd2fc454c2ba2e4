"""Printing a case."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.pages import RecordPage
from cases.people.views.summaries import equality_rows, main_rows, number_rows, reach_rows
from cases.record.forms.printing import PrintForm
from cases.record.queries.printing import printed
from cases.sentences.views.events import card_row
from core import audit


class PrintCase(RecordPage):
    """Two steps: the choice of parts, then the page to print. The audit says which parts were printed."""

    permission = "cases.print"
    template_name = "cases/record/print.html"
    title = gettext_lazy("Print this case")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = "show" in request.GET
        self.form = PrintForm(request.GET if asked else None, today=self.today)
        if asked and self.form.is_valid() and not self.is_merged_away:
            return self.print_parts(self.form.cleaned_data["parts"])
        if asked and not self.is_merged_away:
            return self.render_to_response(self.get_context_data(), status=400)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": self.form}

    def print_parts(self, parts: list[str]) -> HttpResponse:
        found = printed(self.person, parts, today=self.today)
        audit.record(
            "case-printed",
            on=self.person,
            by=self.request.user,
            at=self.at,
            outcome="viewed",
            parts=sorted(parts),
        )
        sees = self.allows("cases.view-gender-reassignment")
        context = {
            "title": _("Case record"),
            "parts": parts,
            "found": found,
            "main_rows": main_rows(found.details),
            "reach_rows": reach_rows(found.details),
            "number_rows": number_rows(found.details.person),
            "equality_rows": equality_rows(found.details.person, with_gender_reassignment=sees),
            "cards": [card_row(card, self.today) for card in found.sentences or []],
        }
        self.template_name = "cases/record/printed.html"
        return self.render_to_response({**self.get_context_data(), **context})
