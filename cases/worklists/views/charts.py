"""The pictures of the work lists: a caseload by tier."""

from collections.abc import Collection
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.worklists.queries.tiers import NO_TIER
from core.screens.charts import Part, StackedBar


def tier_bar(
    counts: dict[str, int], *, address: str, chosen: Collection[str] = (), **query: str
) -> StackedBar | None:
    """The bar of a caseload; None for an empty one.

    counts    from `by_tier`
    address   of the list that the parts filter; `query` is kept in each link
    chosen    the tiers that the list shows now
    """
    total = sum(counts.values())
    if not total:
        return None
    high = counts["A"] + counts["B"]
    return StackedBar(
        label=_("Cases by tier"),
        caption=ngettext(
            "%(high)s of %(n)s case is tier A or B", "%(high)s of %(n)s cases are tier A or B", total
        )
        % {"high": high, "n": total},
        parts=[
            Part(
                words=_("No tier yet") if tier == NO_TIER else _("Tier %(tier)s") % {"tier": tier},
                short=_("None") if tier == NO_TIER else tier,
                count=count,
                href=f"{address}?{urlencode({**query, 'tier': tier})}",
                is_chosen=tier in chosen,
            )
            for tier, count in counts.items()
        ],
    )
