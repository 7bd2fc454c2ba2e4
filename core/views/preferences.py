"""A user's preferences, kept with the account."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import organisation, second_step
from core.forms.preferences import PreferencesForm
from core.screens.forms import FormPage
from core.screens.navigation import primary_navigation
from core.screens.page import Page
from core.services.preferences import save_preferences


class PreferencesPage(FormPage):
    permission = "core.signed-in"
    template_name = "core/preferences/preferences.html"
    title = gettext_lazy("Preferences")
    form_class = PreferencesForm
    submit_words = gettext_lazy("Save preferences")
    adds = False

    def get_form_kwargs(self) -> dict[str, Any]:
        pages = [(item["href"], item["words"]) for item in primary_navigation(self.request)]
        return {
            **super().get_form_kwargs(),
            "landing_pages": pages,
            "offices": organisation.open_offices(today=self.today),
            "teams": organisation.open_teams(
                self.request.user, chosen=self.request.preferences.team_id, today=self.today
            ),
        }

    def get_initial(self) -> dict[str, Any]:
        preferences = self.request.preferences
        return {
            "theme": preferences.theme,
            "density": preferences.density,
            "text_size": str(preferences.text_size),
            "page_size": str(preferences.page_size),
            "landing_page": preferences.landing_page,
            "office": str(preferences.office_id or ""),
            "team": str(preferences.team_id or ""),
            "shortcuts": preferences.shortcuts,
            "hide_system_contacts": preferences.hide_system_contacts,
            "whole_notes": preferences.whole_notes,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and the ways to what concerns signing in."""
        has_second_step = second_step.applies_to(self.request.user)
        return {**super().get_context_data(**kwargs), "has_second_step": has_second_step}

    def save(self, form: Form) -> str:
        save_preferences(form.changes(), by=self.request.user)
        return self.done(_("Your preferences are saved."))

    def get_success_url(self) -> str:
        return reverse("core:preferences")


class ShortcutsOff(Page):
    """The button "turn off" in the list of shortcuts."""

    permission = "core.signed-in"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        save_preferences({"shortcuts": False}, by=request.user)
        messages.success(request, _("Keyboard shortcuts are off. You can turn them on in Preferences."))
        return redirect(self.back_to(reverse("core:preferences")))


class WholeNotes(Page):
    """The switch of a contact list that shows notes in full, or cut after their first line."""

    permission = "core.signed-in"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        save_preferences({"whole_notes": request.POST.get("whole") == "yes"}, by=request.user)
        return redirect(self.back_to(reverse("core:preferences")))
