"""ListPage: a filtered, sorted, paged table."""

from typing import Any, ClassVar

from django.db.models import QuerySet

from core.govuk.forms import GovForm
from core.screens.page import Page
from core.screens.paging import NumberedPage, numbered_page


class ListPage(Page):
    """A filtered, sorted, paged table whose state lives in the query string.

    sorts          name in the query string -> fields, ending in a unique one; the first is the default
    filter_class   a GET form with `chosen(rows)`; None for none
    """

    filter_class: ClassVar[type | None] = None
    sorts: ClassVar[dict[str, tuple[str, ...]]] = {}
    count_cap: ClassVar[int] = 1000

    def rows(self) -> QuerySet:
        """Everything in sight, unsorted."""
        raise NotImplementedError

    def decorate(self, rows: list[Any]) -> list[Any]:
        """The page's rows, made ready for the template (masked, dated, worded)."""
        return rows

    def make_filter(self) -> Any:
        """The filter form, always bound: an empty query string is a choice of nothing."""
        dated = {"today": self.today} if issubclass(self.filter_class, GovForm) else {}
        return self.filter_class(self.request.GET, **dated, **self.filter_kwargs())

    def filter_kwargs(self) -> dict[str, Any]:
        return {}

    def sort(self) -> tuple[str, bool]:
        """The chosen sort and whether it runs downwards."""
        asked = self.request.GET.get("sort", "")
        name, down = asked.removeprefix("-"), asked.startswith("-")
        if name not in self.sorts:
            name, down = next(iter(self.sorts)), False
        return name, down

    def in_order(self, rows: QuerySet) -> QuerySet:
        name, down = self.sort()
        fields = self.sorts[name]
        return rows.order_by(*[_turned(field) for field in fields] if down else fields)

    def page_of(self, rows: QuerySet) -> NumberedPage:
        size = self.request.preferences.page_size
        return numbered_page(self.in_order(rows), self.request.GET.get("page", "1"), size, self.count_cap)

    def get_context(self) -> dict[str, Any]:
        rows, form = self.rows(), None
        if self.filter_class is not None:
            form = self.make_filter()
            rows = form.chosen(rows)
        page = self.page_of(rows)
        page.rows = self.decorate(page.rows)
        name, down = self.sort()
        return {"filter": form, "page": page, "rows": page.rows, "sort": name, "sort_down": down}


def _turned(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"
