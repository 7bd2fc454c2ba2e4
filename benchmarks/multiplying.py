"""Multiplies a world inside PostgreSQL: each copy has its own people, staff, teams, users and what is theirs.

Every life was told once by the demonstration's generator, so a copy is as true as its original. The tables
are found by Django's models: a table is multiplied if a key leads from it to somebody who is. ONCE names the
others.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from benchmarks import drawing
from benchmarks.copies import ANEW, Anew, own_uuid
from cases.search.services import index
from core.models import Office
from core.models.bases import CodeRow

SEED = 1
APPS = ("core", "cases", "risk", "referrals", "training")
#: whose copies make a world larger, and what concerns them without a key
SOMEBODY = {"cases.Person", "core.Staff", "core.Team", "core.User", "core.AuditEntry"}
#: what a country has once however many people are in it; and what passes: sessions, drafts, messages to send
ONCE = {
    *("core.Region", "core.Pdu", "core.Office", "core.Supplier", "core.Role", "core.JobTitle"),
    *("core.BankHoliday", "core.PolicySetting", "training.Activity", "training.IndexEntry"),
    *("referrals.Contract", "referrals.Contract_subcontractors", "referrals.ContractActivity"),
    *("referrals.ContractType_categories", "referrals.CrsRegion", "referrals.Complexity"),
    *("core.Draft", "core.FormToken", "core.UserSession", "core.OutboxRow", "cases.SavedSearch"),
    *("cases.NameVariant", "risk.NightChunk"),
    *("referrals.ApiClient", "referrals.ApiClient_contracts"),
}
#: model -> which of its rows are multiplied: not the teams that nobody works in, nor the accounts of programs
PARTLY = {
    "core.User": "NOT is_service_account",
    "core.Team": "NOT is_system AND EXISTS (SELECT FROM core_teammembership m JOIN core_staff s"
    " ON s.id = m.staff_id WHERE m.team_id = one.id AND s.code NOT LIKE '%U')",
    "core.AuditEntry": "crn <> '' OR crns IS NOT NULL",
    "core.Staff": "code NOT LIKE '%U' AND NOT EXISTS (SELECT FROM core_teammembership m JOIN core_team t"
    " ON t.id = m.team_id WHERE m.staff_id = one.id AND t.is_system)"
    " OR EXISTS (SELECT FROM core_teammembership m JOIN multiplied_core_team t ON t.id = m.team_id"
    " WHERE m.staff_id = one.id)",
}
#: kinds of subjects that are named otherwise than the model whose key they hold
KINDS = {"risk.person": "cases.Person"}

Model = type[models.Model]
Report = Callable[[str], None]


def is_once(model: Model) -> bool:
    """Whether the table is the same for a small and a large world, or is built anew from others."""
    one = kept_of(model)
    listed = one._meta.label in ONCE or one._meta.db_table in index.TABLES
    return listed or issubclass(one, CodeRow) or not one._meta.managed


def multiplied() -> list[Model]:
    """The models whose rows are multiplied, by the order in which Django lists them."""
    ours = [model for model in _ours() if not is_once(model)]
    found = {model for model in ours if model._meta.label in SOMEBODY}
    while more := {
        model
        for model in ours
        if model not in found and any(key.related_model in found for key in _keys(model))
    }:
        found |= more
    return [model for model in ours if model in found]


def undecided() -> list[str]:
    """Models that are neither multiplied nor in ONCE: their rows would stay few however large the world."""
    known = {*multiplied(), *filter(is_once, _ours())}
    return [model._meta.label for model in _ours() if model not in known]


def multiply(times: int, *, tell: Report = lambda words: None) -> None:
    """Makes the people and staff of the database `times` as many, with all that is written of them.

    Needs a role that may set session_replication_role. The search index is built anew and the planner's
    statistics are taken. The same world gives the same copies.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        tell("Drawing names, numbers and addresses")
        drawing.draw(cursor, copies=times - 1, seed=SEED)
        world = World(cursor)
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in world.models:
            cursor.execute(world.statement(model), {"copies": times - 1})
            if cursor.rowcount:
                tell(f"{cursor.rowcount:,} rows more of {model._meta.label}")
                world.move_sequence(model)
        cursor.execute("SET LOCAL session_replication_role = origin")
        tell("Building the search index")
        index.rebuild()
        for model in world.models:
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')


