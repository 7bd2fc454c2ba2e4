"""Small charts as inline SVG: their geometry, the finding in words, the numbers beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from django.utils.functional import Promise

Words = str | Promise
MARK = 28  #: width and height of one mark of a strip
GAP = 4


@dataclass(frozen=True)
class Bar:
    """How much of a whole is done: components/charts/bar.html.

    caption   the finding: "39% elapsed, ends 3 May 2027"
    rows      label and figure, for "View as table"
    """

    label: Words
    part: float
    whole: float
    caption: Words
    rows: Sequence[tuple[Words, Words]] = ()
    width: int = 300
    height: int = 22

    @property
    def share(self) -> float:
        """0 to 1, whatever the numbers."""
        return min(max(self.part / self.whole, 0.0), 1.0) if self.whole > 0 else 0.0

    @property
    def percent(self) -> int:
        return round(self.share * 100)

    @property
    def filled(self) -> int:
        return round(self.share * self.width)


@dataclass(frozen=True)
class Mark:
    """One mark of a strip: a symbol, never colour alone. kind: good, fair, bad or none."""

    symbol: str
    words: Words
    kind: str
    label: Words = ""
    href: str = ""


@dataclass(frozen=True)
class Strip:
    """Marks in a row, oldest first: components/charts/strip.html."""

    label: Words
    caption: Words
    marks: Sequence[Mark] = field(default_factory=tuple)

    @property
    def placed(self) -> list[tuple[int, int, Mark]]:
        """Left edge and middle of each mark."""
        step = MARK + GAP
        return [(n * step, n * step + MARK // 2, mark) for n, mark in enumerate(self.marks)]

    @property
    def width(self) -> int:
        return max(len(self.marks) * (MARK + GAP) - GAP, 0)


@dataclass(frozen=True)
class Segment:
    """One part of a stacked bar: how many, and the list of them."""

    words: Words
    n: int
    href: str = ""


@dataclass(frozen=True)
class Stacked:
    """Parts of a whole in one bar: components/charts/stacked.html.

    caption   the finding: "9 of 41 cases are tier A or B"
    parts     none of them 0
    """

    label: Words
    caption: Words
    parts: Sequence[Segment]

    #: no part is narrower than this share: its words fit in it, and a finger
    LEAST: ClassVar[float] = 9.0

    @property
    def placed(self) -> list[tuple[str, str, str, Segment]]:
        """Left edge, width and middle of each part in percent of the bar."""
        total = sum(part.n for part in self.parts)
        shares = [max(100 * part.n / total, self.LEAST) for part in self.parts]
        widths = [100 * one / sum(shares) for one in shares]
        lefts = [sum(widths[:n]) for n in range(len(widths))]
        return [
            (f"{left:.2f}%", f"{width:.2f}%", f"{left + width / 2:.2f}%", part)
            for left, width, part in zip(lefts, widths, self.parts, strict=True)
        ]


@dataclass(frozen=True)
class Pair:
    """How much somebody has, and how much of what they have is late."""

    words: Words
    n: int
    late: int


@dataclass(frozen=True)
class Pairs:
    """Two bars below each other for each of several people: components/charts/pairs.html.

    first, second   what the two bars count
    """

    label: Words
    caption: Words
    first: Words
    second: Words
    rows: Sequence[Pair]

    @property
    def placed(self) -> list[tuple[str, str, Pair]]:
        """Width of the two bars in percent of the longest."""
        most = max((max(row.n, row.late) for row in self.rows), default=0) or 1
        return [(f"{100 * row.n / most:.1f}%", f"{100 * row.late / most:.1f}%", row) for row in self.rows]


@dataclass(frozen=True)
class Step:
    """The level from a day on: its place in the chart's levels, and its words."""

    since: date
    level: int
    words: Words


@dataclass(frozen=True)
class Steps:
    """A level over time: components/charts/steps.html.

    levels   words of the levels, lowest first; only those between the lowest and highest shown are drawn
    steps    oldest first, at least one
    """

    label: Words
    caption: Words
    levels: Sequence[Words]
    steps: Sequence[Step]
    until: date
    width: int = 640
    row: int = 26
    left: int = 90

    @property
    def shown(self) -> range:
        """The levels drawn: from one below the lowest reached to one above the highest, if there are such."""
        reached = [step.level for step in self.steps]
        return range(max(0, min(reached) - 1), min(len(self.levels), max(reached) + 2))

    @property
    def height(self) -> int:
        return len(self.shown) * self.row

    @property
    def full_height(self) -> int:
        """The height with the two dates below the chart."""
        return self.height + 24

    @property
    def lines(self) -> list[tuple[int, int, Words]]:
        """For each level, highest first: y of its line, y of its words, the words."""
        return [(self._y(n), self._y(n) + 5, self.levels[n]) for n in reversed(self.shown)]

    @property
    def path(self) -> str:
        """The line in steps, as the `d` of an SVG path."""
        first = self.steps[0]
        drawn = [f"M{self._x(first.since)} {self._y(first.level)}"]
        drawn += [f"H{self._x(step.since)} V{self._y(step.level)}" for step in self.steps[1:]]
        return " ".join([*drawn, f"H{self.width}"])

    @property
    def ends(self) -> tuple[date, date]:
        return self.steps[0].since, self.until

    @property
    def text_y(self) -> int:
        return self.height + 18

    @property
    def rows(self) -> list[Step]:
        """The steps for the table, newest first."""
        return list(reversed(self.steps))

    def _y(self, level: int) -> int:
        return self.height - (level - self.shown.start) * self.row - self.row // 2

    def _x(self, day: date) -> int:
        days = max((self.until - self.steps[0].since).days, 1)
        return self.left + round((day - self.steps[0].since).days * (self.width - self.left) / days)
