"""Rows found by keys that several searches give: `filter(pk__among=keys_of(sent, held))`.

With OR between conditions on different tables, or with IN (SELECT ... UNION SELECT ...), PostgreSQL may read
every row there is. Here each search has its own index, runs once, and the rows are then looked up by key.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Field, ForeignObject, Func, Lookup, QuerySet


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


class _OneByOne(Func):
    """The keys in an array, a row for each."""

    function = "unnest"
    set_returning = True
    output_field = BigIntegerField()


def first_of_each(groups: QuerySet, rows: QuerySet, count: int) -> ArraySubquery:
    """The keys of the first `count` rows of each group, for `among`. Few groups: each goes through its index.

    rows   those of the group OuterRef("pk"), in an order that an index has within the group. A list of the
           rows of many groups in this order begins with some of them, and need not read the others
    """
    return keys_of(groups.values(first=_OneByOne(ArraySubquery(rows.values("pk")[:count]))))
