"""Reads of the organisation: offices and teams to choose from."""

from datetime import date

from core.models import Office, Team
from core.models.bases import in_force


def open_offices(*, today: date) -> list[tuple[int, str]]:
    """Key and name of each office that is not closed, by name. Costs 1 query."""
    rows = Office.objects.filter(in_force(today))
    return list(rows.order_by("name__alphabetical", "pk").values_list("pk", "name"))


def open_teams(*, today: date) -> list[tuple[int, str]]:
    """Key and name of each team that is not closed, by name. Costs 1 query."""
    rows = Team.objects.filter(in_force(today))
    return list(rows.order_by("name__alphabetical", "pk").values_list("pk", "name"))
