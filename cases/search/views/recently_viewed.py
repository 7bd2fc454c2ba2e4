"""The people whose records a user opened last."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_lazy

from cases import access
from cases.search.queries import results
from core import clock
from core.screens.page import Page

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True)
class RecentRow:
    """A person whose record a user opened. `person` is a MaskedRow if the user may no longer open it."""

    person: Any
    viewed_at: datetime


def recently_viewed_by(user: "User", *, at: datetime) -> list[RecentRow]:
    """The last 16 people whose records the user opened, newest first. Costs 4 queries."""
    viewed = results.recently_viewed(user.pk)
    ids = [row.person_id for row in viewed]
    rows = results.rows_of(ids, today=clock.day_of(at))
    blocked = access.limited_access_of(ids, user, at=at)
    return [
        RecentRow(
            access.MaskedRow(row.person.crn, gettext("Restricted access"), provider=row.person.region.name)
            if row.person_id in blocked
            else rows[row.person_id],
            row.viewed_at,
        )
        for row in viewed
    ]


class RecentlyViewed(Page):
    permission = "cases.search"
    template_name = "cases/search/recent.html"
    title = gettext_lazy("Recently viewed")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "rows": self.listed(recently_viewed_by(self.request.user, at=self.at)),
        }
