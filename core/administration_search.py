"""What is typed into the search box of a list of the administration."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from core.typed.letters import alphabetical
from core.typed.postcodes import read_postcode
from core.typed.terms import LABELS, terms


def narrowed(rows: QuerySet, columns: Sequence[str], typed: str) -> QuerySet:
    """The rows of which each word typed is in one of the columns. No query.

    Labels and the punctuation around a word do not count: CRN: X000001, Nair, Priya (N52010Z).

    columns   one named with = must have the whole word. In the others accents and dashes do not count
    """
    for word in terms(read_postcode(typed) or typed, without=LABELS):
        rows = rows.filter(reduce(or_, (_holds(column, word) for column in columns)))
    return rows


def _holds(column: str, word: str) -> Q:
    if column.startswith("="):
        return Q(**{f"{column[1:]}__iexact": word})
    return Q(**{f"{column}__alphabetical__contains": alphabetical(word)})
