"""Loads the names that somebody may be recorded under instead of the one that was typed.

Two sources: the English nicknames of the package "nicknames" (Carlton Northern and others, Apache-2.0), and
our own cases/reference/name_variants.csv for British short names, for other languages, and for names whose
spelling hides their sound.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import permutations
from pathlib import Path

from nicknames import name_triplets

from cases.codes import Nearness
from cases.models import NameVariant
from cases.people.rules.names import name_key
from core.reference_data import Counts, Step, lines_of, register

OURS = Path(__file__).parents[2] / "reference" / "name_variants.csv"

#: a name, another, and what the other is to it
Variant = tuple[str, str, Nearness]


def load_variants(on: date) -> Counts:
    """Adds and removes rows until the table holds what the sources say. Costs 3 queries."""
    wanted = {(name, variant): kind.value for name, variant, kind in variants()}
    stored = {(row.name, row.variant): row for row in NameVariant.objects.all()}
    outdated = [row.pk for pair, row in stored.items() if wanted.get(pair) != row.kind]
    same = {pair for pair, row in stored.items() if wanted.get(pair) == row.kind}
    NameVariant.objects.filter(pk__in=outdated).delete()
    new = [NameVariant(name=a, variant=b, kind=kind) for (a, b), kind in wanted.items() if (a, b) not in same]
    NameVariant.objects.bulk_create(new, batch_size=5000)
    return Counts(added=len(new), closed=len(outdated), same=len(same))


def variants() -> Iterator[Variant]:
    """Each pair of names in both directions, in the letters names are compared in. No pair comes twice."""
    short_for, forms = _read()
    seen: set[tuple[str, str]] = set()
    cousins = ((a, b, Nearness.COUSIN) for shorts in short_for.values() for a, b in permutations(shorts, 2))
    same = ((a, b, Nearness.SAME) for names in forms for a, b in permutations(names, 2))
    for name, variant, kind in (*same, *_both_ways(short_for), *cousins):
        if name != variant and (name, variant) not in seen:
            seen.add((name, variant))
            yield name, variant, kind


def _both_ways(short_for: dict[str, list[str]]) -> Iterator[Variant]:
    for name, shorts in short_for.items():
        for short in shorts:
            yield name, short, Nearness.SHORT
            yield short, name, Nearness.LONG


def _read() -> tuple[dict[str, list[str]], list[list[str]]]:
    """Full name -> what is short for it; and groups of names that are forms of one name."""
    short_for: dict[str, list[str]] = defaultdict(list)
    forms = []
    for _number, row in lines_of(OURS):
        names = _keys(row["variants"].split())
        if row["kind"] == "short":
            short_for[name_key(row["name"])] += names
        else:
            forms.append([name_key(row["name"]), *names])
    for full, relationship, short in name_triplets():
        if relationship == "has_nickname":
            short_for[name_key(full)] += _keys([short])
    return {full: list(dict.fromkeys(shorts)) for full, shorts in short_for.items()}, forms


def _keys(names: Iterable[str]) -> list[str]:
    return [name_key(name) for name in names]


register(Step("cases", "variants of names", load_variants))
