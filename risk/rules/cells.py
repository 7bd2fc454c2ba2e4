"""Reads the text cells of one row and collects the errors, so that a row reports all of them at once."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from core.calendar.typed_dates import EARLIEST, LATEST, read_date
from core.codes import Code
from core.reasons import Reason
from core.typed import tidying

Chosen = TypeVar("Chosen", bound=Code)
Named = TypeVar("Named", bound=Code)
Number = TypeVar("Number", int, Decimal)

WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}", re.ASCII)
DECIMAL_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,15})?", re.ASCII)
YES_NO = {"1": True, "0": False, "": None}


class Cells:
    """One row of text cells, and the errors found in them. A blank or unreadable cell reads as None.

    broken   (column, why), in the order the columns were read
    """

    def __init__(self, row: Mapping[str, str | None]):
        self._row = row
        self.broken: list[tuple[str, Reason]] = []

    def _refuse(self, column: str, words: str, **values: str | int | Decimal) -> None:
        self.broken.append((column, Reason(words, column=column, **values)))

    def text(self, column: str) -> str:
        return tidying.one_line(self._row.get(column) or "")

    def require(self, column: str) -> None:
        """Records an error when the cell is blank."""
        if not self.text(column):
            self._refuse(column, "{column} is missing")

    def code(self, column: str, codes: type[Chosen]) -> Chosen | None:
        cell = self.text(column).upper()
        if not cell:
            return None
        try:
            return codes(cell)
        except ValueError:
            known = ", ".join(member.value for member in codes)
            self._refuse(column, "{column} must be one of {known}", known=known)
            return None

    def yes_no(self, column: str) -> bool | None:
        cell = self.text(column)
        if cell not in YES_NO:
            self._refuse(column, "{column} must be 1 or 0")
            return None
        return YES_NO[cell]

    def day(self, column: str) -> date | None:
        cell = self.text(column)
        if not cell:
            return None
        day = read_date(cell)
        if day is None or not EARLIEST <= day <= LATEST:
            self._refuse(column, "{column} must be a date like 2026-03-02")
            return None
        return day

    def whole(self, column: str, *, least: int | None = None, most: int | None = None) -> int | None:
        cell = self.text(column)
        if not cell:
            return None
        if not WHOLE_NUMBER.fullmatch(cell):
            self._refuse(column, "{column} must be a whole number")
            return None
        return self._within(column, int(cell), least, most)

    def decimal(self, column: str, *, least: int | None = None) -> Decimal | None:
        cell = self.text(column)
        if not cell:
            return None
        if not DECIMAL_NUMBER.fullmatch(cell):
            self._refuse(column, "{column} must be a number")
            return None
        return self._within(column, Decimal(cell), least, None)

    def _within(self, column: str, value: Number, least: int | None, most: int | None) -> Number | None:
        if least is not None and value < least:
            self._refuse(column, "{column} must be {least} or more", least=least)
            return None
        if most is not None and value > most:
            self._refuse(column, "{column} must be {most} or less", most=most)
            return None
        return value

    def codes(self, column: str) -> frozenset[str]:
        """The codes of a cell, which separates them by spaces, in upper case."""
        return frozenset(self.text(column).upper().split())

    def choices(self, column: str, names: type[Named], values: type[Chosen]) -> dict[Named, Chosen]:
        """The `name=value` pairs of a cell, which separates them by spaces.

        A pair that cannot be read is left out and recorded as an error.
        """
        found: dict[Named, Chosen] = {}
        for pair in self.text(column).split():
            name, _, value = pair.partition("=")
            try:
                found[names(name.lower())] = values(value)
            except ValueError:
                self._refuse(column, "{column} has {pair}, which it cannot read", pair=pair)
        return found

    def broken_columns(self) -> set[str]:
        return {column for column, _ in self.broken}
