"""The base of every form: revealed fields, `today`, and our own error messages, not the browser's."""

import copy
from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from core.errors import RuleBroken
from core.govuk.dates import RangedDate
from core.govuk.fields import FilesField
from core.words import say


class GovForm(forms.Form):
    """A form whose fields may be revealed by an option of another.

    today    the day that "in the future" is measured from; FormPage hands it in
    layout   fieldsets and words around the fields (core.govuk.Fieldset, Inset); empty for the fields alone
    """

    layout: tuple[Any, ...] = ()

    use_required_attribute = False
    mark_optional = True
    error_css_class = ""

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            if isinstance(field, RangedDate):
                field.today = today

    def broken_rules(self, cleaned: dict[str, Any]) -> Iterable[RuleBroken]:
        """What the rules say of the answers that could be read, so that everything wrong is said at once.

        A field that has an error already gets no other. The service judges again, with all the answers.
        """
        return ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for rule in self.broken_rules(cleaned):
            if rule.field in self.fields and rule.field not in self.errors:
                self.add_error(rule.field, say(rule.reason))
        return cleaned

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        if self.layout:
            helper.layout = Layout(*copy.deepcopy(self.layout))
        return helper

    def revealed_by(self) -> dict[str, tuple[str, str]]:
        """Field name -> the field and value that show it."""
        return self._named_by("reveals")

    def hidden_by(self) -> dict[str, tuple[str, str]]:
        """Field name -> the field and value that hide it."""
        return self._named_by("hides")

    def _named_by(self, kind: str) -> dict[str, tuple[str, str]]:
        return {
            name: (opener, value)
            for opener, field in self.fields.items()
            for value, names in getattr(field, kind, {}).items()
            for name in names
        }

    def closed_fields(self) -> frozenset[str]:
        """The fields whose option was not chosen, and those that a chosen option hides."""
        closed = {
            name for name, (opener, value) in self.revealed_by().items() if value not in self._chosen(opener)
        }
        closed |= {
            name for name, (opener, value) in self.hidden_by().items() if value in self._chosen(opener)
        }
        return frozenset(closed & self.fields.keys())

    def _chosen(self, name: str) -> set[str]:
        posted = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        listed = posted if isinstance(posted, list | tuple) else [posted]
        return {str(value) for value in listed if value not in (None, "")}

    def _clean_fields(self) -> None:
        closed = self.closed_fields()
        every = self.fields
        self.fields = {name: field for name, field in every.items() if name not in closed}
        try:
            super()._clean_fields()  # type: ignore[misc]  # Django's own, unknown to its stubs
        finally:
            self.fields = every
        for name in closed:
            self.cleaned_data[name] = _empty_value(every[name])


class FilterForm(GovForm):
    """A GET form beside a list. Nothing in it is required, so nothing is marked optional.

    chosen(rows)   narrows a queryset by what was chosen; each form writes its own
    """

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("auto_id", "filter_%s")  # a form on the same page may have the same names
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def chosen(self, rows: Any) -> Any:
        raise NotImplementedError


def _empty_value(field: forms.Field) -> Any:
    """The cleaned value of a field that was not shown."""
    if isinstance(field, forms.MultipleChoiceField | FilesField):
        return []
    if isinstance(field, forms.BooleanField):
        return False
    reads_text = type(field).clean is forms.Field.clean
    return "" if reads_text and isinstance(field, forms.CharField | forms.ChoiceField) else None
