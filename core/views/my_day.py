"""Where users begin: My day and Your work, pages whose panels the apps fill."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.screens import panels
from core.screens.landing import first_page_elsewhere
from core.screens.page import Page


class MyDay(Page):
    permission = "core.signed-in"
    template_name = "core/my_day/my_day.html"
    title = _("My day")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "counts": self.panels("my-day-counts"),
            "panels": self.panels("my-day"),
            "beside": self.panels("my-day-beside"),
            "begins_at": first_page_elsewhere(self.request.user, here=self.request.path),
        }

    def panels(self, place: str) -> list[SafeString]:
        return panels.render(place, self.request, today=self.today, now=self.at)


class Work(Page):
    """A search, what waits, and the tasks of the user's job title: for those whose work is no caseload."""

    permission = "core.tasks"
    template_name = "core/my_day/work.html"
    title = _("Your work")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "panels": panels.render("work", self.request, today=self.today, now=self.at),
        }
