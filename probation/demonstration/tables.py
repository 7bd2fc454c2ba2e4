"""Rows to load: they are collected as text and sent by COPY, and their keys are counted here."""

from collections.abc import Iterable
from io import StringIO
from typing import Any

from django.db import connection
from django.db.models import Model

from core.loading import copying, line

#: rows sent at a time, so that memory stays the same however many people there are
FULL = 20_000


class Table:
    """A table whose rows are written in the order of their keys.

    columns   those that differ from row to row, the key first; every other column has its field's default
    holds     whether rows are held back until the day on which they were known
    held      (that day, the row); `of_one` those of the life being written, which has no day yet
    """

    def __init__(self, model: type[Model], columns: str) -> None:
        self.model, self.name = model, model._meta.db_table
        self.columns = columns.split()
        self.command, self.ending = copying(model, self.columns)
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
        row = line(values, self.ending)
        if self.holds:
            self.of_one.append((on, row))
        else:
            self.waiting.append(row)

    def hold(self, since: int) -> None:
        """Holds back the rows added since the last call, until `since` or until their own later day."""
        self.held += [(max(on, since), row) for on, row in self.of_one]
        self.of_one.clear()

    def release(self, day: int) -> None:
        """Makes the rows ready to send that are known by a day."""
        self.waiting += [row for since, row in self.held if since <= day]
        self.held = [known for known in self.held if known[0] > day]

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


def send_all(tables: Iterable[Table], *, at_least: int = 0) -> None:
    """Sends the waiting rows, parents before children, once a table has more than `at_least` of them."""
    tables = list(tables)
    if any(len(table.waiting) > at_least for table in tables):
        for table in tables:
            table.send()
