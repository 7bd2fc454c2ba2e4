"""Makes the whole world in one transaction: accounts, staff, lives, and then what the rules work out."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from cases.models import Person
from cases.search.services import index
from core.clock import LONDON
from core.loading import keys_set_aside
from core.models import User
from probation.demonstration import accounts, bulk, named_people
from probation.demonstration.assessed import Assessed
from probation.demonstration.contacts import Contacts
from probation.demonstration.diary import Diary
from probation.demonstration.limits import limit_access
from probation.demonstration.lives import Life, draw_life
from probation.demonstration.national import make_colleagues
from probation.demonstration.national import make_referrals as make_national_referrals
from probation.demonstration.people import People
from probation.demonstration.posts import TEAMS_AT_LEAST, Post, make_staff, post_of
from probation.demonstration.referral_stories import make_referrals
from probation.demonstration.registers import Registers
from probation.demonstration.scales import FULL_LIVES, NATIONAL
from probation.demonstration.sentences import Sentences
from probation.demonstration.standings import CUSTODY
from probation.demonstration.surroundings import Surroundings
from probation.demonstration.tables import FULL, Table, send_all
from probation.demonstration.time import Days
from risk.services.recalculation import CHUNK, recalculate_everybody, recalculate_person

#: the most cases that the practitioner holds, and the largest share of all people that they may be
CASES_OF_PRACTITIONER = 60
PRACTITIONERS_SHARE = 0.4
#: the cases of the second practitioner, who signs in as `excluded`; two of them have an appointment today
CASES_OF_COLLEAGUE, COLLEAGUES_VISITS = 5, 2
#: one in this many of the practitioner's people has an appointment today
CASES_TO_A_VISIT = 9
OTHER_REGION = "N50"
#: the share of people who are supervised now: most of those in a demonstration, three in ten in the nation
SUPERVISED, SUPERVISED_IN_THE_NATION = 0.85, 0.3
#: with more people than this, rows are loaded without checks and indexes are built afterwards
QUICKLY = 5_000
#: days ago on which tiers and custody targeting were worked out, in worlds of up to QUICKLY people
WORKED_OUT = tuple(range(336, 0, -28))
#: people between two lines of progress
EVERY_SO_MANY = 10_000

Report = Callable[[str], None]


@dataclass
class World:
    """The world that is being made.

    people     how many there will be, the named ones among them
    national   whether it is a part of the national index, with what that has in proportion to its people
    """

    people: int
    seed: int
    days: Days
    users: dict[str, User]
    posts: dict[str, list[Post]]
    practitioner: Post
    colleague: Post
    national: bool

    @property
    def supervised(self) -> float:
        return SUPERVISED_IN_THE_NATION if self.national else SUPERVISED


@transaction.atomic
def make_world(*, people: int, seed: int, on: date, national: bool = False, tell: Report) -> World:
    """Makes the world in one transaction. The same arguments give the same rows.

    national   makes it a part of the national index: fewer are supervised, less is written of each
    tell       called with each line of progress
    """
    days = Days(on)
    users = accounts.make_accounts(on=on, at=days.at)
    share = SUPERVISED_IN_THE_NATION if national else SUPERVISED
    world = World(
        people=people,
        seed=seed,
        days=days,
        users=users,
        posts=make_staff(
            current=int(people * share), seed=seed, on=on, teams_at_least=1 if national else TEAMS_AT_LEAST
        ),
        practitioner=post_of(accounts.PRACTITIONER.staff_code),
        colleague=post_of(accounts.EXCLUDED.staff_code),
        national=national,
    )
    with keys_set_aside() if people > QUICKLY else nullcontext():
        _fill(world, tell)
    tell("Telling the stories of the referrals")
    make_referrals(users, today=on)
    if national:
        make_colleagues(people, seed=seed, on=on)
        tell(f"Told {make_national_referrals(people, users, seed=seed, today=on):,} more referrals")
    return world


class Generator:
    """The parts that write rows, and their tables in the order in which rows must be sent: parents first."""

    def __init__(self, world: World) -> None:
        days = world.days
        scale = NATIONAL if world.national else FULL_LIVES
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

    def hold_rows(self) -> None:
        """Holds rows back until `release`."""
        for table in self.tables:
            table.holds = True

    def release(self, day: int) -> None:
        """Sends the rows that were known by a day."""
        for table in self.tables:
            table.release(day)
        send_all(self.tables)

    def enter(self, life: Life) -> None:
        self.people.enter(life)
        sentence = self.sentences.enter(life)
        record = self.contacts.enter(life, sentence)
        self.sentences.enter_events(life, in_breach=record.in_breach)
        self.registers.enter(life, sentence)
        self.assessed.enter(life, sentence)
        self.people.finish(life)
        self.surroundings.enter(life)
        since = max(sentence.sentenced_on, sentence.released_on or 0) if life.current else 0
        for table in self.tables:
            table.hold(since)


def _fill(world: World, report: Report) -> None:
    """Makes lives, the search index and tiers. In a large world each index is built after its rows."""
    generator = Generator(world)
    log = [table.name for table in generator.contacts.tables]
    others = [table.name for table in generator.tables if table.name not in log]
    afterwards = bulk.indexes_afterwards if world.people > QUICKLY else _as_they_are
    with afterwards(log):
        with afterwards([*others, *index.TABLES]):
            with index.paused():
                _load(world, generator, report)
                report("Building the search index")
            report("Building indexes")
        bulk.analyse(others)
        limit_access(world.users, at=world.days.at)
        report("Working out tiers and custody targeting")
        for chunk in recalculate_everybody(at=world.days.at):
            if chunk.people < CHUNK or chunk.last_id % EVERY_SO_MANY < CHUNK:
                report(f"up to {chunk.last_id:,}")
        report("Building the indexes of contacts")
    practice = Person.objects.get(crn=named_people.PRACTICE.crn)
    recalculate_person(practice.pk, by=None, at=world.days.at)  # the batch leaves out practice records
    bulk.analyse(log)


def _as_they_are(tables: Iterable[str]) -> AbstractContextManager[None]:
    return nullcontext()


def _load(world: World, generator: Generator, report: Report) -> None:
    for table in generator.tables:
        table.begin()
    if world.people <= QUICKLY:
        generator.hold_rows()
    for done, life in enumerate(_lives(world, generator.people.people), start=1):
        generator.enter(life)
        if done % 200 == 0:
            send_all(generator.tables, at_least=FULL)
        if done % EVERY_SO_MANY == 0:
            report(f"{done:,} of {world.people:,} people")
    send_all(generator.tables)
    for table in generator.tables:
        table.finish()
    if world.people <= QUICKLY:
        _work_out_over_time(world, generator)


def _work_out_over_time(world: World, generator: Generator) -> None:
    """Sends the rows as they came to be known, and works tiers and targeting out from them each time."""
    today = world.days.today
    for days_ago in WORKED_OUT:
        day = today - timedelta(days=days_ago)
        generator.release(day.toordinal() - 1)
        if days_ago == WORKED_OUT[0]:
            bulk.analyse([table.name for table in generator.tables])
        for _chunk in recalculate_everybody(at=datetime.combine(day, time(0, 1), tzinfo=LONDON)):
            pass
    generator.release(world.days.on)


def _lives(world: World, people: Table) -> Iterator[Life]:
    """Draws the lives of the named people first, then the others."""
    held, of_colleague, share = 0, 0, world.supervised
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
        elif life.current and not life.portrait.elsewhere and of_colleague < CASES_OF_COLLEAGUE:
            of_colleague += 1
            life.region, life.post = accounts.HOME_REGION, world.colleague
            life.author = world.users[accounts.EXCLUDED.username].pk
            life.today = of_colleague <= COLLEAGUES_VISITS and life.standing != CUSTODY
        elif life.current or rng.random() < 0.3:
            life.region = OTHER_REGION if life.portrait.elsewhere else life.region
            life.post = rng.choice(world.posts[life.region])
        yield life


def _mark(life: Life, world: World, *, merged_into: int) -> None:
    """Sets what a named record alone is: removed, a practice record, or merged into another."""
    life.removed = life.named is named_people.REMOVED
    if life.named is named_people.PRACTICE:
        life.learner = world.users[accounts.PRACTITIONER.username].pk
    elif life.named is named_people.MERGED_AWAY:
        life.merged_into = merged_into
