"""Joins a field with its label, hint, error and control: ids, classes and descriptions in one place."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField, CheckboxInput, FileInput, PasswordInput, Select, Textarea
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from core.govuk.dates import BOXES, DateBoxes
from core.govuk.widgets import ChoiceExtras, GovWidget

#: percentage of the limit from which the character count is shown
COUNT_FROM = 75


@dataclass(frozen=True)
class Shown:
    """What the field template prints."""

    field: BoundField
    control: SafeString
    label: str
    label_size: str
    in_fieldset: bool
    is_tick: bool
    hint_id: str
    error_id: str
    info_id: str
    described_by: str
    max_length: int | None
    is_password: bool
    hidden_by: str


def shown(bound: BoundField) -> Shown:
    field, widget = bound.field, bound.field.widget
    max_length = getattr(widget, "max_length", None)
    ids = {
        "hint": f"{bound.auto_id}-hint" if field.help_text else "",
        "error": f"{bound.auto_id}-error" if bound.errors else "",
        "info": f"{bound.auto_id}-info" if max_length else "",
    }
    described_by = " ".join(value for value in (ids["hint"], ids["error"], ids["info"]) if value)
    is_tick = isinstance(widget, CheckboxInput)
    in_fieldset = getattr(widget, "in_fieldset", widget.use_fieldset)
    return Shown(
        field=bound,
        control=_control(bound, "" if in_fieldset else described_by),
        label=_label(bound),
        label_size=getattr(field, "label_size", "s"),
        in_fieldset=in_fieldset,
        is_tick=is_tick,
        hint_id=ids["hint"],
        error_id=ids["error"],
        info_id=ids["info"],
        described_by=described_by,
        max_length=max_length,
        is_password=isinstance(widget, PasswordInput),
        hidden_by=_hidden_by(bound),
    )


def _hidden_by(bound: BoundField) -> str:
    """The option that hides the field, as "name=value" for the script; "" for none."""
    named = bound.form.hidden_by() if hasattr(bound.form, "hidden_by") else {}
    return "=".join(named.get(bound.name, ()))


def _label(bound: BoundField) -> str:
    field = bound.field
    words = str(bound.label or "")
    marks = getattr(bound.form, "mark_optional", True) and getattr(field, "mark_optional", True)
    if marks and not field.required and not isinstance(field.widget, CheckboxInput):
        return gettext("%(label)s (optional)") % {"label": words}
    return words


def _control(bound: BoundField, described_by: str) -> SafeString:
    """The rendered widget with its classes and description. A plain Django widget gets its kind's classes."""
    widget, has_errors = bound.field.widget, bool(bound.errors)
    attrs: dict[str, Any] = {}
    if described_by:
        attrs["aria-describedby"] = described_by
    if isinstance(widget, DateBoxes):
        widget.wrong_boxes = wrong_boxes(bound)
    elif isinstance(widget, ChoiceExtras):
        widget.revealed = _revealed(bound)
    elif isinstance(widget, GovWidget):
        attrs["class"] = widget.classes(has_errors=has_errors)
    else:
        attrs["class"] = _plain_class(widget, has_errors)
    if getattr(widget, "max_length", None):
        attrs["class"] += " govuk-js-character-count"
    return bound.as_widget(attrs=attrs)


def _plain_class(widget: Any, has_errors: bool) -> str:
    kinds = ((Textarea, "govuk-textarea"), (Select, "govuk-select"), (FileInput, "govuk-file-upload"))
    name = next((css for kind, css in kinds if isinstance(widget, kind)), "govuk-input")
    own = widget.attrs.get("class", "")
    return " ".join(part for part in (name, f"{name}--error" if has_errors else "", own) if part)


def _revealed(bound: BoundField) -> dict[str, str]:
    reveals = getattr(bound.field, "reveals", {})
    return {
        value: "".join(
            render_to_string("govuk/field.html", {"field": bound.form[name]})
            for name in names
            if name in bound.form.fields
        )
        for value, names in reveals.items()
    }


def wrong_boxes(bound: BoundField) -> frozenset[str]:
    """Which of the three date boxes to mark: those an error names, else all."""
    named: set[str] = set()
    for error in bound.form.errors.as_data().get(bound.name, []):
        code = str(getattr(error, "code", "") or "")
        named |= set(code.removeprefix("boxes:").split(",")) if code.startswith("boxes:") else set(BOXES)
    return frozenset(named)


def first_control_id(bound: BoundField) -> str:
    """The id of the control that a link of the error summary moves to."""
    widget = bound.field.widget
    if isinstance(widget, DateBoxes):
        wrong = wrong_boxes(bound)
        place = next((n for n, box in enumerate(BOXES) if box in wrong), 0)
        return f"{bound.auto_id}_{place}"
    if isinstance(widget, ChoiceExtras):
        return f"{bound.auto_id}_0"
    return str(bound.id_for_label or bound.auto_id)


def error_links(form: BaseForm) -> list[dict[str, str]]:
    """Every error in the order of the fields, those of the whole form first."""
    links = [{"words": str(words), "id": ""} for words in form.non_field_errors()]
    for bound in form:
        links += [{"words": str(words), "id": first_control_id(bound)} for words in bound.errors]
    return links


def top_level_fields(form: BaseForm) -> list[BoundField]:
    """The visible fields, without those that an option of another reveals."""
    hidden = form.revealed_by() if hasattr(form, "revealed_by") else {}
    return [bound for bound in form.visible_fields() if bound.name not in hidden]
