"""What a part of the national index has in proportion to its people: colleagues, accounts, referrals.

A world to measure has three people in ten supervised now, a member of staff to fifty people and a referral to
five. Each referral is told through the services, as those of the demonstration are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random

from django.db.models import Max, Min, Q

from cases.models import Person
from core.models import Office, Role, RoleHolding, Staff, Supplier, Team, TeamMembership, User
from core.roles import RoleCode
from probation.demonstration import accounts, named_people, names
from probation.demonstration import referral_stories as stories
from probation.demonstration.posts import GRADES, LETTERS, member_of
from probation.demonstration.referral_teller import HALF, ReferralMaker, Story
from referrals.models import Contract, ContractGrant, Referral

PEOPLE_TO_A_REFERRAL, PEOPLE_TO_STAFF = 5, 50
#: types of contracts that take referrals for most people, and the one for women
TYPES, FOR_WOMEN = ("ACC", "ETE", "PWB"), "WOS"
#: stories of referrals that have ended, told as of an earlier day, and of open ones; with their weights
ENDED = (
    (Story("", 40, stories.completed), 45),
    (Story("", 12, stories.withdrawn_before_assessment), 15),
    (Story("", 24, stories.withdrawn_after_assessment), 15),
    (Story("", 35, stories.ended_early), 5),
)
OPEN = (
    (Story("", 3), 4),
    (Story("", 6, stories.assigned), 3),
    (Story("", 8, stories.booked), 4),
    (Story("", 12, stories.needs_feedback), 2),
    (Story("", 24, stories.done), 5),
    (Story("", 35, stories.closed_early), 1),
    (Story("", 4, draft=HALF), 1),
)
LONGEST_AGO = timedelta(days=60)


@dataclass(frozen=True)
class Referred:
    """Somebody who may be referred.

    by      the user who holds them
    since   the day from which everything was known that a referral asks for
    """

    person: Person
    by: User
    office: str
    since: date


def make_colleagues(people: int, *, seed: int, on: date) -> None:
    """Makes staff who hold nobody, up to one for fifty people, and an account for each who holds somebody."""
    rng = Random(f"{seed}:colleagues")
    teams = {team.code: team for team in Team.objects.filter(staff__grade__in=GRADES).order_by("code")}
    _give_accounts(Staff.objects.filter(grade__in=GRADES, user=None).order_by("code"))
    taken = set(Staff.objects.values_list("code", flat=True))
    free = [
        (team, letter)
        for letter, team in product(LETTERS, teams.values())
        if f"{team.code}{letter}" not in taken
    ]
    missing = max(0, people // PEOPLE_TO_STAFF - Staff.objects.exclude(code__endswith="U").count())
    made = Staff.objects.bulk_create(member_of(team, letter, rng) for team, letter in free[:missing])
    began = date(on.year - 2, 9, 1)
    TeamMembership.objects.bulk_create(
        TeamMembership(staff=member, team=teams[member.code[:6]], valid_from=began) for member in made
    )


def _give_accounts(staff: Iterable[Staff]) -> None:
    """Accounts of practitioners, who cannot sign in: their passwords match nothing."""
    role = Role.objects.get(code=RoleCode.PRACTITIONER.value)
    for member in staff:
        member.user = User.objects.create(
            username=member.code.lower(),
            first_name=member.first_name,
            last_name=member.surname,
            email=member.email,
            password="!",  # noqa: S106
        )
        member.save(update_fields=["user"])
        RoleHolding.objects.create(user=member.user, role=role)


def make_suppliers_staff(users: dict[str, User]) -> dict[str, dict[str, User]]:
    """A caseworker and a manager of each supplier: supplier's code -> name of the demonstration's -> user."""
    made = {}
    for supplier in Supplier.objects.order_by("code"):
        if supplier.code == accounts.SUPPLIER:
            made[supplier.code] = users
            continue
        made[supplier.code] = {
            sign_in: _of_supplier(sign_in, supplier)
            for sign_in in ("supplier.caseworker", "supplier.manager")
        }
    return made


def _of_supplier(sign_in: str, supplier: Supplier) -> User:
    like = User.objects.get(username=sign_in)
    name = f"{supplier.code.lower()}.{sign_in.partition('.')[2]}"
    rng = Random(name)
    origin = names.background(rng)
    user = User.objects.create(
        username=name,
        first_name=names.first_name(rng, origin, woman=rng.random() < 0.6),
        last_name=names.surname(rng, origin),
        email=f"{name}@{accounts.SUPPLIERS_MAIL}",
        password="!",  # noqa: S106
        supplier=supplier,
    )
    RoleHolding.objects.create(user=user, role=like.role_holdings.get().role)
    ContractGrant.objects.bulk_create(
        ContractGrant(user=user, contract=contract) for contract in Contract.objects.filter(prime=supplier)
    )
    return user


def make_referrals(people: int, users: dict[str, User], *, seed: int, today: date) -> int:
    """Tells referrals of people supervised now until there is one to five people; returns how many."""
    rng, missing = Random(f"{seed}:referrals"), people // PEOPLE_TO_A_REFERRAL - Referral.objects.count()
    suppliers = make_suppliers_staff(users)
    contracts, who = contracts_by_region(), list(_who(users, today))
    made = 0
    for type_ in TYPES:
        for one in who:
            if made >= missing:
                return made
            wanted = FOR_WOMEN if one.person.sex.code == "F" else type_
            offered = contracts.get((one.person.region_id, wanted), ())
            if not offered or (wanted == FOR_WOMEN and type_ != TYPES[0]):
                continue
            contract = offered[made % len(offered)]
            _tell(one, contract, users | suppliers[contract.prime.code], rng, today)
            made += 1
    return made


def _tell(one: Referred, contract: Contract, users: dict[str, User], rng: Random, today: date) -> None:
    """Tells an open story as of today, or one that has ended as of an earlier day."""
    earliest = (today - one.since).days - LONGEST_AGO.days
    told = ENDED if rng.random() < 0.8 else OPEN
    story = rng.choices([story for story, _ in told], [weight for _, weight in told])[0]
    ago = rng.randrange(max(1, earliest)) if told is ENDED else 0
    maker = ReferralMaker(users | {accounts.PRACTITIONER.username: one.by}, today - timedelta(days=ago))
    maker.office = one.office
    maker.refer(one.person, Story(contract.reference, story.days_ago, story.steps, story.draft))


def contracts_by_region() -> dict[tuple[int, str], list[Contract]]:
    """(region, type) -> contracts of the region, or of an area in it, that take referrals on any day."""
    always = Contract.objects.filter(hidden_before=None, hidden_after=None)
    rows = always.filter(type__code__in=(*TYPES, FOR_WOMEN)).order_by("reference")
    found: dict[tuple[int, str], list[Contract]] = {}
    for row in rows.select_related("prime", "type", "region", "pcc_area__region"):
        region = row.region or row.pcc_area.region
        found.setdefault((region.region_id, row.type.code), []).append(row)
    return found


def _who(users: dict[str, User], today: date) -> Iterator[Referred]:
    """People on a community sentence that runs on, whose assessment was complete, and who holds them.

    Those of the sign-ins are left out: their referrals are told elsewhere.
    """
    current = Q(events__disposals__terminated_on=None, events__disposals__removed_at=None)
    rows = (
        Person.objects.filter(
            current,
            allocations__ended_on=None,
            allocations__event=None,
            allocations__staff__in=Staff.objects.exclude(user=None).exclude(user__in=users.values()),
            events__disposals__custodies=None,
            events__disposals__expected_end_on__gt=today + timedelta(days=30),
            events__disposals__sentenced_on__lt=today - LONGEST_AGO,
            assessments__status="COMPLETE",
        )
        .exclude(crn__in=[person.crn for person in named_people.NAMED_PEOPLE])
        .annotate(
            held_by=Max("allocations__staff__user"),
            team=Max("allocations__team"),
            sentenced_on=Max("events__disposals__sentenced_on"),
            assessed_at=Min("assessments__completed_at"),
        )
        .select_related("sex")
        .order_by("pk")
    )
    holders = User.objects.in_bulk({row.held_by for row in rows})
    offices = dict(Office.teams.through.objects.order_by("-office__code").values_list("team", "office__code"))
    for row in rows:
        since = max(row.sentenced_on, row.assessed_at.date())
        if since < today - LONGEST_AGO:
            yield Referred(row, holders[row.held_by], offices[row.team], since)
