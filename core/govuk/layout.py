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


class Row(layout.Div):
    """Fields side by side where there is room, such as a date and its time: `Row("on", "start_time")`."""

    template = "govuk/layout/row.html"


class Columns(layout.Div):
    """Two groups of fields side by side on a wide screen: `Columns(("type", "on"), ("notes",))`."""

    def __init__(self, *groups: tuple[Any, ...]):
        super().__init__(*(layout.Div(*group) for group in groups), css_class="app-two-columns")


class More(layout.LayoutObject):
    """What is seldom changed, closed under "More" until it is asked for or holds an error.

    sentence   what holds while it stays closed
    is_open    shown from the first
    """

    template = "govuk/layout/more.html"

    def __init__(self, sentence: Any, *fields: Any, is_open: bool = False):
        self.sentence, self.fields, self.is_open = sentence, list(fields), is_open

    def render(self, form: Any, context: Any, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> str:
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        is_open = self.is_open or any(name in form.errors for name in self.fields)
        parts = {"sentence": self.sentence, "fields": fields, "is_open": is_open}
        return render_to_string(self.template, parts)


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
