"""Fields to choose from: radios, yes or no, checkboxes, one tick, select with or without typing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.govuk import widgets
from core.govuk.naming import NamedField

Reveals = Mapping[str, str | Iterable[str]]


def fields_revealed(reveals: Reveals) -> dict[str, tuple[str, ...]]:
    """value -> names of the fields it shows."""
    return {
        str(value): (names,) if isinstance(names, str) else tuple(names) for value, names in reveals.items()
    }


class RadiosField(NamedField, forms.ChoiceField):
    """Up to seven options.

    reveals   value -> name or names of fields that are shown and checked only when the value is chosen
    hides     value -> name or names of fields that mean nothing once the value is chosen. Without script they
              stay in sight, and what stands in them is not read: the hint of the option says so
    hints     value -> words under the option
    tiles     the options stand beside each other as buttons
    """

    asks = "Select"

    def __init__(
        self,
        *args: Any,
        inline: bool = False,
        small: bool = False,
        tiles: bool = False,
        hints: Mapping[str, Any] | None = None,
        reveals: Reveals | None = None,
        hides: Reveals | None = None,
        divider_before: str = "",
        **kwargs: Any,
    ):
        kwargs.setdefault("widget", widgets.Radios)
        super().__init__(*args, **kwargs)
        self.widget.inline, self.widget.small, self.widget.tiles = inline, small, tiles
        self.widget.hints, self.widget.divider_before = dict(hints or {}), divider_before
        self.reveals, self.hides = fields_revealed(reveals or {}), fields_revealed(hides or {})
        self.error_messages["invalid_choice"] = self.error_messages["required"]


class YesNoField(RadiosField):
    """Yes or No side by side, cleaned to True, False or None."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("inline", True)
        if not kwargs.get("required_words"):
            kwargs["required_words"] = _("Select yes or no")
        super().__init__(*args, choices=[("yes", _("Yes")), ("no", _("No"))], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    def clean(self, value: Any) -> Any:
        return {"yes": True, "no": False}.get(super().clean(value))


class CheckboxesField(NamedField, forms.MultipleChoiceField):
    """Any number of options; never ticked beforehand.

    exclusive   the value that stands alone ("none"): choosing it with others is an error
    """

    asks = "Select"

    def __init__(
        self,
        *args: Any,
        small: bool = False,
        hints: Mapping[str, Any] | None = None,
        reveals: Reveals | None = None,
        exclusive: str = "",
        **kwargs: Any,
    ):
        kwargs.setdefault("widget", widgets.Checkboxes)
        super().__init__(*args, **kwargs)
        self.widget.small, self.widget.hints = small, dict(hints or {})
        self.widget.exclusive = self.widget.divider_before = exclusive
        self.exclusive = exclusive
        self.reveals = fields_revealed(reveals or {})
        self.error_messages["invalid_choice"] = self.error_messages["required"]
        self.error_messages["invalid_list"] = self.error_messages["required"]

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.exclusive and self.exclusive in value and len(value) > 1:
            listed: Any = self.choices
            alone = dict(listed).get(self.exclusive, self.exclusive)
            raise forms.ValidationError(
                _("Select what applies, or “%(alone)s” alone") % {"alone": alone}, code="exclusive"
            )


class TickField(NamedField, forms.BooleanField):
    """One statement to tick."""

    asks = "Select"

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("mark_optional", False)
        super().__init__(*args, widget=widgets.Tick, **kwargs)


class SelectField(NamedField, forms.ChoiceField):
    """More than seven options. With `autocomplete` the user types to find one.

    empty   words of the first, empty option; None for no such option
    """

    asks = "Select"

    def __init__(
        self,
        *args: Any,
        autocomplete: bool = False,
        empty: Any = "",
        width: int | str = "",
        choices: Any = (),
        **kwargs: Any,
    ):
        self.empty = empty
        super().__init__(*args, widget=widgets.Select, choices=choices, **kwargs)
        self.widget.width = width
        self.error_messages["invalid_choice"] = self.error_messages["required"]
        if autocomplete:
            self.widget.attrs["data-autocomplete"] = "true"
            self.error_messages["invalid_choice"] = self.from_the_list()

    @property
    def choices(self) -> Any:
        return super().choices

    @choices.setter
    def choices(self, value: Any) -> None:
        """A list without an empty option gets one; a function is called each time."""
        listed = (lambda: self._with_empty(value())) if callable(value) else self._with_empty(value)
        forms.ChoiceField.choices.fset(self, listed)  # type: ignore[union-attr]

    def _with_empty(self, value: Any) -> list[Any]:
        listed = list(value)
        has_empty = any(value == "" and not isinstance(words, list | tuple) for value, words in listed)
        if self.empty is None or has_empty:
            return listed
        return [("", self.empty), *listed]
