"""The page "who looked": every look at one record, every change to it and every refusal."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.pages import RecordPage
from cases.record.forms.who_looked import WhoLookedFilter
from cases.record.queries.who_looked import audit_of, names_of
from core.acts import words_of
from core.screens.paging import keyset_page


class WhoLooked(RecordPage):
    permission = "cases.who-looked"
    template_name = "cases/record/who_looked/who_looked.html"
    title = gettext_lazy("Who looked")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        form = WhoLookedFilter(query, today=self.today)
        page = keyset_page(
            form.chosen(audit_of(self.person)),
            ("at", "id"),
            after=query.get("after", ""),
            before=query.get("before", ""),
            size=self.request.preferences.page_size,
        )
        names = names_of(page.rows)
        page.rows = [
            {
                "entry": entry,
                "name": names.get(entry.by_id, ""),
                "act": words_of(entry.act),
                **_outcome(entry),
            }
            for entry in page.rows
        ]
        return {**super().get_context_data(**kwargs), "filter": form, "page": page, "rows": page.rows}


def _outcome(entry: Any) -> dict[str, str]:
    if entry.outcome == "refused":
        kinds = {"limited-access": _("Limited access"), "permission": _("No permission")}
        other = _("A rule") if "rules" in entry.details else ""
        why = kinds.get(entry.details.get("kind", ""), other)
        return {"outcome": _("Refused"), "colour": "red", "why": why}
    if entry.outcome == "failed":
        return {"outcome": _("Failed"), "colour": "red", "why": _("An error: nothing was changed")}
    if entry.outcome == "viewed":
        return {"outcome": _("Looked"), "colour": "grey", "why": "" if entry.crn else _("In a list")}
    return {"outcome": _("Changed"), "colour": "blue", "why": ""}
