"""Parts for crispy layouts: fieldsets, inset text, plain words."""

from typing import Any

from crispy_forms import layout
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string


class Fieldset(layout.Fieldset):
    """A legend and its fields: `Fieldset(_("When"), "on", "at")`. Size s, m or l."""

    template = "govuk/layout/fieldset.html"

    def __init__(self, legend: Any, *fields: Any, size: str = "m", hint: Any = "", **kwargs: Any):
        super().__init__(legend, *fields, **kwargs)
        self.size, self.hint = size, hint

    def render(self, form: Any, context: Any, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> str:
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(
            self.template,
            {"legend": self.legend, "size": self.size, "hint": self.hint, "fields": fields},
        )


class Inset:
    """Words set apart from the questions."""

    template = "govuk/layout/inset.html"

    def __init__(self, words: Any):
        self.words = words

    def render(self, form: Any, context: Any, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> str:
        return render_to_string(self.template, {"words": self.words})


class Words(Inset):
    """A paragraph between questions."""

    template = "govuk/layout/words.html"
