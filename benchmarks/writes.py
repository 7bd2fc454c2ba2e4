"""Writing: a change with its history and without, and contacts loaded with their checks against bare COPY."""

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from benchmarks.measure import Timings
from benchmarks.report import Finding, Line
from benchmarks.worlds import as_owner
from cases.models import Contact
from probation.demonstration.tables import Table, text

CHANGE = "UPDATE cases_contact SET description = %s WHERE id = %s"
BARE = "benchmark_contact"


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    yield _history(rounds, sample)
    yield _import(rounds, sample * 50)


# --- history ---------------------------------------------------------------------------------------------


def _history(rounds: int, sample: int) -> Line:
    keys = list(Contact.objects.order_by("-pk").values_list("pk", flat=True)[:sample])
    kept, plain = Timings(), Timings()
    for number in range(rounds + 1):
        for timings, history in ((kept, True), (plain, False)):
            with _history_on(history):
                took = [_change(pk, f"round {number}, {history}") for pk in keys]
            if number:
                timings.seconds += took
                timings.rows += len(took)
    return Line(
        what="a change committed, with history", reference="without", real=kept, bare=plain, least=0.8
    )


@contextmanager
def _history_on(on: bool) -> Iterator[None]:
    """The very same table and indexes; only the triggers rest."""
    as_owner(f"ALTER TABLE cases_contact {'ENABLE' if on else 'DISABLE'} TRIGGER USER")
    try:
        yield
    finally:
        as_owner("ALTER TABLE cases_contact ENABLE TRIGGER USER")


def _change(pk: int, words: str) -> float:
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, [words, pk])
    return time.perf_counter() - began


# --- bulk ------------------------------------------------------------------------------------------------


def _import(rounds: int, rows: int) -> Line:
    """The loader makes text of values, and keys, constraints and triggers judge each row; COPY gets text."""
    columns = [
        field.attname
        for field in Contact._meta.concrete_fields
        if field.attname not in {"id", "uuid", "origin"}
    ]
    rows_ = Contact.objects.order_by("pk").values_list("pk", *columns)[:rows]
    found = [tuple(_plain(value) for value in row) for row in rows_]
    as_owner(f"DROP TABLE IF EXISTS {BARE}")
    as_owner(f"CREATE TABLE {BARE} (LIKE cases_contact INCLUDING DEFAULTS INCLUDING INDEXES)")
    as_owner(f"GRANT ALL ON {BARE} TO PUBLIC")
    loaded, bare = Timings(), Timings()
    try:
        for number in range(rounds + 1):
            for timings, act in ((loaded, _load), (bare, _copy)):
                took = act(columns, found)
                if number:
                    timings.seconds.append(took)
                    timings.rows += len(found)
    finally:
        as_owner(f"DROP TABLE {BARE}")
    return Line(
        what="contacts loaded, checked", reference="COPY, unchecked", real=loaded, bare=bare, least=0.3
    )


def _plain(value: Any) -> Any:
    """As the generator has it: times as text, and no tab or break within one."""
    if isinstance(value, str):
        return " ".join(value.replace("\\", " ").split())
    return value.isoformat() if isinstance(value, dt.time) else value


def _load(columns: list[str], found: list[tuple]) -> float:
    table = Table(Contact, " ".join(("id", "uuid", *columns)))
    with _rolled_back():
        table.begin()
        began = time.perf_counter()
        for _key, *values in found:
            table.add(table.key(), str(uuid4()), *values)
        table.send()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return time.perf_counter() - began


def _copy(columns: list[str], found: list[tuple]) -> float:
    lines = "".join(f"{key}\t{uuid4()}\t" + "\t".join(map(text, values)) + "\t\n" for key, *values in found)
    named = ", ".join(
        f'"{Contact._meta.get_field(name).column}"' for name in ("id", "uuid", *columns, "origin")
    )
    with _rolled_back(), connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.copy_expert(f"COPY {BARE} ({named}) FROM STDIN", StringIO(lines))
        return time.perf_counter() - began


@contextmanager
def _rolled_back() -> Iterator[None]:
    """Nothing stays, so that every round begins with the same rows."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
