"""Who works with a person: the holder of the case, the user's own staff record, their teams."""

from typing import TYPE_CHECKING

from cases.models import Allocation, Person
from core.models import Staff, Team, TeamMembership

if TYPE_CHECKING:
    from core.models import User

Post = tuple[Staff, Team]


def staff_of(user: "User") -> Staff | None:
    """The user's own staff record, asked for once a request."""
    if not hasattr(user, "_staff_record"):
        user._staff_record = Staff.objects.filter(user=user).first()  # type: ignore[attr-defined]
    return user._staff_record  # type: ignore[attr-defined]


def post_holding(person_id: int) -> Post | None:
    """Who holds the person today and for which team; None when nobody does. 1 query."""
    held = (
        Allocation.objects.filter(person_id=person_id, event=None, ended_on=None)
        .select_related("staff", "team")
        .first()
    )
    return (held.staff, held.team) if held else None


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
    mine, holder = staff_of(user), post_holding(person.pk)
    teams: list[int] = []
    if mine is not None:
        teams += TeamMembership.objects.filter(staff=mine, valid_to=None).values_list("team_id", flat=True)
    if holder is not None:
        teams.append(holder[1].pk)
    members = (
        TeamMembership.objects.filter(team_id__in=teams, valid_to=None, staff__valid_to=None)
        .select_related("staff", "team")
        .order_by("staff__surname", "staff__first_name", "team__name", "pk")
    )
    posts = [(row.staff, row.team) for row in members]
    if holder is not None and holder not in posts:
        posts.append(holder)
    first = {mine.pk: 0} if mine else {}
    if holder is not None:
        first.setdefault(holder[0].pk, 1)
    return sorted(posts, key=lambda post: first.get(post[0].pk, 2))
