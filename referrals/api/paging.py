"""Pages: `page` counts from 1 in the request, `number` from 0 in the answer, as in the published service."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

MOST, USUAL = 200, 50
LAST_PAGE = 1_000_000


class PageIn(serializers.Serializer):
    page = serializers.IntegerField(
        min_value=0, max_value=LAST_PAGE, default=1, help_text="Counted from 1; 0 is read as 1."
    )
    size = serializers.IntegerField(
        min_value=1, max_value=LAST_PAGE, default=USUAL, help_text=f"No more than {MOST} are given."
    )


def page_of(
    rows: QuerySet, request: Request, *, page: int, size: int, shown: Callable[[Any], Any]
) -> dict[str, Any]:
    """One page of ordered rows with its place among the others. 1 query besides those of the rows.

    All rows are counted, without the cap of the screens: the published contract gives the true total and the
    number of pages, by which clients walk through the list.

    shown   makes the document of a row
    """
    number, size = max(page, 1) - 1, min(size, MOST)
    total = rows.count()
    pages = -(-total // size)
    content = [shown(row) for row in rows[number * size : (number + 1) * size]]
    last = number >= pages - 1
    return {
        "content": content,
        "totalElements": total,
        "totalPages": pages,
        "number": number,
        "size": size,
        "numberOfElements": len(content),
        "first": number == 0,
        "last": last,
        "empty": not content,
        "links": _links(request, number, last=last, pages=pages),
    }


def _links(request: Request, number: int, *, last: bool, pages: int) -> dict[str, str]:
    links = {}
    if not last:
        links["next"] = _address(request, number + 2)
    if number > 0 and pages:
        links["prev"] = _address(request, min(number, pages))
    return links


def _address(request: Request, page: int) -> str:
    """The address of the same request for another page."""
    params = {**dict(request.query_params.lists()), "page": [str(page)]}
    return request.build_absolute_uri(f"{request.path}?{urlencode(params, doseq=True)}")
