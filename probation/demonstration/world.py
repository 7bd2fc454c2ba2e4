"""Makes the whole world in one transaction: accounts, staff, lives, then what the rules make of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import transaction

from cases.services import search_index
from core.models import User
from probation.demonstration import accounts, named_people
from probation.demonstration.lives import Life, draw_life
from probation.demonstration.people import People
from probation.demonstration.posts import Post, make_staff, post_of
from probation.demonstration.tables import FULL, Table, send_all
from probation.demonstration.time import Days

#: the practitioner's cases, and the most of all the people they may be
CASES_OF_PRACTITIONER = 60
PRACTITIONERS_SHARE = 0.4

Told = Callable[[str], None]


@dataclass
class World:
    """What is being made.

    people   how many there will be, the named ones among them
    """

    people: int
    seed: int
    days: Days
    users: dict[str, User]
    posts: dict[str, list[Post]]
    practitioner: Post


def current_share(people: int) -> float:
    """How many of the people are supervised now: most of a small world, of a national index three in ten."""
    return 0.85 if people <= 50_000 else 0.3


@transaction.atomic
def make_world(*, people: int, seed: int, on: date, tell: Told) -> World:
    """Everything or nothing. The same arguments give the same rows."""
    days = Days(on)
    users = accounts.make_accounts(on=on, at=days.at)
    current = int(people * current_share(people))
    world = World(
        people=people,
        seed=seed,
        days=days,
        users=users,
        posts=make_staff(current=current, seed=seed, on=on),
        practitioner=post_of(accounts.PRACTITIONER.staff_code),
    )
    with search_index.paused():
        _load(world, tell)
        tell("Building the search index")
    return world


def _load(world: World, tell: Told) -> None:
    entered = People(world.days)
    tables: tuple[Table, ...] = entered.tables
    for table in tables:
        table.begin()
    for done, life in enumerate(_lives(world, entered.people), start=1):
        entered.enter(life)
        if done % 500 == 0:
            send_all(tables, at_least=FULL)
        if done % 10_000 == 0:
            tell(f"{done:,} of {world.people:,} people")
    send_all(tables)
    for table in tables:
        table.finish()


def _lives(world: World, people: Table) -> Iterator[Life]:
    """The named people first, then the others."""
    held, first_key = 0, people.last_key + 1
    share = current_share(world.people)
    most = min(CASES_OF_PRACTITIONER, int(world.people * PRACTITIONERS_SHARE))
    named = named_people.NAMED_PEOPLE
    for n in range(world.people):
        rng = Random(world.seed * 1_000_003 + n)
        person = named[n] if n < len(named) else None
        life = draw_life(
            rng,
            key=people.key(),
            serial=named_people.FIRST_ORDINARY_SERIAL + n,
            on=world.days.on,
            current=person is not None or rng.random() < share,
            named=person,
        )
        if person is named_people.PRACTICE:
            life.learner = world.users[accounts.PRACTITIONER.username].pk
        elif person is named_people.MERGED_AWAY:
            life.merged_into = first_key + named.index(named_people.ORDINARY)
        life.removed = person is named_people.REMOVED
        if person is not None or (life.current and held < most and rng.random() < 0.5):
            held += 1
            life.region, life.post = accounts.HOME_REGION, world.practitioner
        elif life.current or rng.random() < 0.3:
            life.post = rng.choice(world.posts[life.region])
        yield life
