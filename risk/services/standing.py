"""Replaces current tier calculations and targeting decisions by new ones, for one person or for thousands."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection

from risk.models import TargetingDecision, TierCalculation

Model = type[TierCalculation] | type[TargetingDecision]
#: the values of a new row by column; a chunk of the night makes thousands, and no models of them
Row = dict[str, Any]


def replace_current(
    model: Model,
    rows: Sequence[Row],
    *,
    ended: Sequence[int] = (),
    at: datetime,
) -> None:
    """Supersedes the current results of the people of `rows`, saves the rows and sets `id` of each. 1 query.

    ended   keys of people whose current result is superseded without a new one
    """
    if not rows and not ended:
        return
    people = [row["person_id"] for row in rows]
    with connection.cursor() as cursor:
        rows_json = json.dumps(rows, default=str, separators=(",", ":"))
        cursor.execute(_statement(model), {"rows": rows_json, "people": [*people, *ended], "at": at})
        keys = dict(cursor.fetchall())
    for row in rows:
        row["id"] = keys[row["person_id"]]


@cache
def _statement(model: Model) -> str:
    """The SQL. Counting the superseded rows makes the database update all of them before it inserts."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    table, columns = model._meta.db_table, ", ".join(str(field.column) for field in fields)
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
