"""Fictional staff of every region, and the posts (who, in which team, at which office) that hold cases."""

from dataclasses import dataclass
from datetime import date
from random import Random

from core.models import Office, Region, Staff, Team, TeamMembership
from probation.demonstration import names
from probation.demonstration.accounts import STAFF_MAIL

#: letters that end a staff code; U stands for Unallocated, and the sign-ins use T to Z
LETTERS = "ABCDEFGHJKLMNPQR"
CASES_HELD = 45
TEAMS_AT_LEAST = 2
GRADES = ("PO", "PO", "PO", "PSO", "PSO", "PQP")


@dataclass(frozen=True, slots=True)
class Post:
    staff: int
    team: int
    office: int
    region: int


def make_staff(
    *, current: int, seed: int, on: date, teams_at_least: int = TEAMS_AT_LEAST
) -> dict[str, list[Post]]:
    """Makes staff for `current` people under supervision; returns region code -> posts.

    Every region has staff in so many teams at least, and in more teams if there are more cases.
    """
    regions = list(Region.objects.order_by("code"))
    wanted = max(teams_at_least * 3, -(-current // (CASES_HELD * len(regions))))
    posts = {}
    for region in regions:
        posts[region.code] = _make_posts(
            region, wanted, Random(f"{seed}:staff:{region.code}"), on, teams_at_least
        )
    return posts


def _make_posts(region: Region, wanted: int, rng: Random, on: date, teams_at_least: int) -> list[Post]:
    teams = list(
        Team.objects.filter(region=region, is_system=False, name__contains="sentence management").order_by(
            "code"
        )
    )
    offices = dict(
        Office.teams.through.objects.filter(team__in=teams)  # type: ignore[attr-defined]
        .order_by("-office__code")
        .values_list("team_id", "office_id")
    )
    each = max(3, min(len(LETTERS), -(-wanted // len(teams))))
    used = teams[: max(teams_at_least, -(-wanted // each))]
    staff = [member_of(team, letter, rng) for team in used for letter in LETTERS[:each]]
    Staff.objects.bulk_create(staff)
    began = date(on.year - 3, 9, 1)
    by_code = {team.code: team for team in used}
    TeamMembership.objects.bulk_create(
        TeamMembership(staff=member, team=by_code[member.code[:6]], valid_from=began) for member in staff
    )
    return [
        Post(member.pk, (team := by_code[member.code[:6]]).pk, offices[team.pk], region.pk)
        for member in staff
    ]


def member_of(team: Team, letter: str, rng: Random) -> Staff:
    origin = names.background(rng)
    first = names.first_name(rng, origin, woman=rng.random() < 0.65)
    last = names.surname(rng, origin)
    return Staff(
        code=f"{team.code}{letter}",
        first_name=first,
        surname=last,
        grade=rng.choice(GRADES),
        telephone=f"01632 960{rng.randrange(1000):03d}",
        email=f"{team.code}{letter}@{STAFF_MAIL}".lower(),
    )


def post_of(staff_code: str) -> Post:
    """The post of one of the sign-ins."""
    member = Staff.objects.get(code=staff_code)
    team = Team.objects.get(code=staff_code[:6])
    office = team.offices.order_by("code").first()
    if office is None:
        raise LookupError(f"team {team.code} has no office")
    return Post(member.pk, team.pk, office.pk, team.region_id)
