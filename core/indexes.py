"""A step of a migration that takes the indexes of foreign keys away."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

#: The plain index of each column, whatever its name
_DROP = """
    DO $$
    DECLARE found regclass;
    BEGIN
        FOR found IN
            SELECT indexrelid FROM pg_index
            JOIN pg_attribute ON attrelid = indrelid AND indkey::text = attnum::text
            WHERE (indrelid, attname::text) IN (SELECT name::regclass, "column" FROM (VALUES {keys})
                                                AS key (name, "column"))
              AND NOT indisunique AND indpred IS NULL
        LOOP
            EXECUTE format('DROP INDEX %s', found);
        END LOOP;
    END $$
"""


class KeysWithoutIndex(Operation):
    """Gives foreign keys `db_index=False`: their indexes go, the keys stay as they are.

    AlterField would make each key anew, for which PostgreSQL reads the table with all writers shut out.

    keys   name of the model in lower case -> names of its keys; the columns are those names and "_id"
    """

    def __init__(self, keys: Mapping[str, Sequence[str]]) -> None:
        self.keys = keys

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        for model, names in self.keys.items():
            fields = state.models[app_label, model].fields
            for name in names:
                field = fields[name].clone()
                field.db_index = False
                fields[name] = field
        state.reload_models([(app_label, model) for model in self.keys], delay=True)

    def database_forwards(self, app_label: str, schema_editor: Any, *_states: ProjectState) -> None:
        keys = ", ".join(f"('{table}', '{column}')" for table, column in self._columns(app_label))
        schema_editor.execute(_DROP.format(keys=keys), params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, *_states: ProjectState) -> None:
        for table, column in self._columns(app_label):
            schema_editor.execute(f'CREATE INDEX ON "{table}" ("{column}")')

    def describe(self) -> str:
        return f"Take the indexes of {sum(map(len, self.keys.values()))} foreign keys away"

    def _columns(self, app_label: str) -> list[tuple[str, str]]:
        return [
            (f"{app_label}_{model}", f"{name}_id") for model, names in self.keys.items() for name in names
        ]
