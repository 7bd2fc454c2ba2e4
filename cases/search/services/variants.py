"""Loads the names that somebody may be recorded under instead of the one that was typed.

Two sources: the English nicknames of the package "nicknames" (Carlton Northern and others, Apache-2.0), and
our own cases/reference/name_variants.csv for nicknames by language, for names in other languages, and for
names whose spelling hides their sound.
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
from core import loading
from core.reference_data import Counts, Step, lines_of, register

OURS = Path(__file__).parents[2] / "reference" / "name_variants.csv"

#: the language of the package
ENGLISH = "English"

#: a name, another, and what the other is to it
Variant = tuple[str, str, Nearness]
#: the same, with the language before it. Short forms of one name are compared within a language
Pair = tuple[str, str, str, Nearness]


def load_variants(on: date) -> Counts:
    """Adds and removes rows until the table holds what the sources say. Costs 2 queries and a COPY."""
    wanted = {(name, variant): kind.value for name, variant, kind in variants()}
    stored = NameVariant.objects.values_list("pk", "name", "variant", "kind")
    outdated, same = [], set()
    for pk, name, variant, kind in stored:
        if wanted.get((name, variant)) == kind:
            same.add((name, variant))
        else:
            outdated.append(pk)
    NameVariant.objects.filter(pk__in=outdated).delete()
    new = [(*pair, kind) for pair, kind in wanted.items() if pair not in same]
    loading.load(NameVariant, ("name", "variant", "kind"), new)
    return Counts(added=len(new), closed=len(outdated), same=len(same))


def variants() -> Iterator[Variant]:
    """Each pair of names in both directions, in the letters names are compared in. No pair comes twice."""
    pairs = [*_ours(), *_nicknames()]
    short_for: dict[tuple[str, str], list[str]] = defaultdict(list)
    for language, full, short, kind in pairs:
        if kind == Nearness.SHORT:
            short_for[language, full].append(short)
    seen: set[tuple[str, str]] = set()
    said = ((name, other, kind) for _language, name, other, kind in pairs)
    cousins = ((a, b, Nearness.COUSIN) for shorts in short_for.values() for a, b in permutations(shorts, 2))
    for one, other, kind in (*said, *cousins):
        for name, variant, what in ((one, other, kind), (other, one, _BACK.get(kind, kind))):
            if name != variant and (name, variant) not in seen:
                seen.add((name, variant))
                yield name, variant, what


_BACK = {Nearness.SHORT: Nearness.LONG}


def _ours() -> Iterator[Pair]:
    """Other forms first: where a name is a form of another and short for it too, the first is said."""
    rows = [row for _number, row in lines_of(OURS)]
    for row in sorted(rows, key=lambda row: row["kind"] == "short"):
        name, *others = _keys([row["name"], *row["variants"].split()])
        firsts = [name, *others] if row["kind"] == "spelling" else [name]
        kind = Nearness.SHORT if row["kind"] == "short" else Nearness.SAME
        for place, one in enumerate(firsts, 1):
            yield from ((row["language"], one, other, kind) for other in [name, *others][place:])


def _nicknames() -> Iterator[Pair]:
    for full, relationship, short in name_triplets():
        if relationship == "has_nickname":
            yield ENGLISH, name_key(full), name_key(short), Nearness.SHORT


def _keys(names: Iterable[str]) -> list[str]:
    return [name_key(name) for name in names]


register(Step("cases", "variants of names", load_variants))
