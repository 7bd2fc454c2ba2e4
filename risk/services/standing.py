"""Replaces current tier calculations and targeting decisions by new ones, for one person or for thousands."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from django.db import connection

from risk.models import TargetingDecision, TierCalculation

Model = type[TierCalculation] | type[TargetingDecision]


def replace_current(
    model: Model,
    rows: Sequence[TierCalculation] | Sequence[TargetingDecision],
    *,
    ended: Sequence[int] = (),
    at: datetime,
) -> None:
    """Supersedes the current results of the people of `rows`, saves the rows and sets their keys. 1 query.

    ended   keys of people whose current result is superseded without a new one
    """
    if not rows and not ended:
        return
    people, columns = [row.person_id for row in rows], _columns(model)
    values = [{column: getattr(row, column) for column in columns} for row in rows]
    with connection.cursor() as cursor:
        rows_json = json.dumps(values, default=str, separators=(",", ":"))
        cursor.execute(_statement(model), {"rows": rows_json, "people": [*people, *ended], "at": at})
        keys = dict(cursor)
    for row in rows:
        row.pk = keys[row.person_id]


def _columns(model: Model) -> list[str]:
    return [field.column for field in model._meta.concrete_fields if field.column and not field.primary_key]


@cache
def _statement(model: Model) -> str:
    """The SQL. Counting the superseded rows makes the database update all of them before it inserts."""
    table, columns = model._meta.db_table, ", ".join(_columns(model))
    began = "calculated_at" if model is TierCalculation else "decided_at"
    return f"""
        WITH superseded AS (
            UPDATE {table} SET superseded_at = greatest({began}, %(at)s)
            WHERE person_id = ANY(%(people)s) AND superseded_at IS NULL RETURNING id
        )
        INSERT INTO {table} ({columns})
        SELECT {columns}
        FROM jsonb_populate_recordset(NULL::{table}, %(rows)s), (SELECT count(*) FROM superseded)
        RETURNING person_id, id
    """
