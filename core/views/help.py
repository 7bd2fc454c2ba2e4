"""Help, the shortcuts, what is new, and the statutory statements."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core import access
from core.screens import panels
from core.screens.page import Page
from core.whats_new import CHANGES


class Help(Page):
    permission = "core.signed-in"
    template_name = "core/help/help.html"
    title = _("Help")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = self.request.GET.get("about", "")
        return {
            **super().get_context_data(**kwargs),
            "page_panels": panels.render("help-with-page", self.request, screen=about),
            "task_panels": panels.render("help-tasks", self.request),
            "panels": panels.render("help", self.request),
        }


class Shortcuts(Page):
    permission = "core.signed-in"
    template_name = "core/help/shortcuts.html"
    title = _("Keyboard shortcuts")


class WhatsNew(Page):
    permission = "core.signed-in"
    template_name = "core/help/whats_new.html"
    title = _("What’s new")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "changes": CHANGES}


class Accessibility(Page):
    permission = access.PUBLIC
    template_name = "core/help/accessibility.html"
    title = _("Accessibility statement")


class Privacy(Page):
    permission = access.PUBLIC
    template_name = "core/help/privacy.html"
    title = _("Privacy notice")


class Cookies(Page):
    permission = access.PUBLIC
    template_name = "core/help/cookies.html"
    title = _("Cookies")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = {"session_cookie": settings.SESSION_COOKIE_NAME, "csrf_cookie": settings.CSRF_COOKIE_NAME}
        return {**super().get_context_data(**kwargs), **names}
