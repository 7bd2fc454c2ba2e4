"""What can be referred to: catalogue entries open on a day, and the choices a contract offers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.models import Region, TeamMembership
from core.models.bases import in_force
from core.typed.letters import alphabetical
from referrals.codes import ComplexityLevel, OutcomeFilter
from referrals.models import Complexity, Contract, CrsRegion, DesiredOutcome, PccArea, ServiceCategory
from referrals.queries import record
from referrals.rules import catalogue
from referrals.rules.draft_answers import Choices

if TYPE_CHECKING:
    from core.models import User


def open_on(day: date) -> QuerySet[Contract]:
    """Entries that take referrals on the day, with what a card shows. 3 queries when read."""
    return (
        Contract.objects.filter(
            Q(hidden_before=None) | Q(hidden_before__lte=day), Q(hidden_after=None) | Q(hidden_after__gte=day)
        )
        .select_related("type", "prime", "region__region", "pcc_area__region__region")
        .prefetch_related("type__categories", "subcontractors")
    )


def entry(uuid: str) -> Contract | None:
    """One entry, open or not. 1 query."""
    rows = Contract.objects.select_related("type", "prime", "region__region", "pcc_area")
    return rows.filter(uuid=uuid).first()


@dataclass(frozen=True, kw_only=True)
class Search:
    """Criteria of a search in the catalogue. One that is left out matches everything."""

    region: str = ""
    areas: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    for_women: bool | None = None
    for_men: bool | None = None
    young_adults_only: bool = False


def found(search: Search, *, on: date) -> QuerySet[Contract]:
    """Entries open on a day that match, by title. An area is served by its own entries and its region's."""
    rows = open_on(on)
    if search.region:
        rows = rows.filter(
            Q(region__region__code=search.region) | Q(pcc_area__region__region__code=search.region)
        )
    if search.areas:
        regions = PccArea.objects.filter(code__in=search.areas).values("region")
        rows = rows.filter(Q(pcc_area__code__in=search.areas) | Q(region__in=regions))
    if search.categories:
        rows = rows.filter(type__categories__family__in=search.categories).distinct()
    if search.for_women is not None:
        rows = rows.filter(allows_female=search.for_women)
    if search.for_men is not None:
        rows = rows.filter(allows_male=search.for_men)
    if search.young_adults_only:
        rows = rows.filter(maximum_age=catalogue.YOUNG_ADULT_MAXIMUM_AGE)
    return rows.order_by("title__alphabetical", "pk")


def for_region(region_id: int, *, on: date) -> QuerySet[Contract]:
    """Entries open on a day that serve a probation region or one of its areas."""
    here = Q(region__region_id=region_id) | Q(pcc_area__region__region_id=region_id)
    return open_on(on).filter(here).order_by("type__words__alphabetical", "title__alphabetical", "pk")


def regions() -> list[tuple[str, str]]:
    """(code, name) of each probation region in which services are bought."""
    rows = Region.objects.filter(Exists(CrsRegion.objects.filter(region=OuterRef("pk"))))
    return list(rows.order_by("name__alphabetical").values_list("code", "name"))


def region_of(user: "User") -> str:
    """Code of the region in which the user works; "" without one. 1 query."""
    here = TeamMembership.objects.filter(staff__user=user, valid_to=None, team__is_system=False).order_by(
        "pk"
    )
    return here.values_list("team__region__code", flat=True).first() or ""


def areas() -> list[tuple[str, str]]:
    return list(
        PccArea.objects.filter(in_force()).order_by("words__alphabetical").values_list("code", "words")
    )


def families() -> list[tuple[str, str]]:
    """(code, words) of each kind of need. Regional variants of a category belong to one family."""
    words = dict(ServiceCategory.objects.filter(in_force()).values_list("code", "words"))
    names = ServiceCategory.objects.filter(in_force()).values_list("family", flat=True).distinct()
    return sorted(((name, words.get(name, name)) for name in names), key=lambda entry: alphabetical(entry[1]))


def eligibility_of(contract: Contract) -> catalogue.Eligibility:
    return catalogue.Eligibility(
        allows_female=contract.allows_female,
        allows_male=contract.allows_male,
        minimum_age=contract.minimum_age,
        maximum_age=contract.maximum_age,
    )


def opening_of(contract: Contract) -> catalogue.Opening:
    return catalogue.Opening(hidden_before=contract.hidden_before, hidden_after=contract.hidden_after)


@dataclass(frozen=True)
class Offer:
    """One category as a contract offers it on a day."""

    category: ServiceCategory
    outcomes: tuple[DesiredOutcome, ...]
    levels: tuple[Complexity, ...]


@dataclass(frozen=True)
class Offers:
    """All that may be chosen on a contract."""

    contract: Contract
    by_code: dict[str, Offer] = field(default_factory=dict)

    def category(self, code: str) -> ServiceCategory:
        return self.by_code[code].category

    def outcome(self, category: str, code: str) -> DesiredOutcome:
        return next(row for row in self.by_code[category].outcomes if row.code == code)

    def level(self, category: str, level: str) -> Complexity:
        return next(row for row in self.by_code[category].levels if row.level == level)


def offers_of(contract: Contract, *, on: date) -> Offers:
    """Categories of the contract's type with their outcomes and levels. 3 queries."""
    categories = list(contract.type.categories.order_by("words__alphabetical", "pk"))
    outcomes: dict[int, list[DesiredOutcome]] = {}
    for row in DesiredOutcome.objects.filter(category__in=categories).order_by("code", "pk"):
        if is_offered(row, contract.reference, on):
            outcomes.setdefault(row.category_id, []).append(row)
    levels: dict[int, list[Complexity]] = {}
    for level in Complexity.objects.filter(category__in=categories):
        levels.setdefault(level.category_id, []).append(level)
    order = [level.value for level in ComplexityLevel]
    return Offers(
        contract,
        {
            row.code: Offer(
                row,
                tuple(outcomes.get(row.pk, ())),
                tuple(sorted(levels.get(row.pk, ()), key=lambda level: order.index(level.level))),
            )
            for row in categories
        },
    )


def is_offered(row: DesiredOutcome, reference: str, on: date) -> bool:
    return catalogue.is_offered(
        catalogue.OutcomeRow(
            code=row.code,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            filter=OutcomeFilter(row.filter) if row.filter else None,
            contracts=frozenset(row.contract_references),
        ),
        contract=reference,
        on=on,
    )


def choices_of(offers: Offers) -> Choices:
    """The offers as the rules read them, with the offices, PDUs and prisons to choose from. 4 queries."""
    return Choices(
        categories=tuple(offers.by_code),
        outcomes={
            code: frozenset(row.code for row in offer.outcomes) for code, offer in offers.by_code.items()
        },
        levels={code: frozenset(row.level for row in offer.levels) for code, offer in offers.by_code.items()},
        outcome_words=_outcome_words(offer.category for offer in offers.by_code.values()),
        pdus=frozenset(code for code, _ in record.pdus()),
        offices=frozenset(code for code, _ in record.offices()),
        prisons=frozenset(code for code, _ in record.prisons()),
        most_days=offers.contract.most_days,
    )


def _outcome_words(categories: Iterable[ServiceCategory]) -> dict[str, str]:
    """Code -> words, of retired outcomes too: a draft may still hold them."""
    return dict(DesiredOutcome.objects.filter(category__in=list(categories)).values_list("code", "words"))
