"""Reads of the organisation: offices and teams to choose from."""

from datetime import date

from django.db.models import Q

from core.models import Office, Team, User
from core.models.bases import in_force


def open_offices(*, today: date) -> list[tuple[int, str]]:
    """Key and name of each office that is not closed, by name. Costs 1 query."""
    rows = Office.objects.filter(in_force(today))
    return list(rows.order_by("name__alphabetical", "pk").values_list("pk", "name"))


def open_teams(user: User, *, chosen: int | None, today: date) -> list[tuple[int, str]]:
    """Key and name of the teams in the regions where the user works, closed ones left out, by name.

    For who works in no team: of the whole country. Costs 2 queries.

    chosen   a team that is among them wherever it is
    """
    rows = Team.objects.filter(in_force(today))
    works_in = Team.objects.filter(memberships__staff__user=user, memberships__valid_to=None)
    if regions := set(works_in.values_list("region", flat=True)):
        rows = rows.filter(Q(region__in=regions) | Q(pk=chosen))
    return list(rows.order_by("name__alphabetical", "pk").values_list("pk", "name"))
