"""A user's staff record and teams, the teams and offices near them, the officers they enter contacts for."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from cases.allocations.queries.holders import allocated_holder_of
from cases.models import Person
from core.built_once import built_once
from core.models import Office, Staff, Team, TeamMembership
from core.numbers import whole_number

if TYPE_CHECKING:
    from core.models import User

OFFERED = 200
#: an officer in one of their teams
Post = tuple[Staff, Team]


def staff_of(user: "User") -> Staff | None:
    """The user's own staff record. 1 query a request."""
    if not hasattr(user, "_staff_record"):
        user._staff_record = next(iter(_with_user(user.pk)), None)  # type: ignore[attr-defined]
    return user._staff_record  # type: ignore[attr-defined]


@built_once
def _with_user(user_id: int) -> QuerySet[Staff]:
    return Staff.objects.filter(user=user_id)


def post_of(staff: Staff) -> Post | None:
    """A member of staff with the first of their open teams. 1 query."""
    membership = (
        TeamMembership.objects.filter(staff=staff, valid_to=None)
        .select_related("team")
        .order_by("valid_from", "pk")
        .first()
    )
    return (staff, membership.team) if membership else None


def posts_for(person: Person, user: "User") -> list[Post]:
    """Officers a contact may be entered for: the user, the holder, then their colleagues. 4 queries."""
    mine, holder = staff_of(user), allocated_holder_of(person.pk)
    teams: list[int] = []
    if mine is not None:
        teams += _teams_of_staff(mine.pk)
    if holder is not None:
        teams.append(holder.team_id)
    posts = [(row.staff, row.team) for row in _members_of(teams)]
    if holder is not None and (holder.staff, holder.team) not in posts:
        posts.append((holder.staff, holder.team))
    first = {mine.pk: 0} if mine else {}
    if holder is not None:
        first.setdefault(holder.staff_id, 1)
    return sorted(posts, key=lambda post: first.get(post[0].pk, 2))


@built_once
def _teams_of_staff(staff_id: int) -> QuerySet[TeamMembership, int]:
    return TeamMembership.objects.filter(staff=staff_id, valid_to=None).values_list("team_id", flat=True)


@built_once
def _members_of(team_ids: list[int]) -> QuerySet[TeamMembership]:
    rows = TeamMembership.objects.filter(team_id__among=team_ids, valid_to=None, staff__valid_to=None)
    return rows.select_related("staff", "team").order_by(
        "staff__surname__alphabetical", "staff__first_name__alphabetical", "team__name__alphabetical", "pk"
    )


def teams_of(user: "User") -> list[int]:
    """Keys of the user's own open teams. 1 query a request."""
    if not hasattr(user, "_team_ids"):
        user._team_ids = _teams_of_user(user.pk)  # type: ignore[attr-defined]
    return user._team_ids  # type: ignore[attr-defined]


@built_once
def _teams_of_user(user_id: int) -> QuerySet[Team, int]:
    rows = Team.objects.filter(memberships__staff__user=user_id, memberships__valid_to=None)
    return rows.values_list("pk", flat=True)


def my_teams(user: "User") -> list[int]:
    """Keys of "My team": the team of the user's preferences, else their own open teams."""
    preferences = getattr(user, "preferences", None)
    return [preferences.team_id] if preferences and preferences.team_id else teams_of(user)


@dataclass(frozen=True)
class Near:
    """Where a user works: the keys of their regions, which are their providers, and of their PDUs.

    They are those of the user's teams, else of their preferred office; without either, none.
    """

    regions: frozenset[int]
    pdus: frozenset[int]


def near(user: "User") -> Near:
    """Where the user works. 1 query besides `my_teams`."""
    places = list(_places_of(sorted({*teams_of(user), *my_teams(user)})))
    if not places and (office := _preferred(user)):
        places = list(Office.objects.filter(pk=office).values_list("pdu__region", "pdu"))
    return Near(
        regions=frozenset(region for region, _pdu in places),
        pdus=frozenset(pdu for _region, pdu in places if pdu is not None),
    )


@built_once
def _places_of(team_ids: list[int]) -> QuerySet[Team, tuple[int, int | None]]:
    return Team.objects.filter(pk__among=team_ids).values_list("region", "pdu")


def teams_near(place: Near) -> list[Team]:
    """Open teams of the PDUs, by name: a region has hundreds of teams, a PDU some dozens. 1 query."""
    return list(_open_teams(sorted(place.pdus)))


@built_once
def _open_teams(pdu_ids: list[int]) -> QuerySet[Team]:
    rows = Team.objects.filter(pdu__among=pdu_ids, valid_to=None)
    return rows.order_by("name__alphabetical", "pk")


def team_of_provider(key: str, place: Near) -> Team | None:
    """The open team of this key in one of the regions. 1 query, none where the key is no number."""
    number = whole_number(key)
    rows = Team.objects.filter(pk=number, region__in=place.regions, valid_to=None)
    return rows.first() if number is not None else None


def teams_by_pdu(place: Near) -> list[tuple[str, list[Team]]]:
    """Each PDU of the regions, by name, with its open teams, by name; teams of none come last. 1 query."""
    rows = Team.objects.filter(region__in=place.regions, valid_to=None).select_related("pdu")
    ordered = rows.order_by("pdu__name__alphabetical", "pdu", "name__alphabetical", "pk")
    return [(str(pdu or ""), list(teams)) for pdu, teams in groupby(ordered, key=lambda team: team.pdu)]


def officers_of(teams: Iterable[int]) -> list[Staff]:
    """Staff in any of the teams, by name; "Unallocated", who has cases nobody holds, last. 1 query."""
    return sorted(_staff_of_teams(list(teams)), key=lambda row: row.is_unallocated)


@built_once
def _staff_of_teams(team_ids: list[int]) -> QuerySet[Staff]:
    rows = Staff.objects.filter(
        memberships__team__among=team_ids, memberships__valid_to=None, valid_to=None
    ).distinct()
    return rows.order_by("surname__alphabetical", "first_name__alphabetical", "pk")


def offices_near(user: "User") -> list[Office]:
    """Open offices of the user's teams, by name, 200 at most.

    A user whose teams have none, as in reception, gets those of the region of their preferred office, or all.
    1 or 2 queries besides `teams_of`.
    """
    teams = teams_of(user)
    rows = Office.objects.filter(valid_to=None)
    mine = rows.filter(teams__in=teams).distinct()
    found = list(mine.order_by("name__alphabetical", "pk")[:OFFERED]) if teams else []
    preferred = _preferred(user)
    if not found:
        region = Q(pdu__region__pdus__offices=preferred) if preferred else Q()
        found = list(rows.filter(region).distinct().order_by("name__alphabetical", "pk")[:OFFERED])
    return found


def _preferred(user: "User") -> int | None:
    preferences = getattr(user, "preferences", None)
    return preferences.office_id if preferences else None
