"""What a member of staff searched for, for data protection."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.acts import words_of
from core.forms.searches import SearchesForm
from core.screens.forms import FormPage
from core.services.searches import SHOWN, read_searches


class Searches(FormPage):
    """The form, and below it the searches. Each reading is an act of its own, with its reason."""

    permission = "core.read-searches"
    template_name = "core/searches/searches.html"
    title = _("Searches made")
    form_class = SearchesForm
    submit_words = _("Show searches")
    sent_once = False  # it reads, and to read again is audited again

    def cancel_address(self) -> str:
        return reverse("core:my-day")

    def has_draft(self, form: Any) -> bool:
        return False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"searches": None, "most": SHOWN, **super().get_context_data(**kwargs)}

    def save(self, form: SearchesForm) -> HttpResponse:
        found = read_searches(**form.cleaned_data, by=self.request.user, at=self.at)
        rows = self.listed(
            [{"person": search, "search": search, "act": words_of(search.act)} for search in found]
        )
        return self.render_to_response(self.get_context_data(form=form, searches=rows))
