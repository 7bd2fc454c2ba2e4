"""The facts of one person's life, drawn at random before any row of it is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from cases.people.rules.identifiers import crn_from_sequence
from probation.demonstration import names
from probation.demonstration.named_people import NamedPerson
from probation.demonstration.places import AREAS
from probation.demonstration.portraits import LIFE_SENTENCE, NOTHING_FIXED, PORTRAITS, PROLIFIC, Portrait
from probation.demonstration.posts import Post
from probation.demonstration.standings import COMMUNITY, CUSTODY, LICENCE, PAST, SUSPENDED

_STANDINGS = (COMMUNITY, SUSPENDED, LICENCE, CUSTODY)
_STANDING_WEIGHTS = (42, 28, 17, 13)
WOMEN = 0.14
YEAR = 365.25
ADULT = int(18 * YEAR)
#: fewest days from a sentence to the release on licence
SHORTEST_LICENCE = 120
#: days by which a life sentence begins earlier, so that parole is near
LONG_SERVED = 3650
_REGIONS = tuple(AREAS)
_SHARES = tuple(area.share for area in AREAS.values())


@dataclass(slots=True, kw_only=True)
class Life:
    """The facts of one life. Days are ordinals (date.toordinal).

    standing    what the person serves now; PAST for nothing
    drive       how much offending there was and is likely, 0 to 1
    harm        RoSH: LOW, MEDIUM, HIGH or VERY_HIGH; "" if it was not assessed
    known_on    first day in the record
    serial      the person's number in the world, from which unique identifiers are made
    today       has an appointment on the world's day, or on the next working day
    author      key of the user who wrote the record; None if the officer has no account
    british     has British nationality; set when the person is entered
    row         what is entered of the person before their registers and assessments are
    registered_on, assessed_on   of the open RoSH register and the last summary; None without one
    """

    rng: Random
    key: int
    serial: int
    crn: str
    woman: bool
    origin: names.Background
    first_name: str
    surname: str
    born: int
    region: str
    standing: str
    drive: float
    harm: str
    known_on: int
    sentenced_on: int
    post: Post | None = None
    named: NamedPerson | None = None
    learner: int | None = None
    merged_into: int | None = None
    removed: bool = False
    today: bool = False
    author: int | None = None
    british: bool = True
    portrait: Portrait = NOTHING_FIXED
    row: tuple[Any, ...] = ()
    registered_on: int | None = None
    assessed_on: int | None = None

    @property
    def current(self) -> bool:
        return self.standing != PAST


def draw_life(
    rng: Random,
    *,
    key: int,
    serial: int,
    on: int,
    court: Callable[[int], int],
    current: bool,
    named: NamedPerson | None = None,
) -> Life:
    """Draws a life with `rng`. A named person keeps their name, date of birth and CRN.

    court   a day -> that day, or the last day before it on which courts sat
    """
    fixed = PORTRAITS[named.crn] if named else NOTHING_FIXED
    origin = names.BRITISH if named else names.background(rng)
    woman = rng.random() < WOMEN if named is None else named.sex == "F"
    age = 18.5 + 60 * rng.betavariate(1.7, 4.2)
    drive = fixed.drive if named else rng.betavariate(1.6, 2.6)
    standing = rng.choices(_STANDINGS, _STANDING_WEIGHTS)[0] if current else PAST
    ago = rng.randrange(20, 700) if current else rng.randrange(900, 5000)
    if standing == LICENCE:
        ago = max(ago, SHORTEST_LICENCE)
    if named:
        standing, ago = fixed.standing, fixed.sentenced_days
    born = on - int(age * YEAR) - (0 if current else ago) if named is None else named.born_on.toordinal()
    sentenced_on = court(on - ago)
    known_on = sentenced_on - int(rng.random() ** 2 * 1500 * (0.3 + drive))
    if fixed.known_days:
        known_on = on - fixed.known_days
    harm = fixed.harm if named else _harm(rng, standing, drive)
    if named is None and standing == CUSTODY:
        fixed = _prison_portrait(rng, age, harm)
        if fixed.for_life:
            sentenced_on = known_on = court(sentenced_on - LONG_SERVED)
    return Life(
        rng=rng,
        key=key,
        serial=serial,
        crn=crn_from_sequence(serial) if named is None else named.crn,
        woman=woman,
        origin=origin,
        first_name=names.first_name(rng, origin, woman=woman) if named is None else named.first_name,
        surname=names.surname(rng, origin) if named is None else named.surname,
        born=min(born, sentenced_on - ADULT),
        region=rng.choices(_REGIONS, _SHARES)[0],
        standing=standing,
        drive=drive,
        harm=harm,
        known_on=court(min(sentenced_on, max(known_on, born + ADULT))),
        sentenced_on=sentenced_on,
        named=named,
        portrait=fixed,
    )


def _prison_portrait(rng: Random, age: float, harm: str) -> Portrait:
    """PROLIFIC for one in five, LIFE_SENTENCE for some who are over 35, else NOTHING_FIXED."""
    chance = rng.random()
    if chance < 0.2:
        return PROLIFIC
    near_parole = chance > 0.88 and age > 35 and harm in ("LOW", "MEDIUM")
    return LIFE_SENTENCE if near_parole else NOTHING_FIXED


def _harm(rng: Random, standing: str, drive: float) -> str:
    if standing == PAST and rng.random() < 0.6:
        return ""
    score = rng.random() + 0.25 * drive + (0.15 if standing in (LICENCE, CUSTODY) else 0)
    if score > 1.19:
        return "VERY_HIGH"
    if score > 0.95:
        return "HIGH"
    return "MEDIUM" if score > 0.42 else "LOW"


def age_of(life: Life, day: int) -> int:
    """The age in years, close enough to draw by. Rules that need the age work it out themselves."""
    return int((day - life.born) / YEAR)


def as_date(day: int) -> date:
    return date.fromordinal(day)


def months_on(day: int, months: int) -> int:
    """The same day `months` months later, or the last day of that month if it is shorter."""
    begins = date.fromordinal(day)
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    following = date(year + 1, 1, 1) if month == 11 else date(year, month + 2, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(begins.day, last)).toordinal()
