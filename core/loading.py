"""Loads many rows by COPY: the text of each, what is left out, and the keys of a load checked all at once."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import Field, ForeignKey, Model

NULL = r"\N"
#: what would end a value or a line, or begin one of these
ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
#: locked as a foreign key locks the row it points to: nobody deletes it before the commit
KEYS = "SELECT {key} FROM {table} WHERE {key} = ANY(%s) ORDER BY {key} FOR KEY SHARE"
ON_INSERT = """
    SELECT EXISTS (
        SELECT FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgtype & 4 <> 0
    )
"""


def text(value: Any) -> str:
    """One value in COPY's text format."""
    kind = value.__class__
    if kind is str:
        return value.translate(ESCAPED)
    if kind is int:
        return str(value)
    if value is None:
        return NULL
    if kind is bool:
        return "t" if value else "f"
    if kind is dict or kind is list:
        return json.dumps(value, ensure_ascii=False).translate(ESCAPED)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"no text for {value!r}")


def line(values: Sequence[Any], ending: str) -> str:
    """One row in COPY's text format; `ending` as `copying` gives it."""
    return "\t".join(map(text, values)) + ending


def copying(model: type[Model], columns: Sequence[str]) -> tuple[str, str]:
    """The COPY of a model's table, and the ending of each line: the defaults of the columns left out.

    raises   ValueError for a column the model has not, and for one without a default that is left out
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    if unknown := set(columns) - fields.keys():
        raise ValueError(f"{model.__name__} has no {sorted(unknown)}")
    rest = {name: _default(field) for name, field in fields.items() if name not in columns}
    constant = {name: value for name, value in rest.items() if value is not None}
    names = ", ".join(f'"{fields[name].column}"' for name in (*columns, *constant))
    command = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    return command, "".join(f"\t{text(value)}" for value in constant.values()) + "\n"


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


@transaction.atomic
def load(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
    """Loads rows into the table of a model; returns how many.

    Constraints, unique indexes and types are checked row by row. Whether the rows that others point to are
    there is asked once for each of them, not once for each row that points to it: half of a load's time is
    saved so. 1 query for each foreign key among the columns, and 3 more. A role that cannot set foreign keys
    aside, as all but the tables' owner, has them check each row as well, which takes twice as long.

    columns   as the model has them ("person_id"); every other one has its field's default
    rows      the values of one row in the order of the columns
    raises    LookupError where a key names no row; ValueError for a table with triggers on new rows, which
              would be left out; IntegrityError, DataError
    """
    command, ending = copying(model, columns)
    _refuse_triggers(model)
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for place, name in enumerate(columns):
        if isinstance(field := fields[name], ForeignKey):
            _lock_rows(field, {row[place] for row in rows} - {None}, loaded=_keys(model, columns, rows))
    with keys_set_aside(), connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.copy_expert(command, StringIO("".join(line(row, ending) for row in rows)))
    return len(rows)


def _keys(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> set[Any]:
    """The primary keys of the rows that are loaded; an empty set where the database gives them."""
    key = model._meta.pk.attname
    place = columns.index(key) if key in columns else None
    return set() if place is None else {row[place] for row in rows}


def _lock_rows(field: ForeignKey, wanted: set[Any], *, loaded: set[Any]) -> None:
    """Locks the rows that a column points to. Those of the load itself may be among them."""
    target = field.related_model._meta
    if field.related_model is field.model:
        wanted = wanted - loaded
    statement = KEYS.format(key=f'"{target.pk.column}"', table=f'"{target.db_table}"')
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(wanted)])
        missing = wanted - {key for (key,) in cursor.fetchall()}
    if missing:
        raise LookupError(f"{field.attname}: no {target.verbose_name} has the key {min(missing)}")


def _refuse_triggers(model: type[Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ON_INSERT, [model._meta.db_table])
        [(has_triggers,)] = cursor
    if has_triggers:
        raise ValueError(f"{model.__name__} has triggers on new rows, which a load would leave out")


@contextmanager
def keys_set_aside() -> Iterator[None]:
    """Switches foreign keys and triggers off, within a transaction.

    Only a role that may set session_replication_role can, as the owner of the embedded database. For another
    role the checks stay on, which takes longer.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
    except DatabaseError:
        yield
        return
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = origin")
