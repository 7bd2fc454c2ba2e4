"""Whose work a list shows: the user's own, a colleague's, or that of everybody in a team."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.allocations.queries.staff import (
    Near,
    my_teams,
    near,
    officers_of,
    staff_of,
    team_of_provider,
    teams_near,
)
from core.models import Staff, Team
from core.numbers import whole_number

if TYPE_CHECKING:
    from core.models import User

#: what lists take: one officer, or several; their keys do too
Officers = Staff | int | Collection[Staff | int]
#: value of `officer` in an address: everybody in the team
EVERYBODY = "team"
#: value of `team` in an address: the page shows the provider's teams to choose from
ANOTHER_TEAM = "another"


def each_of(officers: Officers) -> list[Staff | int]:
    """The officers, one after another."""
    return [officers] if isinstance(officers, Staff | int) else list(officers)


def keys_of_each(officers: Officers) -> list[int]:
    """The keys of the officers."""
    return [row if isinstance(row, int) else row.pk for row in each_of(officers)]


@dataclass(frozen=True, kw_only=True)
class Whose:
    """What an address chose, and what may be chosen.

    officers          whose work it is; none for a user without a staff record, who has no work of their own
    officer           the one officer; None for a team
    team              the team that was chosen; None for the user's own
    teams             teams of the user's PDU, and the one that was chosen
    has_other_teams   whether the provider has teams, which a page of their own shows
    members           officers of the chosen team, else of the user's, and the colleague that was chosen
    """

    officers: tuple[Staff, ...]
    officer: Staff | None
    team: Team | None
    teams: tuple[Team, ...]
    has_other_teams: bool
    members: tuple[Staff, ...]
    is_mine: bool

    @property
    def is_team(self) -> bool:
        """Whether the list is that of everybody in a team."""
        return self.officer is None and not self.is_mine


def whose_work(user: "User", *, officer: str = "", team: str = "") -> Whose:
    """Whose work an address asks for. 6 queries at most, some of them once a request.

    officer   "" for the user, or for everybody where a team is named; EVERYBODY; or the key of an officer
    team      "" for the user's own team, or the key of a team
    What is not of the user's provider is not found: then it is the user's own work, or the team's.
    """
    place, mine = near(user), staff_of(user)
    teams = teams_near(place)
    chosen = next((row for row in teams if str(row.pk) == team), None)
    if chosen is None and (chosen := team_of_provider(team, place)):
        teams.append(chosen)
    members = officers_of([chosen.pk] if chosen else my_teams(user))
    colleague = next((row for row in members if str(row.pk) == officer), None)
    if colleague is None and chosen is None:
        colleague = _elsewhere(officer, place)
        members += [colleague] if colleague else []
    is_team = colleague is None and (chosen is not None or officer == EVERYBODY)
    one = None if is_team else colleague or mine
    return Whose(
        officers=tuple(members) if is_team else (one,) if one else (),
        officer=one,
        team=chosen,
        teams=tuple(teams),
        has_other_teams=bool(place.regions),
        members=tuple(members),
        is_mine=not is_team and one == mine,
    )


def _elsewhere(officer: str, place: Near) -> Staff | None:
    """The officer of this key in a team of the provider, other than the user's. 1 query."""
    key = whole_number(officer)
    if key is None:
        return None
    open_team = {"memberships__team__region__in": place.regions, "memberships__team__valid_to": None}
    return Staff.objects.filter(pk=key, valid_to=None, memberships__valid_to=None, **open_team).first()
