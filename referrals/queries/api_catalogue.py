"""The catalogue as the suppliers' API shows it: every entry with its police areas."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet

from core.clock import today
from core.models.bases import in_force
from core.typed.letters import alphabetical
from referrals.codes import ComplexityLevel
from referrals.models import (
    ApiClient,
    CancellationReason,
    Contract,
    DesiredOutcome,
    PccArea,
    ServiceCategory,
    WithdrawalReason,
)
from referrals.queries import catalogue, supplier_access, withdrawals

if TYPE_CHECKING:
    from core.models import User


def open_entries(
    *,
    on: date,
    areas: Iterable[str] = (),
    for_women: bool | None = None,
    for_men: bool | None = None,
    minimum_age: int | None = None,
    maximum_age: int | None = None,
) -> QuerySet[Contract]:
    """Entries that take referrals on a day. The ages are those of the entry, not of a person."""
    search = catalogue.Search(areas=tuple(areas), for_women=for_women, for_men=for_men)
    rows = catalogue.found(search, on=on)
    if minimum_age is not None:
        rows = rows.filter(minimum_age=minimum_age)
    if maximum_age is not None:
        rows = rows.filter(maximum_age=maximum_age)
    return rows


def held_by(client: ApiClient, named: "User | None") -> QuerySet[Contract]:
    """Entries of the contracts that a supplier's client holds, and that the user it acts for holds too."""
    held = supplier_access.scope_of_client(client).contract_ids
    if named is not None:
        held &= supplier_access.scope_of_user(named).contract_ids
    return Contract.objects.filter(pk__in=held).order_by("title__alphabetical", "pk")


@dataclass(frozen=True)
class Entry:
    """An entry of the catalogue.

    areas        the police area it serves, or those of its region
    categories   with the outcomes that the contract offers
    """

    contract: Contract
    areas: tuple[PccArea, ...]
    categories: tuple["Category", ...]


def entries(rows: QuerySet[Contract], *, on: date) -> list[Entry]:
    """The entries as they are on a day. 5 queries, however many."""
    found = rows.select_related("type", "prime", "region__region", "pcc_area__region__region")
    by_region: dict[int, list[PccArea]] = {}
    for area in _areas():
        by_region.setdefault(area.region_id, []).append(area)
    return [
        Entry(
            row,
            areas=(row.pcc_area,) if row.pcc_area else tuple(by_region.get(row.region_id or 0, ())),
            categories=tuple(
                _category(category, reference=row.reference, on=on)
                for category in sorted(row.type.categories.all(), key=_by_words)
            ),
        )
        for row in found.prefetch_related("type__categories__levels", "type__categories__outcomes")
    ]


def _by_words(category: Any) -> tuple[str, int]:
    return alphabetical(category.words), category.pk


def entry(uuid: UUID, *, on: date) -> Entry | None:
    """An entry, open or not. 5 queries."""
    return next(iter(entries(Contract.objects.filter(uuid=uuid), on=on)), None)


def _areas() -> QuerySet[PccArea]:
    return PccArea.objects.select_related("region__region").order_by("words__alphabetical", "pk")


def police_areas() -> QuerySet[PccArea]:
    return _areas().filter(in_force())


@dataclass(frozen=True)
class Level:
    """A complexity level with its name as the title."""

    uuid: UUID
    title: str
    words: str


@dataclass(frozen=True)
class Category:
    category: ServiceCategory
    levels: tuple[Level, ...]
    outcomes: tuple[DesiredOutcome, ...]


def category(uuid: UUID, *, reference: str | None, on: date) -> Category | None:
    """A category with its levels, low to high, and its outcomes. At most 4 queries.

    reference   of a contract, whose outcomes are then given; None for all outcomes in use

    None if there is no such category, or the contract does not have it.
    """
    row = ServiceCategory.objects.filter(uuid=uuid).first()
    if row is None:
        return None
    if reference is not None:
        has_it = Q(reference=reference, type__categories=row)
        if not Contract.objects.filter(has_it).exists():
            return None
    return _category(row, reference=reference, on=on)


def _category(row: ServiceCategory, *, reference: str | None, on: date) -> Category:
    order = [level.value for level in ComplexityLevel]
    levels = sorted(row.levels.all(), key=lambda level: order.index(level.level))
    outcomes = sorted(row.outcomes.all(), key=lambda outcome: (outcome.code, outcome.pk))
    return Category(
        category=row,
        levels=tuple(Level(level.uuid, ComplexityLevel(level.level).words, level.words) for level in levels),
        outcomes=tuple(one for one in outcomes if _is_offered(one, reference, on)),
    )


def _is_offered(outcome: DesiredOutcome, reference: str | None, on: date) -> bool:
    if reference is not None:
        return catalogue.is_offered(outcome, reference, on)
    return outcome.valid_to is None or outcome.valid_to >= on


def withdrawal_reasons() -> QuerySet[WithdrawalReason]:
    return withdrawals.open_reasons(on=today())


def cancellation_reasons() -> QuerySet[CancellationReason]:
    """Reasons used until 2024. Older referrals still name them."""
    return CancellationReason.objects.order_by("code", "pk")
