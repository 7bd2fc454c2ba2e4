"""Small charts as inline SVG: their geometry, the finding in words, the numbers beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.functional import Promise

Words = str | Promise
MARK = 28  #: width and height of one mark of a strip
GAP = 4
SHORTEST = 14  #: hundredths of the width of a stacked bar that its shortest part takes
PART_GAP = 0.6


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
class Part:
    """One part of a stacked bar.

    words   what the count is of, for "View as table" and for who listens: "Tier A"
    short   the words below the part: "A"
    href    the list of what is counted; "" for no link
    """

    words: Words
    short: Words
    count: int
    href: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class StackedBar:
    """Parts of a whole in one row: components/charts/stacked.html. A part of which there is none is left out.

    Lengths are in hundredths of the width, so that the bar fits any screen.
    caption   the finding: "9 of 41 cases are tier A or B"
    """

    label: Words
    caption: Words
    parts: Sequence[Part] = field(default_factory=tuple)

    @property
    def total(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def placed(self) -> list[tuple[int, Part, str, str, str]]:
        """Number of its pattern, the part, left edge, length and middle of each part that is not empty.

        No part is so short that its words do not fit.
        """
        shown = [(n, part) for n, part in enumerate(self.parts, start=1) if part.count]
        spare = 100 - SHORTEST * len(shown)
        left, places = 0.0, []
        for n, part in shown:
            length = SHORTEST + spare * part.count / self.total
            places.append((n, part, _percent(left), _percent(length - PART_GAP), _percent(left + length / 2)))
            left += length
        return places


def _percent(length: float) -> str:
    return f"{length:.2f}%"


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


@dataclass(frozen=True)
class Day:
    """A day of a calendar. heat: 0 for nothing, 1 for one, 2 for two or three, 3 for more."""

    on: date
    count: int
    heat: int
    href: str
    is_past: bool
    is_today: bool


@dataclass(frozen=True)
class Calendar:
    """How many things each day of some weeks has: components/charts/calendar.html, a table.

    counts    by day; none before `today`
    weeks     from the Monday of the week of `today`
    address   of the list of a day
    """

    label: Words
    caption: Words
    counts: Mapping[date, int]
    today: date
    address: Callable[[date], str]
    weeks: int = 6

    @property
    def begins(self) -> date:
        return monday_of(self.today)

    @property
    def rows(self) -> list[list[Day]]:
        """Weeks of seven days, from Monday."""
        days = [self._day(self.begins + timedelta(days=n)) for n in range(7 * self.weeks)]
        return [days[n : n + 7] for n in range(0, len(days), 7)]

    def _day(self, on: date) -> Day:
        count = self.counts.get(on, 0)
        return Day(
            on=on,
            count=count,
            heat=min(3, (count + 2) // 2) if count else 0,
            href=self.address(on) if count else "",
            is_past=on < self.today,
            is_today=on == self.today,
        )


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
