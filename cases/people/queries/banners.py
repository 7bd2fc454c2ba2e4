"""What the identity banner of a person shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from cases.codes import KeyDate as KeyDateCode
from cases.codes import RegisterCode
from cases.models import Custody, KeyDate, Person, Registration
from cases.people.queries.custody import standing_custody
from cases.people.queries.rosh import rosh_of
from cases.people.queries.staff_risk import is_sure
from cases.people.rules.rosh import RoshShown
from core.built_once import built_once
from core.calendar.ages import age_on

BADGES_SHOWN = 4
#: Registers that the banner shows in another way than by a badge.
_NOT_BADGES = frozenset({RegisterCode.MAPPA, RegisterCode.RISK_TO_STAFF})
_COLOUR_ORDER = {"RED": 0, "AMBER": 1, "GREEN": 2, "WHITE": 3}


@dataclass(frozen=True)
class Badge:
    words: str
    colour: str


@dataclass(frozen=True)
class Banner:
    """What the banner shows: who it is, age, tier, RoSH, registers, custody.

    alerts                 open registrations of registers that have an alert message
    risk_to_staff_id       the open registration; None when there is none
    surely_risk_to_staff   whether that registration's level is high or very high
    """

    crn: str
    name: str
    first_name: str
    born_on: date
    age: int
    died_on: date | None
    tier_code: str
    rosh: RoshShown
    mappa: str
    badges: tuple[Badge, ...]
    more_badges: int
    alerts: tuple[Registration, ...]
    risk_to_staff_id: int | None
    surely_risk_to_staff: bool
    prison: str
    release_on: date | None
    is_practice: bool

    @property
    def risk_to_staff(self) -> bool:
        return self.risk_to_staff_id is not None


def banner_of(person: Person, *, today: date, stays: Sequence[Custody] | None = None) -> Banner:
    """The banner of a person. Costs 3 queries: registrations, RoSH, and custody unless `stays` gives it."""
    registrations = _open_registrations(person.pk)
    by_code = {row.type.code: row for row in registrations}
    mappa, staff = by_code.get(RegisterCode.MAPPA), by_code.get(RegisterCode.RISK_TO_STAFF)
    badges = _badges(registrations)
    custody = _current(stays_of(person) if stays is None else stays)
    return Banner(
        crn=person.crn,
        name=person.name,
        first_name=person.preferred_name or person.first_name or person.surname,
        born_on=person.born_on,
        age=age_on(person.born_on, person.died_on or today),
        died_on=person.died_on,
        tier_code=person.tier_code,
        rosh=rosh_of(person, today=today),
        mappa=_mappa_words(mappa) if mappa else "",
        badges=tuple(badges[:BADGES_SHOWN]),
        more_badges=max(0, len(badges) - BADGES_SHOWN),
        alerts=tuple(row for row in registrations if row.type.has_alert_message),
        risk_to_staff_id=staff.pk if staff else None,
        surely_risk_to_staff=staff is not None and is_sure(staff),
        prison=custody.institution.words if custody and custody.institution else "",
        release_on=custody.release_on if custody else None,
        is_practice=person.practice_learner_id is not None,
    )


def _mappa_words(row: Registration) -> str:
    """Category and level, with MAPPA said once: "MAPPA Cat 2, Level 2"."""
    words = [part.words.removeprefix("MAPPA ") for part in (row.category, row.level) if part]
    return f"MAPPA {', '.join(words)}" if words else ""


@built_once
def _open_registrations(person_id: int) -> QuerySet[Registration]:
    rows = Registration.objects.filter(person_id=person_id, deregistered_on=None, removed_at=None)
    return rows.select_related("type", "level", "category").order_by("-registered_on", "-pk")


def _badges(registrations: list[Registration]) -> list[Badge]:
    """Red first; within a colour, the newest first."""
    shown = [
        row
        for row in registrations
        if row.type.duplicate_group != "ROSH" and row.type.code not in _NOT_BADGES
    ]
    shown.sort(key=lambda row: _COLOUR_ORDER.get(row.type.colour.upper(), len(_COLOUR_ORDER)))
    return [Badge(row.type.words, row.type.colour) for row in shown]


def stays_of(person: Person) -> list[Custody]:
    """Custody rows of the person's sentences that were not removed, newest status first. 1 query.

    Each has `release_on`: the expected date of release, else the automatic conditional one, else None.
    """
    return _stays_of(person.pk)


@built_once
def _stays_of(person_id: int) -> QuerySet[Custody]:
    return (
        standing_custody()
        .filter(disposal__event__person=person_id)
        .annotate(release_on=Subquery(_release_dates().values("on")[:1]))
        .select_related("institution", "status", "disposal")
        .order_by("-status_on", "-pk")
    )


def _current(stays: Sequence[Custody]) -> Custody | None:
    """The newest row that is in custody and whose sentence was not terminated."""
    running = (row for row in stays if row.status.in_custody and row.disposal.terminated_on is None)
    return next(running, None)


def _release_dates() -> QuerySet[KeyDate]:
    """Release dates of a custody. Codes run downwards, so that EXP (expected) comes before ACR."""
    codes = [KeyDateCode.EXPECTED_RELEASE, KeyDateCode.AUTOMATIC_RELEASE]
    return KeyDate.objects.filter(
        custody=OuterRef("pk"), removed_at=None, type__code__in=[str(code) for code in codes]
    ).order_by("-type__code")
