"""Makes the whole world in one transaction: accounts, staff, lives, then what the rules make of them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import transaction

from cases.models import Person
from cases.search.services import index
from core.models import User
from probation.demonstration import accounts, bulk, named_people
from probation.demonstration.assessed import Assessed
from probation.demonstration.contacts import FULL_LIVES, NATIONAL, Contacts
from probation.demonstration.diary import Diary
from probation.demonstration.limits import limit_access
from probation.demonstration.lives import Life, draw_life
from probation.demonstration.people import People
from probation.demonstration.posts import Post, make_staff, post_of
from probation.demonstration.referral_stories import tell_stories
from probation.demonstration.registers import Registers
from probation.demonstration.sentences import Sentences
from probation.demonstration.standings import CUSTODY
from probation.demonstration.surroundings import Surroundings
from probation.demonstration.tables import FULL, Table, send_all
from probation.demonstration.time import Days
from risk.services.recalculation import CHUNK, recalculate_everybody, recalculate_person

#: the practitioner's cases, and the most of all the people they may be
CASES_OF_PRACTITIONER = 60
PRACTITIONERS_SHARE = 0.4
#: one in so many of the practitioner's people is seen today
CASES_TO_A_VISIT = 9
OTHER_REGION = "N50"
#: worlds up to this size tell more of each life
SMALL = 50_000
#: above it rows are checked and indexed all at once
QUICKLY = 5_000
EVERY_SO_MANY = 10_000

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
    return 0.85 if people <= SMALL else 0.3


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
    with bulk.checks_off() if people > QUICKLY else nullcontext():
        _fill(world, tell)
    tell("Telling the stories of the referrals")
    tell_stories(users, today=on)
    return world


class Generator:
    """Everything that writes, in the order rows must be sent: parents first."""

    def __init__(self, world: World) -> None:
        days = world.days
        scale = FULL_LIVES if world.people <= SMALL else NATIONAL
        self.people = People(days)
        self.sentences = Sentences(days)
        self.contacts = Contacts(days, scale, Diary(days.on - 3))
        self.registers = Registers(days, self.contacts)
        self.assessed = Assessed(days, self.contacts, world.users[accounts.PRACTITIONER.username].pk)
        self.surroundings = Surroundings(days, world.posts)
        self.surroundings.receive(world.practitioner, accounts.HOME_REGION)
        parts = (
            self.people,
            self.sentences,
            self.contacts,
            self.registers,
            self.assessed,
            self.surroundings,
        )
        self.tables: list[Table] = [table for part in parts for table in part.tables]

    def enter(self, life: Life) -> None:
        self.people.enter(life)
        sentence = self.sentences.enter(life)
        record = self.contacts.enter(life, sentence)
        self.sentences.enter_events(life, record.failures, in_breach=record.in_breach)
        self.registers.enter(life, sentence)
        self.assessed.enter(life, sentence)
        self.surroundings.enter(life)


def _fill(world: World, tell: Told) -> None:
    """Lives, search index, tiers. In a large world each index is built once its rows are there."""
    generator = Generator(world)
    log = [table.name for table in generator.contacts.tables]
    others = [table.name for table in generator.tables if table.name not in log]
    afterwards = bulk.indexes_afterwards if world.people > QUICKLY else _as_they_are
    with afterwards(log):
        with afterwards([*others, *index.TABLES]):
            with index.paused():
                _load(world, generator, tell)
                tell("Building the search index")
            tell("Building indexes")
        bulk.analyse(others)
        limit_access(world.users, at=world.days.at)
        tell("Working out tiers and custody targeting")
        for chunk in recalculate_everybody(at=world.days.at):
            if chunk.people < CHUNK or chunk.last_id % EVERY_SO_MANY < CHUNK:
                tell(f"up to {chunk.last_id:,}")
        tell("Building the indexes of contacts")
    practice = Person.objects.get(crn=named_people.PRACTICE.crn)
    recalculate_person(practice.pk, by=None, at=world.days.at)  # the batch leaves practice records alone
    bulk.analyse(log)


def _as_they_are(tables: Iterable[str]) -> AbstractContextManager[None]:
    return nullcontext()


def _load(world: World, generator: Generator, tell: Told) -> None:
    for table in generator.tables:
        table.begin()
    for done, life in enumerate(_lives(world, generator.people.people), start=1):
        generator.enter(life)
        if done % 200 == 0:
            send_all(generator.tables, at_least=FULL)
        if done % EVERY_SO_MANY == 0:
            tell(f"{done:,} of {world.people:,} people")
    send_all(generator.tables)
    for table in generator.tables:
        table.finish()


def _lives(world: World, people: Table) -> Iterator[Life]:
    """The named people first, then the others."""
    held, share = 0, current_share(world.people)
    most = min(CASES_OF_PRACTITIONER, int(world.people * PRACTITIONERS_SHARE))
    named = named_people.NAMED_PEOPLE
    first_key = people.last_key + 1
    for n in range(world.people):
        rng = Random(world.seed * 1_000_003 + n)
        person = named[n] if n < len(named) else None
        life = draw_life(
            rng,
            key=people.key(),
            serial=named_people.FIRST_ORDINARY_SERIAL + n,
            on=world.days.on,
            court=world.days.court,
            current=person is not None or rng.random() < share,
            named=person,
        )
        if person is not None:
            _mark(life, world, merged_into=first_key + named.index(named_people.ORDINARY))
        mine = not life.portrait.elsewhere and (
            person is not None or (life.current and held < most and rng.random() < 0.5)
        )
        if mine:
            held += 1
            life.region, life.post = accounts.HOME_REGION, world.practitioner
            life.author = world.users[accounts.PRACTITIONER.username].pk
            life.today = held % CASES_TO_A_VISIT == 1 and life.standing != CUSTODY
        elif life.current or rng.random() < 0.3:
            life.region = OTHER_REGION if life.portrait.elsewhere else life.region
            life.post = rng.choice(world.posts[life.region])
        yield life


def _mark(life: Life, world: World, *, merged_into: int) -> None:
    """What sets a named record apart from the others."""
    life.removed = life.named is named_people.REMOVED
    if life.named is named_people.PRACTICE:
        life.learner = world.users[accounts.PRACTITIONER.username].pk
    elif life.named is named_people.MERGED_AWAY:
        life.merged_into = merged_into
