"""The controls of the fields. core.govuk.rendering sets a control's classes and descriptions."""

import html
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

#: What stands before words that were typed into a searchable select and are none of its options.
TYPED = "?"


class GovWidget:
    """Adds what our templates need to Django's own context."""

    css_class = "govuk-input"
    in_fieldset = False
    width: int | str = ""
    prefix: Any = ""
    suffix: Any = ""

    def classes(self, *, has_errors: bool) -> str:
        names = [self.css_class]
        if self.width:
            names.append(
                f"govuk-input--width-{self.width}"
                if isinstance(self.width, int)
                else f"govuk-!-width-{self.width}"
            )
        if has_errors:
            names.append(f"{self.css_class}--error")
        return " ".join(names)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)  # type: ignore[misc]
        context["widget"] |= {"prefix": self.prefix, "suffix": self.suffix}
        return context


class TextInput(GovWidget, forms.TextInput):
    template_name = "govuk/widgets/input.html"


class EmailInput(GovWidget, forms.EmailInput):
    template_name = "govuk/widgets/input.html"


class PhoneInput(GovWidget, forms.TextInput):
    input_type = "tel"
    template_name = "govuk/widgets/input.html"


class NumberInput(GovWidget, forms.TextInput):
    """A text box with a number pad: spinners and scroll wheels change numbers by accident."""

    template_name = "govuk/widgets/input.html"

    def __init__(self, attrs: Any = None):
        super().__init__({"inputmode": "numeric", **(attrs or {})})


class PasswordInput(GovWidget, forms.PasswordInput):
    template_name = "govuk/widgets/password.html"

    def classes(self, *, has_errors: bool) -> str:
        own = "govuk-password-input__input govuk-js-password-input-input"
        return f"{super().classes(has_errors=has_errors)} {own}"

    def __init__(self, attrs: Any = None):
        plain = {"spellcheck": "false", "autocapitalize": "none"}
        super().__init__({**plain, **(attrs or {})})


class Textarea(GovWidget, forms.Textarea):
    template_name = "govuk/widgets/textarea.html"
    css_class = "govuk-textarea"
    max_length: int | None = None


class FileInput(GovWidget, forms.FileInput):
    css_class = "govuk-file-upload"


class FilesInput(FileInput):
    allow_multiple_selected = True

    def __init__(self, attrs: Any = None):
        super().__init__({"multiple": True, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class Select(GovWidget, forms.Select):
    """With data-autocomplete, typed words that are no option arrive as "?words" and are shown again.

    Some forms have hundreds of options: they are written here, as two templates for each took half the page.
    """

    template_name = "govuk/widgets/select.html"
    css_class = "govuk-select"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if "data-autocomplete" in self.attrs and isinstance(value, str) and value.startswith(TYPED):
            context["widget"]["attrs"]["data-typed"] = value.removeprefix(TYPED)
        context["widget"]["written"] = SafeString("".join(map(_written, context["widget"]["optgroups"])))
        return context


def _written(group: tuple[str | None, list[dict[str, Any]], int]) -> str:
    """A group of options as HTML; the options alone for those without a group."""
    words, options, _index = group
    written = "".join(map(_option, options))
    return f'\n  <optgroup label="{_escaped(words)}">{written}\n  </optgroup>' if words else written


def _option(option: dict[str, Any]) -> str:
    attrs = flatatt(option["attrs"]) if option["attrs"] else ""
    return f'\n  <option value="{_escaped(option["value"])}"{attrs}>{_escaped(option["label"])}</option>'


def _escaped(words: Any) -> str:
    """As Django escapes it, without the detour for words that are translated late."""
    return words.__html__() if hasattr(words, "__html__") else html.escape(str(words))


class ChoiceExtras(GovWidget):
    """Base of radios and checkboxes: hints for options, and the fields that an option reveals.

    hints       value -> words under the option
    revealed    value -> rendered fields, filled just before rendering
    exclusive   the value that unticks the others ("None of these")
    """

    in_fieldset = True

    def __init__(self, attrs: Any = None, choices: Any = ()):
        super().__init__(attrs, choices)  # type: ignore[call-arg]
        self.hints: dict[str, Any] = {}
        self.revealed: dict[str, Any] = {}
        self.exclusive = ""
        self.divider_before = ""
        self.inline = False
        self.small = False
        self.tiles = False

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **kwargs)  # type: ignore[misc]
        key, control = str(value), option["attrs"].get("id", "")
        option["hint"] = self.hints.get(key, "")
        option["hint_id"] = f"{control}-item-hint"
        option["revealed"] = self.revealed.get(key, "")
        option["revealed_id"] = f"conditional-{control}"
        option["is_exclusive"] = bool(self.exclusive) and key == self.exclusive
        option["has_divider"] = bool(self.divider_before) and key == self.divider_before
        return option

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shape = {"inline": self.inline, "small": self.small, "tiles": self.tiles}
        context["widget"] |= {**shape, "reveals": bool(self.revealed)}
        return context


class Radios(ChoiceExtras, forms.RadioSelect):
    template_name = "govuk/widgets/radios.html"


class Checkboxes(ChoiceExtras, forms.CheckboxSelectMultiple):
    template_name = "govuk/widgets/checkboxes.html"


class Tick(GovWidget, forms.CheckboxInput):
    """One checkbox with its words beside it."""

    template_name = "govuk/widgets/tick.html"
    css_class = "govuk-checkboxes__input"

    def classes(self, *, has_errors: bool) -> str:
        return self.css_class
