"""A user's staff record and teams, the teams and offices near them, the officers they enter contacts for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from cases.allocations.queries.holders import allocated_holder_of
from cases.models import Person
from core.built_once import built_once
from core.models import Office, Staff, Team, TeamMembership

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
        teams += TeamMembership.objects.filter(staff=mine, valid_to=None).values_list("team_id", flat=True)
    if holder is not None:
        teams.append(holder.team_id)
    members = (
        TeamMembership.objects.filter(team_id__in=teams, valid_to=None, staff__valid_to=None)
        .select_related("staff", "team")
        .order_by(
            "staff__surname__alphabetical",
            "staff__first_name__alphabetical",
            "team__name__alphabetical",
            "pk",
        )
    )
    posts = [(row.staff, row.team) for row in members]
    if holder is not None and (holder.staff, holder.team) not in posts:
        posts.append((holder.staff, holder.team))
    first = {mine.pk: 0} if mine else {}
    if holder is not None:
        first.setdefault(holder.staff_id, 1)
    return sorted(posts, key=lambda post: first.get(post[0].pk, 2))


def teams_of(user: "User") -> list[int]:
    """Keys of the user's own open teams. 1 query a request."""
    if not hasattr(user, "_team_ids"):
        own = Team.objects.filter(memberships__staff__user=user, memberships__valid_to=None)
        user._team_ids = list(own.values_list("pk", flat=True))  # type: ignore[attr-defined]
    return user._team_ids  # type: ignore[attr-defined]


def my_teams(user: "User") -> list[int]:
    """Keys of "My team": the team of the user's preferences, else their own open teams."""
    preferences = getattr(user, "preferences", None)
    return [preferences.team_id] if preferences and preferences.team_id else teams_of(user)


def teams_near(user: "User") -> list[Team]:
    """Open teams of the user's provider, by name. 2 queries besides `my_teams`.

    The provider is the region of the user's teams, else of their preferred office; without either, none.
    """
    regions = set(
        Team.objects.filter(pk__in={*teams_of(user), *my_teams(user)}).values_list("region", flat=True)
    )
    if not regions and (office := _preferred(user)):
        regions = set(Office.objects.filter(pk=office).values_list("pdu__region", flat=True))
    rows = Team.objects.filter(region__in=regions, valid_to=None)
    return list(rows.order_by("name__alphabetical", "pk"))


def officers_of(teams: Iterable[int]) -> list[Staff]:
    """Staff in any of the teams, by name; "Unallocated", who has cases nobody holds, last. 1 query."""
    rows = Staff.objects.filter(
        memberships__team__in=list(teams), memberships__valid_to=None, valid_to=None
    ).distinct()
    found = rows.order_by("surname__alphabetical", "first_name__alphabetical", "pk")
    return sorted(found, key=lambda row: row.is_unallocated)


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
