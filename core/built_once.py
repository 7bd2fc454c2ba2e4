"""Queries built once. For the pages opened most, building a statement takes longer than running it.

    @built_once
    def open_registrations(person_id: int) -> QuerySet[Registration]:
        return Registration.objects.filter(person_id=person_id, deregistered_on=None)

    rows = open_registrations(person.pk)  # a list, the same as of the queryset

The first call in a process builds the queryset twice, with values that stand for the arguments, and keeps the
SQL; later calls put their values in. So what is given by position must reach the SQL as it is: what is worked
out from it (a day two weeks later) is an argument of its own. Arguments given by name choose the statement:
another filter, another order. The function may look at those, and only at those.
"""

import re
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial, wraps
from typing import Any, TypeVar

from django.conf import settings
from django.db import connections
from django.db.models import Count, QuerySet, Value

from core.kept_plans import Place, Plan, Sent

Row = TypeVar("Row")


@dataclass(frozen=True)
class Kind:
    """A kind of argument: what stands for the n-th while a statement is built, and its type in PostgreSQL.

    sql_type   "" for that of the column beside it
    """

    stand_in: Callable[[int], Any]
    sql_type: str = ""


#: datetime is a date too, so it comes first
KINDS = {
    datetime: Kind(lambda n: datetime(1951, 3, 1, tzinfo=UTC) + timedelta(n), "::timestamptz"),
    date: Kind(lambda n: date(1951, 3, 1) + timedelta(n), "::date"),
    time: Kind(lambda n: time(3, n // 60, n % 60), "::time"),
    int: Kind(lambda n: 20_011 + n, "::bigint"),
    str: Kind(lambda n: f"stand-in {n}"),
    list: Kind(lambda n: [20_011 + n], "::bigint[]"),
}
#: of PostgreSQL's bigint
_LEAST, _MOST = -(2**63), 2**63 - 1
#: the first stand-in when a statement is built a second time
SECOND = 101


def built_once(build: Callable[..., QuerySet[Any, Row]]) -> Callable[..., list[Row]]:
    """Makes a function that gives a queryset give its rows, and builds it only once for each choice by name.

    The values by position are whole numbers, texts, days, times or lists of keys. For a number that no column
    holds the queryset is built as ever.

    raises   ValueError at the first call, where a value does not reach the SQL as it is
    """
    statements: dict[Any, Statement] = {}

    @wraps(build)
    def rows(*values: Any, **choices: Any) -> list[Row]:
        if any(isinstance(value, int) and not _LEAST <= value <= _MOST for value in values):
            return list(build(*values, **choices))
        kinds = tuple(map(_kind_of, values))
        key = (kinds, *sorted(choices.items()))
        statement = statements.get(key)
        if statement is None:
            words = re.sub(r"\W+", "_", build.__name__).strip("_").lower()
            statement = Statement(partial(build, **choices), [KINDS[kind] for kind in kinds], words)
            statements[key] = statement
        if settings.CHECKS_BUILT_ONCE:
            statement.check(build(*values, **choices), values)
        return statement.rows(values)

    return rows


def counted(rows: QuerySet) -> QuerySet[Any, int]:
    """One row: how many rows there are."""
    every = rows.order_by().annotate(counted_together=Value(True)).values("counted_together")
    return every.annotate(number=Count("*")).values_list("number", flat=True)


def _kind_of(value: Any) -> type:
    kind = next((kind for kind in KINDS if isinstance(value, kind)), None)
    if kind is None or isinstance(value, bool):
        raise ValueError(f"Not a value to give by position: {value!r}")
    return kind


class Statement:
    """A queryset's SQL, with the places where the values go."""

    def __init__(self, build: Callable[..., QuerySet], kinds: Sequence[Kind], words: str) -> None:
        once = [kind.stand_in(n) for n, kind in enumerate(kinds)]
        again = [kind.stand_in(n) for n, kind in enumerate(kinds, SECOND)]
        self.queryset = build(*once)
        self.compiler = self.queryset.query.get_compiler(self.queryset.db)
        sql, params = self.compiler.as_sql()
        other_sql, other_params = build(*again).query.sql_with_params()
        if sql != other_sql:
            raise ValueError(f"A value by position changes the statement: {sql}\n{other_sql}")
        columns = [column for column, *_rest in self.compiler.select]
        self.converters = self.compiler.get_converters(columns)
        places = {
            (str(one), str(other)): Place(n, kind.sql_type)
            for n, (one, other, kind) in enumerate(zip(once, again, kinds, strict=True))
        }
        pairs = zip(params, other_params, strict=True)
        self.plan = Plan(sql, [_place(*pair, places) for pair in pairs], words)

    def rows(self, values: Sequence[Any]) -> list[Any]:
        """The rows, as of the queryset built with the values. 1 query, and those of prefetch_related."""
        if settings.KEEPS_PLANS:
            return self.plan.asked(connections[self.queryset.db], values, self._read)
        return self._read(self.plan.plain(values))

    def _read(self, statement: Sent) -> list[Any]:
        compiler: Any = copy(self.compiler)
        compiler.connection = connections[self.queryset.db]
        compiler.as_sql = lambda: statement
        compiler.get_converters = lambda _expressions: self.converters
        query: Any = copy(self.queryset.query)
        query.get_compiler = lambda *_args, **_kwargs: compiler
        found = type(self.queryset)(self.queryset.model, query, self.queryset.db)
        for name in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(found, name, getattr(self.queryset, name))
        return list(found)

    def check(self, fresh: QuerySet, values: Sequence[Any]) -> None:
        """Compares with the queryset as it is built now.

        raises   ValueError where they differ
        """
        sql, params = fresh.query.sql_with_params()
        if (sql, tuple(params)) != self.plan.plain(values):
            raise ValueError(f"Built once: {self.plan.plain(values)}\nBuilt now: {sql, params}")


def _place(once: Any, again: Any, places: dict[tuple[str, str], Place]) -> Any:
    """The place of the value that stands here, or the constant."""
    if once == again:
        return once
    place = places.get((str(once), str(again)))
    if place is None:
        raise ValueError(f"A value by position is changed before it reaches the statement: {once!r}")
    return place
