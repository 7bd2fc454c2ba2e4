"""What was measured, as a table that can be pasted into docs/performance.md, under the machine it ran on."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import ClassVar, Protocol

from django.db import connection

from benchmarks.measure import Timings

HEADINGS = (
    "what", "reference", "runs", "rows", "median ms", "p95 ms", "ref median", "ref p95", "ratio",
    "target", "",
)  # fmt: skip
SETTINGS = ("shared_buffers", "work_mem", "synchronous_commit", "fsync")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One comparison.

    bare    timings of the reference
    by      "median" or "p95": which of the two is compared
    most    the target: the real thing takes at most so many times as long
    least   the target for a speed: the real thing reaches at least this share of the reference's
    """

    headings: ClassVar[Sequence[str]] = HEADINGS

    what: str
    reference: str
    real: Timings
    bare: Timings
    by: str = "median"
    most: float | None = None
    least: float | None = None

    @property
    def ratio(self) -> float:
        slower = self.real.of(self.by) / self.bare.of(self.by)
        return 1 / slower if self.least is not None else slower

    @property
    def target(self) -> str:
        if self.least is not None:
            return f"at least {self.least:g}"
        return f"at most {self.most:g}" if self.most is not None else ""

    @property
    def verdict(self) -> str:
        if self.least is not None:
            return "met" if self.ratio >= self.least else "NOT met"
        if self.most is None:
            return ""
        return "met" if self.ratio <= self.most else "NOT met"

    def cells(self) -> tuple[str, ...]:
        times = (self.real.median, self.real.p95, self.bare.median, self.bare.p95)
        ratio = f"{self.ratio:.2f}" + (" (p95)" if self.by == "p95" else "")
        return (
            self.what,
            self.reference,
            f"{len(self.real.seconds):,}",
            f"{self.real.rows:,}",
            *(f"{seconds * 1000:,.2f}" for seconds in times),
            ratio,
            self.target,
            self.verdict,
        )


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many of those looked for were found."""

    headings: ClassVar[Sequence[str]] = HEADINGS

    what: str
    found: int
    of: int
    least: float | None = None

    @property
    def share(self) -> float:
        return self.found / self.of

    def cells(self) -> tuple[str, ...]:
        target = f"at least {self.least:g}" if self.least is not None else ""
        verdict = ""
        if self.least is not None:
            verdict = "met" if self.share >= self.least else "NOT met"
        return (
            self.what,
            "",
            f"{self.of:,}",
            f"{self.found:,}",
            "",
            "",
            "",
            "",
            f"{self.share:.3f}",
            target,
            verdict,
        )


@dataclass(frozen=True)
class Note:
    """What a reader must know about the lines above it."""

    words: str


class Row(Protocol):
    """A line of a table of its own kind."""

    @property
    def headings(self) -> Sequence[str]: ...

    def cells(self) -> Sequence[str]: ...


Finding = Row | Note


def table(findings: Iterable[Finding]) -> str:
    """The findings as Markdown tables, one for each kind of line, with the notes below them."""
    listed = list(findings)
    rows = [finding for finding in listed if not isinstance(finding, Note)]
    tables = [
        _table(headings, [row.cells() for row in alike])
        for headings, alike in groupby(rows, key=lambda row: tuple(row.headings))
    ]
    notes = [f"- {finding.words}" for finding in listed if isinstance(finding, Note)]
    return "\n\n".join([*tables, *(["\n".join(notes)] if notes else [])])


def _table(headings: Sequence[str], rows: list[Sequence[str]]) -> str:
    widths = [max(len(row[n]) for row in (headings, *rows)) for n in range(len(headings))]
    lines = [_row(headings, widths), "|" + "|".join("-" * (width + 2) for width in widths) + "|"]
    return "\n".join([*lines, *(_row(row, widths) for row in rows)])


def _row(cells: Iterable[str], widths: list[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def machine() -> str:
    """Processor, memory, software and load. Ratios can be compared between machines, milliseconds cannot."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version')")
        version = cursor.fetchone()[0]
        cursor.execute("SELECT name, setting, unit FROM pg_settings WHERE name = ANY(%s)", [list(SETTINGS)])
        settings = ", ".join(f"{name} {value}{unit or ''}" for name, value, unit in cursor.fetchall())
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores ({_processor()}), {_memory()} of memory, {platform.system()}, "
        f"Python {platform.python_version()}, PostgreSQL {version} ({settings}); load at the start {load}"
    )


def counts() -> str:
    """How many rows there are, by the planner's statistics."""
    tables = ("cases_person", "cases_personname", "cases_surnameentry", "cases_contact", "cases_event")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, reltuples::bigint FROM pg_class WHERE relname = ANY(%s) ORDER BY 2 DESC",
            [list(tables)],
        )
        return ", ".join(f"{rows:,} {name.removeprefix('cases_')}" for name, rows in cursor.fetchall())


def _processor() -> str:
    lines = _lines("/proc/cpuinfo", "model name")
    return lines[0].partition(":")[2].strip() if lines else platform.machine()


def _memory() -> str:
    lines = _lines("/proc/meminfo", "MemTotal")
    return f"{int(lines[0].split()[1]) / 1024**2:.0f} GB" if lines else "memory unknown"


def _lines(file: str, beginning: str) -> list[str]:
    path = Path(file)
    return (
        [line for line in path.read_text().splitlines() if line.startswith(beginning)]
        if path.exists()
        else []
    )
