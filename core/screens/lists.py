"""ListPage: a filtered, sorted, paged table."""

from typing import Any, ClassVar

from django.db.models import QuerySet

from core.govuk.forms import GovForm
from core.screens.page import Page
from core.screens.paging import NumberedPage, as_they_come, numbered_page


class ListPage(Page):
    """A filtered, sorted, paged table whose state lives in the query string.

    sorts          name in the query string -> fields, ending in a unique one; the first is the default
    filter_class   a GET form with `chosen(rows)`; None for none
    """

    filter_class: ClassVar[type[Any] | None] = None
    sorts: ClassVar[dict[str, tuple[str, ...]]] = {}
    count_cap: ClassVar[int] = 1000

    def get_queryset(self) -> QuerySet[Any]:
        """All rows that the user may see, unsorted."""
        raise NotImplementedError

    def get_filter(self) -> Any:
        """The filter form, or None. It is always bound: an empty query string chooses nothing."""
        if self.filter_class is None:
            return None
        return self.filter_class(self.request.GET, **self.get_filter_kwargs())

    def get_filter_kwargs(self) -> dict[str, Any]:
        is_dated = self.filter_class is not None and issubclass(self.filter_class, GovForm)
        return {"today": self.today} if is_dated else {}

    def sort(self) -> tuple[str, bool]:
        """The chosen sort and whether it runs downwards."""
        asked = self.request.GET.get("sort", "")
        name, down = asked.removeprefix("-"), asked.startswith("-")
        if name not in self.sorts:
            name, down = next(iter(self.sorts)), False
        return name, down

    def in_order(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        name, down = self.sort()
        fields = self.sorts[name]
        return rows.order_by(*[_turned(field) for field in fields] if down else fields)

    def page_of(self, rows: QuerySet[Any]) -> NumberedPage:
        asked, size = self.request.GET.get("page", "1"), self.request.preferences.page_size
        return numbered_page(self.in_order(rows), asked, size, self.count_cap, read=self.read)

    def read(self, rows: QuerySet[Any], start: int, size: int) -> list[Any]:
        """So many of the rows in order, from a start on. A list that may be long reads their keys first."""
        return as_they_come(rows, start, size)

    def decorate(self, rows: list[Any]) -> list[Any]:
        """The page's rows, made ready for the template (masked, dated, worded)."""
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows, form = self.get_queryset(), self.get_filter()
        if form is not None:
            rows = form.chosen(rows)
        page = self.page_of(rows)
        page.rows = self.decorate(page.rows)
        if not self.crn:
            self.listed(page.rows)
        name, down = self.sort()
        own = {"filter": form, "page": page, "rows": page.rows, "sort": name, "sort_down": down}
        return super().get_context_data(**{**own, **kwargs})


def _turned(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"
