"""The ground floor's reference data: regions, units, teams, offices, roles, bank holidays."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from core import policy
from core.models import (
    BankHoliday,
    JobTitle,
    Office,
    Pdu,
    PolicySetting,
    Region,
    Role,
    Staff,
    Team,
    TeamMembership,
)
from core.reference_data import CodeFile, Counts, Step, expect, lines_of, register
from core.roles import RoleCode

FOLDER = Path(__file__).parent.parent / "reference"
UNITS, TEAMS = FOLDER / "org_units.csv", FOLDER / "teams.csv"
#: The day the twelve regions began; source: docs/sources/core.md#organisation
REGIONS_BEGAN = date(2021, 6, 26)


def load_system_teams(on: date) -> Counts:
    """Adds one team of each kind to each region, from the "system team" rows of org_units.csv."""
    patterns = [
        (row["code"].removeprefix("<provider>"), row["name"])
        for _, row in lines_of(UNITS)
        if row["level"] == "system team"
    ]
    wanted = [
        Team(region=region, code=region.code + ending, name=f"{region.name}: {name}", is_system=True)
        for region in Region.objects.order_by("code")
        for ending, name in patterns
    ]
    return _add_missing(Team, wanted)


def load_team_offices(on: date) -> Counts:
    """Links teams to the offices of teams.csv. A team that has offices already is left to administrators."""
    offices = dict(Office.objects.values_list("code", "pk"))
    teams = dict(Team.objects.filter(offices__isnull=True).values_list("code", "pk"))
    through = Team.offices.through
    rows = [row for _, row in lines_of(TEAMS)]
    links = [
        through(team_id=teams[row["code"]], office_id=offices[code])
        for row in rows
        if row["code"] in teams
        for code in filter(None, row["offices"].split("|"))
    ]
    through.objects.bulk_create(links)
    return Counts(added=len(links), same=sum(row["code"] not in teams for row in rows))


def load_unallocated_staff(on: date) -> Counts:
    """Adds "Unallocated" to each team, who holds cases until they are allocated. Code: the team's and U."""
    teams = {team.code: team for team in Team.objects.all()}
    wanted = [Staff(code=f"{code}U", first_name="", surname="Unallocated") for code in sorted(teams)]
    counts = _add_missing(Staff, wanted)
    without = Staff.objects.filter(code__in=[row.code for row in wanted], memberships__isnull=True)
    TeamMembership.objects.bulk_create(
        TeamMembership(staff=staff, team=teams[staff.code[:-1]], valid_from=REGIONS_BEGAN)
        for staff in without
    )
    return counts


def load_policies(on: date) -> Counts:
    """Adds an empty row for each switch the apps declare. An empty row means the default."""
    stored = set(PolicySetting.objects.values_list("code", flat=True))
    declared = [switch.code for switch in policy.declared()]
    new = [PolicySetting(code=code, value=None) for code in declared if code not in stored]
    PolicySetting.objects.bulk_create(new)
    return Counts(added=len(new), same=len(declared) - len(new))


def _add_missing(model: type[Team] | type[Staff], wanted: Iterable[Team | Staff]) -> Counts:
    stored = set(model.objects.values_list("code", flat=True))
    wanted = list(wanted)
    new = [row for row in wanted if row.code not in stored]
    model.objects.bulk_create(new)
    return Counts(added=len(new), same=len(wanted) - len(new))


register(
    CodeFile(
        BankHoliday, FOLDER / "bank_holidays.csv", {"source": lambda row: "gov.uk/bank-holidays"}, key=("on",)
    ),
    CodeFile(JobTitle, FOLDER / "job_titles.csv", key=("number",)),
    CodeFile(Role, FOLDER / "roles.csv", once=frozenset({"landing_page", "description"})),
    CodeFile(Region, UNITS, wanted=lambda row: row["level"] == "region", only_adds=True),
    CodeFile(Pdu, UNITS, {"region": "parent_code"}, wanted=lambda row: row["level"] == "pdu", only_adds=True),
    CodeFile(Office, FOLDER / "offices.csv", only_adds=True),
    CodeFile(Team, TEAMS, only_adds=True),
    Step("core", "system teams", load_system_teams),
    Step("core", "offices of teams", load_team_offices),
    Step("core", "unallocated staff", load_unallocated_staff),
    Step("core", "policies", load_policies),
)
expect(Role, RoleCode)
