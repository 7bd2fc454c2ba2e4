"""What a page of search results shows of each person; saved searches; what the advanced form offers."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from cases.allocations.queries.holders import HELD
from cases.models import (
    Alias,
    Allocation,
    Disposal,
    Person,
    RecentlyViewed,
    SavedSearch,
)
from cases.people.queries import code_lists, records
from cases.people.rules.names import name_key
from core.built_once import built_once
from core.calendar.ages import age_on
from core.models import Region

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True)
class ResultRow:
    """One person in a list of people, as the results of a search show them.

    also_known_as   the other names of the person by which they were found
    names           each name the row shows, by itself: of the person and of what they are also known as
    """

    person_id: int
    crn: str
    name: str
    also_known_as: tuple[str, ...]
    names: tuple[str, ...]
    born_on: date
    age: int
    died_on: date | None
    sex: str
    pnc: str
    provider: str
    practitioner: str
    tier_code: str
    rosh_level: str
    rosh_registered_on: date | None
    rosh_assessed_level: str
    rosh_assessed_on: date | None
    is_current: bool
    is_masked: bool = False


def rows_of(
    person_ids: Sequence[int],
    *,
    today: date,
    alias_ids: Iterable[int] = (),
    other_names: Mapping[int, Collection[tuple[str, str]]] = MappingProxyType({}),
) -> dict[int, ResultRow]:
    """Person key -> row, in no order. Costs 3 queries: people, allocations, matching aliases.

    alias_ids     keys of the aliases to show
    other_names   person key -> surnames and first names, as they are compared, of the previous and preferred
                  names to show
    """
    allocations = {row.person_id: row for row in _open_allocations(list(person_ids))}
    matching: dict[int, list[Alias]] = {}
    for alias in Alias.objects.filter(pk__in=list(alias_ids)).order_by("pk"):
        matching.setdefault(alias.person_id, []).append(alias)
    return {
        person.pk: _row(
            person,
            allocations.get(person.pk),
            _Names(person, matching.get(person.pk, []), other_names.get(person.pk, ())),
            today,
        )
        for person in _people(list(person_ids))
    }


@built_once
def _open_allocations(person_ids: list[int]) -> QuerySet[Allocation]:
    return Allocation.objects.filter(HELD, person_id__among=person_ids).select_related("staff")


@built_once
def _people(person_ids: list[int]) -> QuerySet[Person]:
    current = Disposal.objects.filter(
        event__person=OuterRef("pk"),
        event__ended_on=None,
        event__removed_at=None,
        terminated_on=None,
        removed_at=None,
    )
    return (
        Person.objects.filter(pk__among=person_ids)
        .select_related("sex", "region")
        .annotate(is_current=Exists(current))
        .only(
            "crn",
            "first_name",
            "second_name",
            "third_name",
            "surname",
            "previous_surname",
            "preferred_name",
            "born_on",
            "died_on",
            "pnc",
            "tier_code",
            "rosh_level",
            "rosh_registered_on",
            "rosh_assessed_level",
            "rosh_assessed_on",
            "sex__words",
            "region__name",
        )
    )


class _Names:
    """The names that a row shows of a person."""

    def __init__(self, person: Person, aliases: list[Alias], other_names: Collection[tuple[str, str]]):
        self.also_known_as = (
            *(alias.name for alias in aliases),
            *_previous_or_preferred(person, other_names),
        )
        every = [*_parts(person), person.previous_surname, person.preferred_name]
        for alias in aliases:
            every += _parts(alias)
        self.one_by_one = tuple(filter(None, every))


def _parts(named: Person | Alias) -> tuple[str, ...]:
    return (named.first_name, named.second_name, named.third_name, named.surname)


def _previous_or_preferred(person: Person, matched: Collection[tuple[str, str]]) -> Iterator[str]:
    """The name with the previous surname and the one with the preferred name, where they are what matched."""
    previous = (person.previous_surname, person.first_name)
    preferred = (person.surname, person.preferred_name)
    for surname, first_name in (previous, preferred):
        keys = name_key(surname), name_key(first_name)
        if all(keys) and any(last in keys[0] and first in keys[1] for last, first in matched):
            yield f"{first_name} {surname}"


def _row(person: Person, allocation: Allocation | None, names: _Names, today: date) -> ResultRow:
    return ResultRow(
        person_id=person.pk,
        crn=person.crn,
        name=person.listed_name,
        also_known_as=names.also_known_as,
        names=names.one_by_one,
        born_on=person.born_on,
        age=age_on(person.born_on, person.died_on or today),
        died_on=person.died_on,
        sex=person.sex.words,
        pnc=person.pnc,
        provider=person.region.name,
        practitioner=allocation.staff.name if allocation else "",
        tier_code=person.tier_code,
        rosh_level=person.rosh_level,
        rosh_registered_on=person.rosh_registered_on,
        rosh_assessed_level=person.rosh_assessed_level,
        rosh_assessed_on=person.rosh_assessed_on,
        is_current=person.is_current,  # type: ignore[attr-defined]
    )


def provider_names() -> dict[int, tuple[str, str]]:
    """Region key -> code and name, ordered by name. 1 query."""
    return {
        pk: (code, name)
        for pk, code, name in Region.objects.order_by("name__alphabetical").values_list("pk", "code", "name")
    }


def saved_search(key: UUID, *, owner: "User", at: datetime, kept_for: timedelta) -> SavedSearch | None:
    """The owner's search with this key, if it is still kept; else None. 1 query."""
    return SavedSearch.objects.filter(pk=key, owner=owner, created_at__gte=at - kept_for).first()


def is_owned_by_another(key: UUID, *, owner: "User") -> bool:
    return SavedSearch.objects.filter(pk=key).exclude(owner=owner).exists()


@built_once
def recently_viewed(user_id: int) -> QuerySet[RecentlyViewed]:
    """The people whose records a user opened last, newest first.

    People under limited access are among them. Removed, merged and practice records are not.
    """
    return (
        RecentlyViewed.objects.filter(user=user_id, person__in=records.real())
        .select_related("person__region")
        .order_by("-viewed_at", "-pk")
    )


@dataclass(frozen=True)
class Choices:
    """What the advanced form offers: code and words of each."""

    sexes: list[tuple[str, str]]
    nationalities: list[tuple[str, str]]
    kinds: list[tuple[str, str]]
    providers: list[tuple[str, str]]


def choices(*, today: date) -> Choices:
    """What the advanced form offers today. Costs 4 queries."""
    return Choices(
        sexes=code_lists.choices("Sex", today=today),
        nationalities=code_lists.choices("Nationality", today=today),
        kinds=code_lists.choices("IdentifierType", today=today),
        providers=[(code, name) for code, name in provider_names().values()],
    )
