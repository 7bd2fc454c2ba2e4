"""Reference data: CSV files loaded into tables. Rows are found by code, closed by date and never removed.

To have a list loaded, register it in `<app>/services/reference.py` (of cases: `cases/code_lists.py`) and
import that module in the app's `ready()`:

    from core.reference_data import CodeFile, register

    FOLDER = Path(__file__).parent.parent / "reference"
    register(CodeFile(Complexity, FOLDER / "complexity_levels.csv", {"words": "title"}))

A column of the file goes into the field of the same name. `columns` names another column for a field, or a
function that takes the row and returns the value. `Y` and `N` are yes and no, dates are 2026-03-02, a foreign
key is a code, and an empty cell leaves the field's default. `words` is also read from "description" or
"name". A row without a code gets a local one: `X-` and a slug of its words.

`plain_words.csv` in the same folder holds what screens show in place of words that are abbreviations.

Loading a file again writes only rows that differ. A row that has left its file is closed on the day of
loading; a row that comes back is opened. A row that an administrator changed or added (`is_edited`) is left
alone. Data that no single file can hold are loaded by a function:
`register(Step("core", "teams", load_teams))`.

Codes the program branches on are named with `expect(ContactType, ContactTypeCode)`. load_reference ends with
`manage.py check --deploy --tag reference --database default`, which fails when a table lacks one.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

Row = Mapping[str, str]
Column = str | Callable[[Row], Any]
WORDS_COLUMNS = ("words", "description", "name")
CHUNK = 1000


class ReferenceProblem(Exception):
    """A line of a file cannot be loaded. The message names the file and the line."""

    def __init__(self, path: Path, line: int, words: str):
        super().__init__(f"{path.parent.parent.name}/{path.parent.name}/{path.name}, line {line}: {words}")


@dataclass
class Counts:
    added: int = 0
    changed: int = 0
    closed: int = 0
    same: int = 0

    @property
    def differ(self) -> int:
        return self.added + self.changed + self.closed

    @property
    def total(self) -> int:
        return self.differ + self.same

    def __str__(self) -> str:
        named = (
            ("added", self.added),
            ("changed", self.changed),
            ("closed", self.closed),
            ("same", self.same),
        )
        return ", ".join(f"{count:,} {word}" for word, count in named if count)


@dataclass(frozen=True)
class CodeFile:
    """A file and the table it fills.

    key         fields that together identify a row; an empty `code` is filled with a local one
    wanted      whether a line of the file belongs to this table; None for all lines
    once        fields that are set when a row is added, and afterwards left to administrators
    only_adds   rows are only added, never changed or closed: administrators keep the table
    """

    model: type[models.Model]
    path: Path
    columns: Mapping[str, Column] = field(default_factory=dict)
    key: tuple[str, ...] = ("code",)
    wanted: Callable[[Row], bool] | None = None
    once: frozenset[str] = frozenset()
    only_adds: bool = False

    @property
    def app(self) -> str:
        return self.model._meta.app_label

    @property
    def name(self) -> str:
        return (
            self.path.stem if self.wanted is None else f"{self.path.stem} ({self.model._meta.verbose_name})"
        )

    def load(self, on: date) -> Counts:
        return store(self, list(_read(self)), on)


@dataclass(frozen=True)
class Step:
    """Reference data that needs more than one table at a time."""

    app: str
    name: str
    run: Callable[[date], Counts]

    def load(self, on: date) -> Counts:
        return self.run(on)


Loader = CodeFile | Step
_registered: list[Loader] = []


def register(*loaders: Loader) -> None:
    """Adds loaders. They run in the order of INSTALLED_APPS, and within an app in the order registered."""
    _registered.extend(loader for loader in loaders if loader not in _registered)


def registered() -> list[Loader]:
    order = [config.label for config in apps.get_app_configs()]
    return sorted(_registered, key=lambda loader: order.index(loader.app))


def load_all(on: date) -> Iterator[tuple[Loader, Counts]]:
    """Loads every list in a transaction of its own and yields its counts. Safe to run again."""
    for loader in registered():
        with transaction.atomic():
            counts = loader.load(on)
        yield loader, counts


# --- what the program names ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Expected:
    """Codes the program names, and the rows (`within`) of the table that must hold them."""

    model: type[models.Model]
    codes: frozenset[str]
    within: Mapping[str, Any]


_expected: list[Expected] = []


def expect(model: type[models.Model], codes: Iterable[str], **within: Any) -> None:
    """Declares that the program branches on these codes of a list."""
    _expected.append(Expected(model, frozenset(str(code) for code in codes), within))


def missing_codes() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Each list that lacks codes the program names, with those codes. 1 query for each `expect`."""
    for named in _expected:
        rows = named.model._default_manager.filter(code__in=named.codes, **named.within)
        if absent := named.codes - set(rows.values_list("code", flat=True)):
            yield named.model, sorted(absent)


