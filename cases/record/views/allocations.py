"""Who has held the case, and its transfers."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.allocations.queries import practitioners
from cases.codes import TransferStatus
from cases.pages import RecordPage

_STATE_COLOURS = {"PN": "yellow", "TA": "green", "TR": "red", "TW": "grey"}


class Officers(RecordPage):
    template_name = "cases/record/officers.html"
    title = gettext_lazy("Practitioners of this case")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = [
            {
                "title": f"{row.staff.name}, {row.team.name}",
                "at": row.started_on,
                "words": self.words_of(row),
                "tag": "" if row.ended_on else _("Current"),
                "tag_colour": "green",
            }
            for row in practitioners.practitioners_of(self.person)
        ]
        return {**super().get_context_data(**kwargs), "items": items}

    @staticmethod
    def words_of(row: Any) -> str:
        of = _("Sentence %(n)s") % {"n": row.event.number} if row.event else _("The person")
        reason = row.reason.words if row.reason else ""
        return ". ".join(filter(None, [str(of), reason]))


class Transfers(RecordPage):
    template_name = "cases/record/transfers.html"
    title = gettext_lazy("Transfers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [
            {
                "transfer": row,
                "state": TransferStatus(row.state).words,
                "colour": _STATE_COLOURS.get(row.state, ""),
            }
            for row in practitioners.transfers_of(self.person)
        ]
        return {**super().get_context_data(**kwargs), "rows": rows}
