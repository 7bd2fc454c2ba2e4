"""Loads many contacts at once, as another system kept them, and refuses what nobody could have recorded."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cases.contacts.services.rows import COPIED
from cases.models import Contact, ContactOutcome, ContactType
from core.loading import load

#: column of a contact that names an entry of a code list, the list, and what follows from the entry: column
#: of the contact -> column of the entry
FOLLOWING = (
    ("type_id", ContactType, COPIED),
    ("outcome_id", ContactOutcome, {"attended": "attended", "complied": "complied"}),
)


def load_contacts(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
    """Loads contacts as they are, without an audit row or a notice for each; returns how many.

    The rows they name must be there, their values must fit the constraints of the table, and what follows
    from their type and outcome must agree with these. Costs 2 queries more than core.loading.load.

    columns   as the model has them ("person_id"), with those of FOLLOWING and all that have no default
    rows      the values of one contact in the order of the columns
    raises    ValueError for a column that is missing, or a value that does not follow from type or outcome;
              what core.loading.load raises
    """
    for key, entries, following in FOLLOWING:
        places = [columns.index(name) for name in (key, *following)]
        given = {tuple(row[place] for place in places) for row in rows}
        _check_following(key, entries, following, given)
    return load(Contact, columns, rows)


def _check_following(
    key: str,
    entries: type[ContactType] | type[ContactOutcome],
    following: Mapping[str, str],
    given: Iterable[tuple[Any, ...]],
) -> None:
    """Compares each combination of an entry and what should follow from it with the entry itself. 1 query."""
    said: dict[Any, tuple[Any, ...]] = {None: (None,) * len(following)}
    for pk, *values in entries.objects.values_list("pk", *following.values()):
        said[pk] = tuple(values)
    for pk, *values in given:
        if pk in said and said[pk] != tuple(values):
            raise ValueError(f"{key} {pk} has {list(following)} {said[pk]}, a row {tuple(values)}")
