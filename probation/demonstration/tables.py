"""Rows to load: they are collected as text and sent by COPY, and their keys are counted here."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

from django.db import connection
from django.db.models import Field, Model

NULL = r"\N"
#: rows sent at a time, so that memory stays the same however many people there are
FULL = 20_000


def text(value: Any) -> str:
    """One value in COPY's text format. A string must hold no tab, line break or backslash."""
    kind = value.__class__
    if kind is str:
        return value
    if kind is int:
        return str(value)
    if value is None:
        return NULL
    if kind is bool:
        return "t" if value else "f"
    if kind is dict or kind is list:
        return json.dumps(value, ensure_ascii=False).replace("\\", "\\\\")
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"no text for {value!r}")


def lines(*paragraphs: str) -> str:
    """Paragraphs as one value, in COPY's text format."""
    return r"\n\n".join(paragraphs)


class Table:
    """A table whose rows are written in the order of their keys.

    columns   those that differ from row to row, the key first; every other column has its field's default
    holds     whether rows are held back until the day on which they were known
    held      (that day, the row); `of_one` those of the life being written, which has no day yet
    """

    def __init__(self, model: type[Model], columns: str) -> None:
        self.model, self.name = model, model._meta.db_table
        self.columns = columns.split()
        fields = {field.attname: field for field in model._meta.concrete_fields}
        if unknown := set(self.columns) - fields.keys():
            raise ValueError(f"{model.__name__} has no {sorted(unknown)}")
        rest = {name: _default(field) for name, field in fields.items() if name not in self.columns}
        constant = {name: value for name, value in rest.items() if value is not None}
        self.tail = "".join(f"\t{text(value)}" for value in constant.values()) + "\n"
        names = ", ".join(f'"{fields[name].column}"' for name in (*self.columns, *constant))
        self.command = f'COPY "{self.name}" ({names}) FROM STDIN'
        self.waiting: list[str] = []
        self.of_one: list[tuple[int, str]] = []
        self.held: list[tuple[int, str]] = []
        self.holds = False
        self.last_key = 0
        self.sent = 0

    def begin(self) -> None:
        """Starts to count keys from where the table's sequence stands."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [self.name])
            self.last_key = cursor.fetchone()[0]

    def key(self) -> int:
        self.last_key += 1
        return self.last_key

    def add(self, *values: Any, on: int = 0) -> None:
        """Adds a row, known from the day `on` where the table holds its rows back."""
        line = "\t".join(map(text, values)) + self.tail
        if self.holds:
            self.of_one.append((on, line))
        else:
            self.waiting.append(line)

    def hold(self, since: int) -> None:
        """Holds back the rows added since the last call, until `since` or until their own later day."""
        self.held += [(max(on, since), line) for on, line in self.of_one]
        self.of_one.clear()

    def release(self, day: int) -> None:
        """Makes the rows ready to send that are known by a day."""
        self.waiting += [line for since, line in self.held if since <= day]
        self.held = [row for row in self.held if row[0] > day]

    def send(self) -> None:
        if not self.waiting:
            return
        with connection.cursor() as cursor:
            cursor.copy_expert(self.command, StringIO("".join(self.waiting)))
        self.sent += len(self.waiting)
        self.waiting.clear()

    def finish(self) -> None:
        """Sets the table's sequence to the last key that was counted here."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
                [self.name, self.last_key],
            )


def _default(field: Field) -> Any:
    """The field's default; None for NULL or a value that the database fills in.

    raises   ValueError for a field without a default
    """
    if field.has_default() and not callable(field.default):
        return field.default
    if field.has_default() and field.default in (dict, list):
        return field.default()
    if field.null or field.primary_key:
        return None
    if field.get_internal_type() in {"CharField", "TextField", "EmailField"}:
        return ""
    raise ValueError(f"{field.model.__name__}.{field.attname} must be given for every row")


def send_all(tables: Iterable[Table], *, at_least: int = 0) -> None:
    """Sends the waiting rows, parents before children, once a table has more than `at_least` of them."""
    tables = list(tables)
    if any(len(table.waiting) > at_least for table in tables):
        for table in tables:
            table.send()
