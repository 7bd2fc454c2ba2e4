"""Pages of rows: numbered with a capped count, by key without one, or first numbered and then by key."""

import base64
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Field, Func, QuerySet, Value
from django.utils.timezone import is_naive

from core.numbers import whole_number

#: gives the rows of some keys with all that a row shows
Shown = Callable[[list[int]], list[Any]]
#: (rows in order, start, size) -> the rows of a page
Read = Callable[[QuerySet, int, int], list[Any]]


@dataclass
class NumberedPage:
    """One page. `total` is exact up to the cap; `more_than_cap` says that there are more rows than that.

    goes_on   of the last number: the `after` mark of the page by key behind it; "" where no rows follow
    """

    rows: list[Any]
    number: int
    size: int
    total: int
    more_than_cap: bool
    pages: list[int] = field(default_factory=list)
    goes_on: str = ""

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return (self.number - 1) * self.size + len(self.rows)

    @property
    def page_count(self) -> int:
        return max(1, -(-self.total // self.size))


def capped_count(rows: QuerySet, cap: int) -> tuple[int, bool]:
    """How many rows there are, at most `cap`, and whether there are more. 1 query, which stops at the cap."""
    counted = rows.order_by().values("pk")[: cap + 1].count()
    return min(counted, cap), counted > cap


def numbered_page(
    rows: QuerySet, asked: str, size: int, cap: int, *, read: Read | None = None
) -> NumberedPage:
    """The page with the number `asked`, or the nearest there is. Costs 2 queries, or 1 and those of `read`.

    read   how so many rows are read from a start on; None: as the query gives them (see `by_keys`)
    """
    total, more = capped_count(rows, cap)
    page = _numbered(asked, size, total, more=more)
    page.rows = (read or as_they_come)(rows, (page.number - 1) * size, size)
    return page


def as_they_come(rows: QuerySet, start: int, size: int) -> list[Any]:
    """So many rows from a start on. 1 query."""
    return list(rows[start : start + size])


def by_keys(rows: QuerySet, shown: Shown) -> list[Any]:
    """Rows of a list in its order: their keys first, then what these few show. 1 query, and those of `shown`.

    Where hundreds of rows are put in order to show a few, the tables that a row shows are joined for the few.
    What differs from page to page, the search and its order, is a short statement; the long one is the same
    for every list of its kind (core.built_once).

    shown   gives the rows of some keys with all that a row shows, in any order
    """
    return in_order_of(list(rows.values_list("pk", flat=True)), shown)


def in_order_of(keys: list[int], shown: Shown) -> list[Any]:
    """The rows of the keys, in the order of the keys. No query without keys."""
    found = {row.pk: row for row in shown(keys)} if keys else {}
    return [found[key] for key in keys if key in found]


def long_page(
    rows: QuerySet,
    keys: tuple[str, ...],
    *,
    query: Mapping[str, str],
    size: int,
    cap: int,
    shown: Shown,
    ascending: bool = False,
) -> "NumberedPage | KeysetPage":
    """A page of a list of any length: numbered among the first `cap` rows, by key from a mark on.

    query   what the address holds: `page`, `after`, `before`
    shown   see `by_keys`
    cost    2 queries for the first page, 3 for another number, 1 for a page by key; and those of `shown`
    """
    after, before = (query.get(name, "") for name in ("after", "before"))
    if has_mark(rows, keys, after) or has_mark(rows, keys, before):
        page = keyset_page(rows.only(*keys), keys, after=after, before=before, size=size, ascending=ascending)
        page.rows = in_order_of([row.pk for row in page.rows], shown)
        return page
    in_order = rows.order_by(*[key if ascending else f"-{key}" for key in keys])
    total, more = capped_count(rows, cap)
    numbered = _numbered(query.get("page", "1"), size, total, more=more)
    if start := (numbered.number - 1) * size:
        for before in in_order.values_list(*keys)[start - 1 : start]:
            in_order = in_order.filter(_past(keys, list(before), upwards=ascending))
    numbered.rows = by_keys(in_order[:size], shown)
    if numbered.more_than_cap and numbered.number == numbered.page_count and numbered.rows:
        numbered.goes_on = _mark(numbered.rows[-1], keys)
    return numbered


def has_mark(rows: QuerySet, keys: tuple[str, ...], text: str) -> bool:
    return bool(text) and read_mark(text, [rows.model._meta.get_field(key) for key in keys]) is not None


def page_of_list(rows: Sequence[Any], asked: str, size: int, *, more: bool = False) -> NumberedPage:
    """The same for rows that are already loaded; `more` says that further rows were left out."""
    page = _numbered(asked, size, len(rows), more=more)
    page.rows = list(rows[(page.number - 1) * size : page.number * size])
    return page


def _numbered(asked: str, size: int, total: int, *, more: bool) -> NumberedPage:
    last = max(1, -(-total // size))
    number = min(max(whole_number(asked) or 1, 1), last)
    pages = [n for n in range(1, last + 1) if n in (1, last) or abs(n - number) <= 2]
    return NumberedPage([], number, size, total, more, pages)


@dataclass
class KeysetPage:
    """One page of a long list, without a count.

    next, previous   the `after` and `before` marks of those pages; None where there is no such page
    """

    rows: list[Any]
    next: str | None
    previous: str | None


def keyset_page(
    rows: QuerySet,
    keys: tuple[str, ...],
    *,
    after: str,
    before: str,
    size: int,
    ascending: bool = False,
) -> KeysetPage:
    """Rows past a mark, in the order of `keys` (all descending or all ascending, the last unique). 1 query.

    after, before   marks that an earlier page gave; "" for none
    """
    backwards = bool(before) and not after
    mark = read_mark(before if backwards else after, [rows.model._meta.get_field(key) for key in keys])
    if mark is not None:
        rows = rows.filter(_past(keys, mark, upwards=backwards != ascending))
    order = [key if backwards != ascending else f"-{key}" for key in keys]
    found = list(rows.order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    first, last = (_mark(found[0], keys), _mark(found[-1], keys)) if found else (None, None)
    has_next = backwards or more
    has_previous = more if backwards else mark is not None
    return KeysetPage(found, last if has_next else None, first if has_previous else None)


def _past(keys: tuple[str, ...], mark: list[Any], *, upwards: bool) -> Func:
    """(a, b, c) beyond the mark, as one comparison of rows.

    With the comparison spelt out with OR, the planner expected few rows beyond the mark of a deep page, and
    sorted them all.
    """
    here, there = _row(map(F, keys)), _row(map(Value, mark))
    beyond = " > " if upwards else " < "
    return Func(here, there, template="%(expressions)s", arg_joiner=beyond, output_field=BooleanField())


def _row(parts: Iterable[Any]) -> Func:
    return Func(*parts, template="ROW(%(expressions)s)", output_field=BooleanField())


def _mark(row: Any, keys: tuple[str, ...]) -> str:
    return mark_of([getattr(row, key) for key in keys])


def mark_of(values: Sequence[Any]) -> str:
    """The mark of a place in a list, from the values of its keys there. No row need be at the place."""
    plain = [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def read_mark(text: str, fields: Sequence[Field]) -> list[Any] | None:
    """The values of a mark, each in its field's type; None if the text is no mark of these fields."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(values, list) or len(values) != len(fields):
            return None
        read = [field.clean(value, None) for field, value in zip(fields, values, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError):
        return None
    return None if any(_is_incomparable(value) for value in read) else read


def _is_incomparable(value: Any) -> bool:
    """Whether a value is None or a time without a time zone, which cannot be compared with a row's."""
    return value is None or (isinstance(value, datetime) and is_naive(value))