# --- reading ------------------------------------------------------------------------------------------------


def lines_of(path: Path) -> Iterator[tuple[int, Row]]:
    """The file's rows with their line numbers. Lines above the header that begin with # are skipped."""
    with path.open(encoding="utf-8", newline="") as opened:
        notes, start = 0, opened.tell()
        while (line := opened.readline()).startswith("#"):
            notes, start = notes + 1, opened.tell()
        if not line:
            raise ReferenceProblem(path, notes + 1, "there is no header")
        opened.seek(start)
        reader = csv.DictReader(opened, strict=True)
        for row in reader:
            number = notes + reader.line_num
            if None in row or None in row.values():
                raise ReferenceProblem(path, number, "more or fewer cells than the header has")
            yield number, {name: cell.strip() for name, cell in row.items()}


def local_code(words: str, length: int = 64) -> str:
    """The code of a row that has no public one: `X-` and a slug of its words."""
    return f"X-{slugify(words)}"[:length].rstrip("-")


def _read(file: CodeFile) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and field values of each wanted line."""
    fields = _fields_filled(file)
    links = {
        name: _codes_of(related)
        for name, column in fields.items()
        if (related := file.model._meta.get_field(name).related_model) is not None and column is not None
    }
    plain = _plain_words(file.path)
    seen: dict[tuple[Any, ...], int] = {}
    for number, row in lines_of(file.path):
        if file.wanted is not None and not file.wanted(row):
            continue
        values = _values_of(file, fields, links, number, row)
        if official := values.get("words"):
            values["words"] = plain.get(official, official)
        key = tuple(values[_attribute(file.model, name)] for name in file.key)
        if key in seen:
            raise ReferenceProblem(file.path, number, f"{key} is already on line {seen[key]}")
        seen[key] = number
        yield number, values


def _plain_words(path: Path) -> dict[str, str]:
    """Official words -> what screens show in their place: lines of plain_words.csv about the file."""
    beside = path.with_name("plain_words.csv")
    rows = [row for _, row in lines_of(beside)] if beside.exists() else []
    return {row["official"]: row["plain"] for row in rows if row["list"] == path.stem}


def _codes_of(model: Any) -> dict[str, Any]:
    """code -> key of a related table's rows. A table without codes is looked up by its first unique field."""
    fields = {f.name: f for f in model._meta.concrete_fields}
    known_by = (
        "code" if "code" in fields else next(n for n, f in fields.items() if f.unique and not f.primary_key)
    )
    return {str(code): key for code, key in model._default_manager.values_list(known_by, "pk")}


def _fields_filled(file: CodeFile) -> dict[str, Column | None]:
    """Field -> the column or function its value comes from; None for words that the file does not have."""
    with file.path.open(encoding="utf-8") as opened:
        header = next(csv.reader(line for line in opened if not line.startswith("#")))
    names = {f.name for f in file.model._meta.concrete_fields if not f.primary_key or f.name in file.key}
    filled: dict[str, Column | None] = {name: name for name in header if name in names}
    for words in ("words", "name"):
        if words in names:
            filled[words] = next((column for column in WORDS_COLUMNS if column in header), None)
    filled |= file.columns
    for column in filled.values():
        if isinstance(column, str) and column not in header:
            raise ReferenceProblem(file.path, 1, f'there is no column "{column}"')
    return filled