class World:
    """The tables to multiply as they stand, and the statement for each.

    last      model -> its last key; the keys of copy k are higher by k times as much
    partly    the models of which only the rows marked in a temporary table are multiplied
    """

    def __init__(self, cursor: Any) -> None:
        self.cursor, self.models = cursor, multiplied()
        self.last = {model: self._last_key(model) for model in self.models}
        self.partly: list[Model] = []
        for label, condition in PARTLY.items():
            self._mark(apps.get_model(label), condition)
        self._mark_what_belongs()
        self._make_moved_key()

    def _last_key(self, model: Model) -> int:
        self.cursor.execute(
            f'SELECT coalesce(max("{model._meta.pk.column}"), 0) FROM "{model._meta.db_table}"'
        )
        return self.cursor.fetchone()[0]

    def _mark(self, model: Model, condition: str) -> None:
        table, key, mark = model._meta.db_table, model._meta.pk.column, marks_of(model)
        self.cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{mark}")
        self.cursor.execute(
            f'CREATE TEMPORARY TABLE {mark} AS SELECT "{key}" AS id FROM "{table}" AS one WHERE {condition}'
        )
        self.cursor.execute(f"ANALYZE {mark}")
        self.partly.append(model)

    def _mark_what_belongs(self) -> None:
        """Marks the rows of tables that belong to partly multiplied ones alone, such as posts of staff."""
        while belonging := [model for model in self.models if self._belongs_to_partly(model)]:
            for model in belonging:
                keys = [field for field in _keys(model) if field.related_model in self.partly]
                marked = [f'"{key.column}" IN (SELECT id FROM {marks_of(key.related_model)})' for key in keys]
                self._mark(model, " OR ".join(marked))

    def _belongs_to_partly(self, model: Model) -> bool:
        led_to = {key.related_model for key in _keys(model)} & self.last.keys()
        return model not in self.partly and bool(led_to) and led_to <= set(self.partly)

    def _make_moved_key(self) -> None:
        """Makes the function that moves a key in a text column: of a kind, the key, to copy k."""
        kinds = {model._meta.label_lower: last for model, last in self.last.items()}
        kinds |= {kind: self.last[apps.get_model(label)] for kind, label in KINDS.items()}
        cases = " ".join(
            f"WHEN '{kind}' THEN key::bigint + k * {last}::bigint" for kind, last in kinds.items()
        )
        self.cursor.execute(
            "CREATE OR REPLACE FUNCTION pg_temp.moved_key(kind text, key text, k int) RETURNS text"
            " LANGUAGE sql"
            f" AS $$ SELECT CASE WHEN key ~ '^[0-9]+$' THEN coalesce((CASE kind {cases} END)::text, key)"
            " ELSE key END $$"
        )

    def statement(self, model: Model) -> str:
        """Inserts the copies 1 to %(copies)s of a table's rows, one copy after the other."""
        table, key = model._meta.db_table, model._meta.pk.column
        anew = ANEW.get(kept_of(model)._meta.label, Anew())
        values = {field.column: self._value(model, field, anew) for field in model._meta.concrete_fields}
        columns = ", ".join(f'"{name}"' for name in values)
        which = f'AND "{key}" IN (SELECT id FROM {marks_of(model)})' if model in self.partly else ""
        return (
            f'INSERT INTO "{table}" ({columns}) SELECT {", ".join(values.values())}'
            f" FROM generate_series(1, %(copies)s) AS copy (k) CROSS JOIN LATERAL ("
            f' SELECT * FROM "{table}" WHERE copy.k > 0 AND "{key}" <= {self.last[model]} {which}'
            f' ORDER BY "{key}" OFFSET 0) AS base {anew.join} {" ".join(_offices(model))}'
        )

    def _value(self, model: Model, field: Any, anew: Anew) -> str:
        name, column = field.column, f'base."{field.column}"'
        if name in anew.columns:
            return anew.columns[name]
        if field.primary_key:
            return f"{column} + copy.k * {self.last[model]}"
        if name == "id":  # of the row whose history this is
            return f"{column} + copy.k * {self.last[kept_of(model)]}"
        if field.related_model is Office:
            return f"{_office_of(field)}.new"
        if field.is_relation and field.related_model in self.last:
            return self._moved(column, field.related_model)
        return own_uuid(f"{column}::text") if isinstance(field, models.UUIDField) else column

    def _moved(self, column: str, to: Model) -> str:
        moved = f"{column} + copy.k * {self.last[to]}"
        if to not in self.partly:
            return moved
        return f"CASE WHEN {column} IN (SELECT id FROM {marks_of(to)}) THEN {moved} ELSE {column} END"

    def move_sequence(self, model: Model) -> None:
        """Sets the sequence of the table's keys to the last of them."""
        table, key = model._meta.db_table, model._meta.pk.column
        self.cursor.execute(
            f'SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT max("{key}") FROM "{table}"))',
            [f'"{table}"', key],
        )


def kept_of(model: Model) -> Model:
    """The model whose history the model keeps; itself if it keeps none."""
    return getattr(model, "pgh_tracked_model", None) or model


def marks_of(model: Model) -> str:
    """The temporary table with the keys of the rows to multiply."""
    return f"multiplied_{model._meta.db_table}"


def _ours() -> list[Model]:
    listed = apps.get_models(include_auto_created=True)
    return [model for model in listed if model._meta.app_label in APPS and not model._meta.proxy]


def _offices(model: Model) -> list[str]:
    """Joins that give the offices of a copied row."""
    return [
        f"LEFT JOIN drawn_office {(of := _office_of(key))} ON {of}.k = copy.k AND {of}.id = base.{key.column}"
        for key in _keys(model)
        if key.related_model is Office
    ]


def _office_of(key: Any) -> str:
    return f"{key.name}_drawn"


def _keys(model: Model) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.is_relation]
