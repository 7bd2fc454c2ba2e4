"""`manage.py score KIND INPUT.csv`: scores each row of a file by the rules that the screens use."""

import csv
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from risk.rules.score_rows import ERROR, KINDS, Kind, columns_out, score_row

#: rows between two moves of the progress bar
STEP = 500


class Records:
    """The records of a CSV file. Comment lines between records are skipped; a # in a quoted cell is text.

    characters   read so far, which is what the progress bar measures
    line         number of the last line read, comments included
    """

    def __init__(self, file: TextIO):
        self._file = file
        self._between = True
        self.characters = 0
        self.line = 0
        self._reader = csv.reader(self._lines(), strict=True)

    def _lines(self) -> Iterator[str]:
        for line in self._file:
            self.line += 1
            self.characters += len(line)
            if self._between and line.startswith("#"):
                continue
            self._between = False
            yield line

    def __iter__(self) -> Iterator[list[str]]:
        for record in self._reader:
            self._between = True
            if record:
                yield record


class Command(BaseCommand):
    help = "Score every row of a CSV file. Results and errors are added as columns; other columns are kept."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=list(KINDS), metavar="KIND", help=", ".join(KINDS))
        parser.add_argument("input", metavar="INPUT.csv", help="the file to read; lines from # are skipped")
        parser.add_argument("--output", metavar="FILE", help="write here instead of to the terminal")

    def handle(self, *, kind, input, output, verbosity, **options):
        source = Path(input)
        try:
            with source.open(encoding="utf-8-sig", newline="") as file:
                records = Records(file)
                try:
                    with self._destination(source, output) as target:
                        self._score(KINDS[kind], source, records, target, quiet=verbosity == 0)
                except UnicodeDecodeError as error:
                    raise CommandError(f"{source} is not UTF-8 text: {error.reason}") from error
                except csv.Error as error:
                    raise CommandError(
                        f"{source} line {records.line} is not readable CSV: {error}"
                    ) from error
        except BrokenPipeError:  # the reader of the output, such as `head`, has closed it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            raise CommandError(f"{error.filename or source}: {error.strerror}") from error

    @contextmanager
    def _destination(self, source: Path, output: str | None) -> Iterator[TextIO]:
        """The file or terminal to write to. A file appears complete or, when reading fails, not at all."""
        if output is None:
            yield self.stdout
            return
        path = Path(output)
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", newline="") as target:
                yield target
            return
        if path.exists() and path.samefile(source):
            raise CommandError(f"{path} is the file being read")
        part = path.with_name(path.name + ".part")
        try:
            with part.open("w", encoding="utf-8", newline="") as target:
                yield target
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _score(self, kind: Kind, source: Path, records: Records, target: TextIO, *, quiet: bool) -> None:
        rows = iter(records)
        columns = self._header(kind, source, next(rows, None))
        names = columns_out(kind, columns)
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(names)
        with _progress(source, quiet=quiet) as move_to:
            for number, cells in enumerate(rows, start=1):
                row = dict(zip(columns, cells, strict=False))
                scored = _scored(kind, row, columns, cells)
                writer.writerow([scored[name] if name in scored else row.get(name, "") for name in names])
                if number % STEP == 0:
                    move_to(records.characters)

    @staticmethod
    def _header(kind: Kind, source: Path, header: list[str] | None) -> list[str]:
        if header is None:
            raise CommandError(f"{source} is empty: it has no line of column names")
        columns = [name.strip() for name in header]
        twice = sorted({name for name in columns if columns.count(name) > 1})
        if twice:
            raise CommandError(f"{source} names a column twice: {', '.join(twice)}")
        missing = [name for name in kind.needed if name not in columns]
        if missing:
            raise CommandError(f"{source} has no column {', '.join(missing)}, which {kind.name} needs")
        return columns


def _scored(kind: Kind, row: dict[str, str], columns: list[str], cells: list[str]) -> dict[str, str]:
    if any(cells[len(columns) :]):
        blank = dict.fromkeys(kind.results, "")
        return blank | {ERROR: f"The row has {len(cells)} cells, the header {len(columns)}"}
    return score_row(kind, row)


@contextmanager
def _progress(source: Path, *, quiet: bool):
    """Shows a progress bar on stderr. Yields a function that takes the number of characters read so far."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as progress:
        size = max(1, os.stat(source).st_size)
        task = progress.add_task(f"Scoring {source.name}", total=size)
        yield lambda characters: progress.update(task, completed=characters)
        progress.update(task, completed=size)