def _values_of(
    file: CodeFile,
    fields: Mapping[str, Column | None],
    links: Mapping[str, Mapping[str, Any]],
    number: int,
    row: Row,
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, column in fields.items():
        if column is None:
            continue
        model_field = file.model._meta.get_field(name)
        cell = column(row) if callable(column) else row[column]
        try:
            if name in links:
                values[model_field.attname] = links[name][cell] if cell else None
            elif cell == "" and _has_default(model_field):
                values[name] = model_field.get_default()
            else:
                values[name] = _clean(model_field, cell)
        except KeyError:
            raise ReferenceProblem(file.path, number, f'{name}: there is no "{cell}"') from None
        except (ValidationError, ValueError) as wrong:
            words = "; ".join(wrong.messages) if isinstance(wrong, ValidationError) else str(wrong)
            raise ReferenceProblem(file.path, number, f"{name}: {words}") from None
    return _named(file, values, number)


def _named(file: CodeFile, values: dict[str, Any], number: int) -> dict[str, Any]:
    """Fills in a local code where only words are there, and the code as words where only a code is."""
    words_field = next((name for name in ("words", "name") if name in values), "")
    if "code" in values and words_field:
        words = values[words_field]
        if not values["code"] and not words:
            raise ReferenceProblem(file.path, number, "neither a code nor words")
        if not values["code"]:
            values["code"] = local_code(words, file.model._meta.get_field("code").max_length or 64)
            if "is_local" in {f.name for f in file.model._meta.concrete_fields}:
                values["is_local"] = True
        values[words_field] = words or values["code"]
    return values


def _has_default(model_field: models.Field) -> bool:
    return model_field.has_default() and not isinstance(model_field, models.CharField | models.TextField)


def _clean(model_field: models.Field, cell: Any) -> Any:
    """The cell as the field stores it.

    raises   ValidationError or ValueError if it is too long or of another type
    """
    if not isinstance(cell, str):
        return cell
    if isinstance(model_field, models.BooleanField):
        if cell == "":
            return None if model_field.null else False
        return cell == "Y" if cell in ("Y", "N") else model_field.to_python(cell)
    if cell == "":
        return None if model_field.null else ""
    value = model_field.to_python(cell)
    model_field.run_validators(value)
    return value


def _attribute(model: type[models.Model], name: str) -> str:
    return model._meta.get_field(name).attname


# --- storing ------------------------------------------------------------------------------------------------


def store(file: CodeFile, lines: list[tuple[int, dict[str, Any]]], on: date) -> Counts:
    """Adds, changes and closes rows; returns the counts.

    Costs 1 query to read, and 1 for each thousand rows added and each thousand changed or closed.
    """
    model, counts = file.model, Counts()
    names = {f.name for f in model._meta.concrete_fields}
    key = [_attribute(model, name) for name in file.key]
    stored = {tuple(getattr(row, name) for name in key): row for row in model._default_manager.all()}
    new, changed = [], []
    for _number, values in lines:
        row = stored.pop(tuple(values[name] for name in key), None)
        if "valid_to" in names:
            values.setdefault("valid_to", None)
        if row is None:
            new.append(model(**values))
        elif _may_change(row, file) and _update(row, values, file.once):
            changed.append(row)
        else:
            counts.same += 1
    closed = [row for row in stored.values() if "valid_to" in names and _to_close(row, file)]
    for row in closed:
        row.valid_to = max(on, getattr(row, "valid_from", None) or on)
    model._default_manager.bulk_create(new, batch_size=CHUNK)
    fields = [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name not in file.key]
    if changed or closed:
        model._default_manager.bulk_update([*changed, *closed], fields, batch_size=CHUNK)
    counts.added, counts.changed, counts.closed = len(new), len(changed), len(closed)
    return counts


def _update(row: models.Model, values: Mapping[str, Any], once: frozenset[str]) -> bool:
    """Sets the file's values on the row, unsaved; returns whether any of them differed."""
    new = {name: value for name, value in values.items() if name not in once}
    if all(getattr(row, name) == value for name, value in new.items()):
        return False
    for name, value in new.items():
        setattr(row, name, value)
    return True


def _may_change(row: models.Model, file: CodeFile) -> bool:
    return not file.only_adds and not getattr(row, "is_edited", False)


def _to_close(row: Any, file: CodeFile) -> bool:
    return row.valid_to is None and _may_change(row, file)
