"""Rows found by keys that several searches give: `filter(pk__among=keys_of(sent, held))`.

With OR between conditions on different tables, or with IN (SELECT ... UNION SELECT ...), PostgreSQL may read
every row there is. Here each search has its own index, runs once, and the rows are then looked up by key.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Field, ForeignObject, Lookup, QuerySet


@Field.register_lookup
@ForeignObject.register_lookup
class Among(Lookup):
    """Whether a value is one of those of an array."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):  # type: ignore[no-untyped-def]
        value, of_value = self.process_lhs(compiler, connection)
        array, of_array = self.process_rhs(compiler, connection)
        return f"{value} = ANY({array})", (*of_value, *of_array)


def keys_of(search: QuerySet, *others: QuerySet) -> ArraySubquery:
    """The keys that any of the searches finds, for `among`. Each gives one column: `.values("pk")`."""
    return ArraySubquery(search.union(*others, all=True) if others else search)
