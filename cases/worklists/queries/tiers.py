"""How many of a caseload are in each tier."""

from collections.abc import Collection, Iterable

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left

from cases.models import Allocation
from core.keys import keys_of

TIERS = "ABCD"
NO_TIER = "NONE"


def by_tier(rows: QuerySet[Allocation]) -> dict[str, int]:
    """The number of cases of each letter of TIERS, then of NO_TIER. 1 query."""
    return counts_of(numbers_by_letter(rows))


def numbers_by_letter(rows: QuerySet[Allocation]) -> QuerySet[Allocation, tuple[str, int]]:
    """The number of cases of each first letter of a tier that any of them has."""
    mine = Allocation.objects.filter(pk__among=keys_of(rows.order_by().values("pk"))).order_by()
    return mine.values_list(Left("person__tier_code", 1)).annotate(Count("pk"))


def counts_of(numbers: Iterable[tuple[str, int]]) -> dict[str, int]:
    """As `by_tier`, from what `numbers_by_letter` found."""
    found = dict(numbers)
    counts = {letter: found.pop(letter, 0) for letter in TIERS}
    return {**counts, NO_TIER: sum(found.values())}


def of_tiers(tiers: Collection[str]) -> Q:
    """Condition on an allocation: the tier begins with one of the letters; NO_TIER stands for all others."""
    letters = "".join(tier for tier in tiers if tier != NO_TIER)
    found = Q(person__tier_code__regex=f"^[{letters}]") if letters else Q(pk__in=[])
    return found | ~Q(person__tier_code__regex=f"^[{TIERS}]") if NO_TIER in tiers else found
