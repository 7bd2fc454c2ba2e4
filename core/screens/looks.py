"""Whom an answer shows: the people of its lists are gathered while it is made, and audited in one row."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

#: a script of ours is told that a draft is saved, or which offences match: nothing of a record
NOT_A_PAGE = "application/json"
#: no content, and a method that the address does not know
EMPTY = {204, 405}


def shows(response: HttpResponseBase) -> bool:
    """Whether an answer shows what its screen is about: a page or a file, whatever its status."""
    is_empty = response.status_code in EMPTY or response.get("Content-Length") == "0"
    is_elsewhere = 300 <= response.status_code < 400
    return not is_empty and not is_elsewhere and response.get("Content-Type") != NOT_A_PAGE


def note_listed(request: HttpRequest, rows: Iterable[Any]) -> None:
    """Notes the people of a list that the answer to this request shows. No query."""
    listed_on(request).update(crn for row in rows if (crn := crn_of(row)))


def listed_on(request: HttpRequest) -> set[str]:
    """CRNs of the people whom the lists of this answer show."""
    if not hasattr(request, "_people_listed"):
        request._people_listed = set()  # type: ignore[attr-defined]
    return request._people_listed  # type: ignore[attr-defined]


def crn_of(row: Any) -> str:
    """The CRN of the person a row is about.

    "" for a row about nobody, and for a masked row: it shows that there is work, and nothing of the person.
    """
    if isinstance(row, Mapping):
        row = row.get("person")
    person = getattr(row, "person", None) or row
    is_masked = getattr(row, "is_masked", False) or getattr(person, "is_masked", False)
    return "" if is_masked else getattr(person, "crn", "")
