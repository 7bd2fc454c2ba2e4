"""Colleagues whose diaries, and offices whose lists, a user may turn to."""

from typing import TYPE_CHECKING

from django.db.models import Q

from core.models import Office, Staff, Team

if TYPE_CHECKING:
    from core.models import User

OFFERED = 200


def teams_of(user: "User") -> list[int]:
    """The user's own open teams, else the team of their preferences. 1 or 2 queries."""
    if not hasattr(user, "_team_ids"):
        own = Team.objects.filter(memberships__staff__user=user, memberships__valid_to=None)
        user._team_ids = list(own.values_list("pk", flat=True))  # type: ignore[attr-defined]
    return user._team_ids  # type: ignore[attr-defined]


def officers_near(user: "User") -> list[Staff]:
    """Everybody in the user's teams, by name. 1 query more."""
    rows = Staff.objects.filter(
        memberships__team__in=teams_of(user), memberships__valid_to=None, valid_to=None
    ).distinct()
    return list(rows.order_by("surname", "first_name", "pk")[:OFFERED])


def offices_near(user: "User") -> list[Office]:
    """Offices of the user's teams first; for reception without a team, every open office. 1 query more."""
    teams = teams_of(user)
    rows = Office.objects.filter(valid_to=None)
    mine = rows.filter(teams__in=teams).distinct()
    found = list(mine.order_by("name", "pk")[:OFFERED]) if teams else []
    preferred = _preferred(user)
    if not found:
        region = Q(pdu__region__pdus__offices=preferred) if preferred else Q()
        found = list(rows.filter(region).distinct().order_by("name", "pk")[:OFFERED])
    return found


def _preferred(user: "User") -> int | None:
    preferences = getattr(user, "preferences", None)
    return preferences.office_id if preferences else None
