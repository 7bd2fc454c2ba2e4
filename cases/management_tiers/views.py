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

#: every tier from the least to the most, without the S of an unsupervised third
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
            # Written when the tier last changed; what a later calculation counted is the panel's to say.
            "because": from_stored(current.because) if current and not filled else None,
            "history": [(row, from_stored(row.because)) for row in rows],
            "steps": tier_steps(rows, today=self.today),
            "panels": filled,
        }


def tier_steps(rows: "Sequence[ManagementTier]", *, today: date) -> Steps | None:
    """The tiers over time; None while there are none."""
    if not rows:
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
