"""Pages: `page` counts from 1 in the request, `number` from 0 in the answer, as in the published service."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

MOST, USUAL = 500, 50
LAST_PAGE = 1_000_000


def size_field(usual: int) -> serializers.IntegerField:
    words = f"No more than {MOST} are given."
    return serializers.IntegerField(min_value=1, max_value=LAST_PAGE, default=usual, help_text=words)


class PageIn(serializers.Serializer):
    page = serializers.IntegerField(
        min_value=0, max_value=LAST_PAGE, default=1, help_text="Counted from 1; 0 is read as 1."
    )
    size = size_field(USUAL)


class Sort(serializers.ListField):
    """`sort=field,DESC`, which may come again: (field, whether descending) for each. The case does not count.

    names   the fields to sort by
    """

    child = serializers.CharField(max_length=100)
    default_error_messages = {"invalid_choice": "Not a field to sort by, or no direction: field,DESC"}

    def __init__(self, names: Iterable[str], **more: Any) -> None:
        self.names = {name.lower(): name for name in names}
        super().__init__(required=False, **more)
        fields = "|".join(re.escape(name) for name in self.names.values())
        described = {"type": "string", "pattern": f"^({fields})(,(ASC|DESC))?$"}
        extend_schema_field({"type": "array", "items": described})(self)

    def to_internal_value(self, data: Any) -> tuple[tuple[str, bool], ...]:
        return tuple(self._read(value) for value in super().to_internal_value(data))

    def _read(self, value: str) -> tuple[str, bool]:
        typed, _, direction = value.partition(",")
        name = self.names.get(typed.lower())
        if name is None or direction.upper() not in {"", "ASC", "DESC"}:
            self.fail("invalid_choice")
        return name, direction.upper() == "DESC"


def page_of(
    rows: QuerySet,
    request: Request,
    *,
    page: int,
    size: int,
    document: type[serializers.Serializer],
    read: Callable[[QuerySet], list[Any]] = list,
) -> dict[str, Any]:
    """One page of ordered rows with its place among the others. 1 query besides those of the rows.

    All rows are counted, without the cap of the screens: the published contract gives the true total and the
    number of pages, by which clients walk through the list.

    document   what is said of a row
    read       gives the rows of the page with what their documents show
    """
    number, size = max(page, 1) - 1, min(size, MOST)
    total = rows.count()
    pages = -(-total // size)
    shown = read(rows[number * size : (number + 1) * size])
    content = document(shown, many=True).data
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


def _links(request: Request, number: int, *, last: bool, pages: int) -> dict[str, str | None]:
    return {
        "next": None if last else _address(request, number + 2),
        "prev": _address(request, min(number, pages)) if number > 0 and pages else None,
    }


def _address(request: Request, page: int) -> str:
    """The address of the same request for another page."""
    params = {**dict(request.query_params.lists()), "page": [str(page)]}
    return request.build_absolute_uri(f"{request.path}?{urlencode(params, doseq=True)}")
