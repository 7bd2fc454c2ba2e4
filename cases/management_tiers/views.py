"""The tier page: current tier, how it was reached, history as chart and table."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.management_tiers.queries import tiers_of
from cases.pages import PersonPage
from core.clock import day_of
from core.reasons import from_stored
from core.screens import panels
from core.screens.charts import Step, Steps

if TYPE_CHECKING:
    from cases.models import ManagementTier

#: Every tier from the lowest to the highest, without the S of an unsupervised last third
LADDER = [f"{protect}{change}" for protect in "DCBA" for change in "0123"]


class Tier(PersonPage):
    permission = "cases.view-tier"
    template_name = "cases/management_tiers/tier.html"
    title = gettext_lazy("Tier")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(tiers_of(self.person.pk))
        current = rows[0] if rows and rows[0].ended_at is None else None
        filled = panels.render("case-tier", self.request, person=self.person, today=self.today)
        return {
            **super().get_context_data(**kwargs),
            "current": current,
            # The reason stored when the tier last changed. A panel shows the latest calculation instead.
            "because": from_stored(current.because) if current and not filled else None,
            "history": [(row, from_stored(row.because)) for row in rows],
            "steps": tier_steps(rows, today=self.today),
            "panels": filled,
        }


def tier_steps(rows: "Sequence[ManagementTier]", *, today: date) -> Steps | None:
    """The chart of the tiers over time; None for a person who has had one tier at most."""
    if len(rows) < 2:
        return None
    steps = [
        Step(since=day_of(row.began_at), level=LADDER.index(row.code[:2]), words=row.code)
        for row in reversed(rows)
    ]
    return Steps(
        label=_("Tier over time"),
        caption=_("Tier %(code)s now") % {"code": rows[0].code},
        levels=LADDER,
        steps=steps,
        until=today,
    )
