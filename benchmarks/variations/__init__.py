"""The labelled set of names: stored one way, typed another. README.md says what its kinds are."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
KINDS = ("everyday", "nickname", "spelling", "transliteration", "part", "order", "joined")


@dataclass(frozen=True)
class Variation:
    """A line of the set.

    typed      what somebody who looks for this person types into the search box
    source     where it is known from
    is_open    whether its miss is listed for those who mend the search; the others are only counted
    """

    kind: str
    first_name: str
    second_name: str
    surname: str
    typed: str
    source: str
    is_open: bool

    @property
    def stored(self) -> tuple[str, str, str]:
        return self.first_name, self.second_name, self.surname


def variations() -> Iterator[Variation]:
    for kind in KINDS:
        with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
            for number, line in enumerate(csv.DictReader(file)):
                yield Variation(**line, is_open=number % 2 == 0)
