"""People: where every read of them starts, and what stands in the banner."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from cases.models import Custody, Person, Registration
from core.ages import age_on

if TYPE_CHECKING:
    from core.models import User


def real() -> QuerySet[Person]:
    """People whose records stand: not removed, not merged away, not somebody's practice."""
    return Person.objects.filter(removed_at=None, merged_into=None, practice_learner=None)


def practice_of(user: "User") -> QuerySet[Person]:
    """A learner's own practice records."""
    return Person.objects.filter(removed_at=None, merged_into=None, practice_learner=user)


def real_or_practice_of(user: "User") -> QuerySet[Person]:
    """What a user may know to exist, limited access aside (cases.access decides that)."""
    mine = Q(practice_learner=None) | Q(practice_learner_id=user.pk)
    return Person.objects.filter(mine, removed_at=None, merged_into=None)


def find_by_crn(crn: str, *, user: "User") -> Person | None:
    """The record a CRN leads to, following merges; None if removed or another's practice. 1 query."""
    person = Person.objects.select_related("merged_into", "sex", "region").filter(crn=crn.upper()).first()
    while person is not None and person.merged_into is not None:
        person = person.merged_into
    if person is None or person.removed_at or person.practice_learner_id not in (None, user.pk):
        return None
    return person


@dataclass(frozen=True)
class Badge:
    words: str
    colour: str


@dataclass(frozen=True)
class Banner:
    """The identity banner's facts (who, how old, tier, level, registers, custody)."""

    crn: str
    name: str
    born_on: date
    age: int
    died_on: date | None
    tier_code: str
    rosh_level: str
    mappa: str
    badges: tuple[Badge, ...]
    more_badges: int
    risk_to_staff: bool
    prison: str
    release_on: date | None
    is_practice: bool


BADGES_SHOWN = 4
RISK_TO_STAFF = "AV2S"
_ORDER = {"Red": 0, "Amber": 1, "Green": 2, "White": 3}


def banner_of(person: Person, *, today: date) -> Banner:
    """Costs 3 queries: registrations, custody, key dates."""
    registrations = list(
        Registration.objects.filter(person=person, deregistered_on=None, removed_at=None)
        .select_related("type", "level", "category")
        .order_by("-registered_on", "-pk")
    )
    custody = _custody_of(person)
    badges = [
        Badge(row.type.words, row.type.colour)
        for row in sorted(registrations, key=lambda row: _ORDER.get(row.type.colour, 9))
        if row.type.duplicate_group != "ROSH" and row.type.code not in {"MAPP", RISK_TO_STAFF}
    ]
    mappa = next((row for row in registrations if row.type.code == "MAPP"), None)
    return Banner(
        crn=person.crn,
        name=person.name,
        born_on=person.born_on,
        age=age_on(person.born_on, person.died_on or today),
        died_on=person.died_on,
        tier_code=person.tier_code,
        rosh_level=person.rosh_level,
        mappa=" / ".join(part.words for part in (mappa.category, mappa.level) if part) if mappa else "",
        badges=tuple(badges[:BADGES_SHOWN]),
        more_badges=max(0, len(badges) - BADGES_SHOWN),
        risk_to_staff=any(row.type.code == RISK_TO_STAFF for row in registrations),
        prison=custody.institution.words if custody and custody.institution else "",
        release_on=_release_on(custody),
        is_practice=person.practice_learner_id is not None,
    )


def _custody_of(person: Person) -> Custody | None:
    """The current stay in custody, with its release dates."""
    return (
        Custody.objects.filter(
            disposal__event__person=person,
            disposal__terminated_on=None,
            disposal__removed_at=None,
            removed_at=None,
            status__in_custody=True,
        )
        .select_related("institution", "status")
        .prefetch_related(Prefetch("key_dates", to_attr="dates"), "key_dates__type")
        .order_by("-status_on", "-pk")
        .first()
    )


def _release_on(custody: Custody | None) -> date | None:
    """Expected release: the confirmed date, else the conditional one."""
    if custody is None:
        return None
    by_code = {
        row.type.code: row.on
        for row in custody.dates  # type: ignore[attr-defined]  # prefetched above
        if row.removed_at is None
    }
    return by_code.get("EXP") or by_code.get("ACR")
