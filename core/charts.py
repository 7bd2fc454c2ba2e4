"""Small charts as inline SVG: their geometry, the finding in words, the numbers beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

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
