"""The statements that pages send, and how many blocks of the database each reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from django.core.signals import request_started
from django.db import connection

from benchmarks import copies, multiplying
from core.tests.kept_rows import TABLES, KeptRows

#: A statement may read a tenth more blocks than in the smaller world, or so many more.
A_TENTH, A_FEW = 1.1, 5
#: Tables of a test are so small that reading one whole is the planner's right choice, which it is not in a
#: country. So it is kept to indexes in both worlds. What has no index is read whole all the same, and shows.
BY_INDEX = ("seqscan", "hashjoin", "mergejoin", "memoize", "material")
#: What a country has once, the copies share with their originals. A provider's contracts get more referrals,
#: as in truth. Contacts get another office, so that nobody's own day grows. Who holds a contract stays.
APART = {
    "cases.Contact": {"office_id": "base.office_id - base.office_id + (SELECT max(id) FROM core_office)"},
}
NOT_COPIED = {"referrals.ContractGrant"}


@dataclass(frozen=True)
class Reads:
    """What a statement read: blocks, rows given, and how often an index was gone through from its root."""

    blocks: int
    rows: int
    descents: int

    def allows(self, grown: "Reads") -> bool:
        """Whether `grown`, of a larger world, is no more. Each index may be a level deeper."""
        return grown.blocks <= self.blocks * A_TENTH + A_FEW + grown.descents


@dataclass
class Statements:
    """Statements in the order they were first sent, each with the page that sent it first and its values."""

    sent: dict[str, tuple[str, Any]] = field(default_factory=dict)
    page: str = ""

    @contextmanager
    def noted(self) -> Iterator[None]:
        request_started.connect(self._page_asked)
        try:
            with connection.execute_wrapper(self._note):
                yield
        finally:
            request_started.disconnect(self._page_asked)

    def reads_in(self, kept: KeptRows, *, times: int) -> dict[str, Reads]:
        """What each statement reads in the world of the kept rows with `times` as many people."""
        _make(kept, times)
        with _by_index():
            return self._reads()

    def reads_at_most_in(self, kept: KeptRows, *, times: int) -> dict[str, Reads]:
        """The same, with bitmaps of an index or without them, whichever reads more."""
        _make(kept, times)
        with _by_index():
            with_bitmaps = self._reads()
        with _by_index("bitmapscan"):
            without = self._reads()
        return {
            sql: max(one, without[sql], key=lambda reads: reads.blocks) for sql, one in with_bitmaps.items()
        }

    def _reads(self) -> dict[str, Reads]:
        with connection.cursor() as cursor:
            return {sql: _reads(cursor, sql, values) for sql, (_page, values) in self.sent.items()}

    def _page_asked(self, sender: Any, environ: dict[str, Any], **_more: Any) -> None:
        self.page = f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}".removesuffix("?")

    def _note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("SELECT", "WITH", "(")) and not many:
            self.sent.setdefault(sql, (self.page, params))
        return execute(sql, params, many, context)


@contextmanager
def _by_index(*more: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        for way in (*BY_INDEX, *more):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        yield
        for way in (*BY_INDEX, *more):
            cursor.execute(f"SET LOCAL enable_{way} = on")


def _make(kept: KeptRows, times: int) -> None:
    """The tables are emptied first, so that none holds rows which were deleted but still take room."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        names = ", ".join(f'"{table}"' for (table,) in cursor.fetchall())
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {names}")
    kept.restore()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(multiplying, "ONCE", multiplying.ONCE | NOT_COPIED)
        for label, columns in APART.items():
            as_ever = copies.ANEW[label]
            patch.setitem(copies.ANEW, label, replace(as_ever, columns=as_ever.columns | columns))
        multiplying.multiply(times)


def _reads(cursor: Any, statement: str, values: Any) -> Reads:
    cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {statement}", values)
    plan = cursor.fetchone()[0][0]["Plan"]
    blocks = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    return Reads(blocks, round(plan["Actual Rows"]), _descents(plan))


def _descents(plan: dict[str, Any]) -> int:
    return plan.get("Index Searches", 0) + sum(_descents(inner) for inner in plan.get("Plans", ()))
