"""Two people, one record: what each form says, and which of the two versions goes on.

A versioned form carries a digest of every answer it was opened with. So on a conflict it is known who changed
what: an answer the user left alone keeps the other's change unless they choose otherwise.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm, CharField, Textarea
from django.http import QueryDict
from django.utils.translation import gettext as _

THEIRS, YOURS, BOTH = "theirs", "yours", "both"
_DIGEST = 12
#: "use-colour" is the choice for the field `colour`
_CHOICE = "use-"


def posted_values(form: BaseForm) -> dict[str, dict[str, list[str]]]:
    """field -> control -> the values an unbound form would post."""
    return {name: _controls(form, name) for name in form.fields}


def _controls(form: BaseForm, name: str) -> dict[str, list[str]]:
    bound = form[name]
    value, widget = bound.value(), bound.field.widget
    if hasattr(widget, "decompress") and hasattr(widget, "widgets_names"):
        parts = value if isinstance(value, list) else widget.decompress(value)
        return {
            f"{bound.html_name}{suffix}": ["" if part is None else str(part)]
            for suffix, part in zip(widget.widgets_names, parts, strict=False)
        }
    if isinstance(value, list | tuple | set):
        return {bound.html_name: [str(one) for one in value]}
    if value is True and not getattr(bound.field, "choices", None):
        return {bound.html_name: ["on"]}
    shown = widget.format_value(value) if hasattr(widget, "format_value") else value
    listed = shown if isinstance(shown, list | tuple) else [shown]
    return {bound.html_name: ["" if one in (None, False) else str(one) for one in listed]}


def digests(form: BaseForm) -> str:
    """What the form was opened with, for its hidden `was` field."""
    return " ".join(f"{name}:{_digest(controls)}" for name, controls in posted_values(form).items())


def _digest(controls: Mapping[str, list[str]]) -> str:
    told = repr(sorted((name, [_plain(v) for v in values if v]) for name, values in controls.items()))
    return hashlib.sha256(told.encode()).hexdigest()[:_DIGEST]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def opened_with(given: Mapping[str, Any]) -> dict[str, Any]:
    """The version and the answers the user first saw, when what was posted, or its draft, tells both."""
    opened = {name: given.get(name, "") for name in ("version", "was")}
    return opened if all(opened.values()) else {}


def rows(mine: BaseForm, theirs: BaseForm, *, was: str) -> list[dict[str, Any]]:
    """The answers that differ: name, label, both versions in words, and which one is chosen beforehand.

    What the form only adds to (`only_adds` of its class) is nobody's to choose: both stay, `use` is empty.
    """
    only_adds = getattr(mine, "only_adds", ())
    opened = dict(part.split(":", 1) for part in was.split() if ":" in part)
    found = []
    their_values = posted_values(theirs)
    my_values = {name: _as_posted(mine, name) for name in mine.fields}
    for name, field in mine.fields.items():
        if _digest(their_values[name]) == _digest(my_values[name]):
            continue
        untouched = opened.get(name) == _digest(my_values[name])
        can_join = isinstance(field, CharField) and isinstance(field.widget, Textarea)
        theirs_changed = opened.get(name) != _digest(their_values[name])
        use = THEIRS if untouched else (BOTH if can_join and theirs_changed else YOURS)
        use = "" if name in only_adds else use
        found.append(
            {
                "name": name,
                "label": str(field.label or name),
                "theirs": shown_value(field, theirs[name].value()),
                "yours": shown_value(field, mine.cleaned_data.get(name)),
                "use": use,
                "can_join": can_join,
            }
        )
    return found


def _as_posted(form: BaseForm, name: str) -> dict[str, list[str]]:
    controls = _controls(form, name)
    posted: Any = form.data
    return {control: posted.getlist(control) or [""] for control in controls}


def are_settled_in(posted: QueryDict) -> bool:
    """Whether it comes from the conflict page."""
    return any(name.startswith(_CHOICE) for name in posted)


def unanswered(posted: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What goes along with the conflict page: all that was posted but the version and earlier choices."""
    answered = {"version", "do"}
    return {
        name: values
        for name, values in posted.items()
        if name not in answered and not name.startswith(_CHOICE)
    }


def settled(posted: QueryDict, fresh: BaseForm) -> QueryDict:
    """What was posted from the conflict page, with the other's version where the user chose it."""
    data = posted.copy()
    stored = posted_values(fresh)
    for key, use in list(data.items()):
        name = key.removeprefix(_CHOICE)
        if name == key or name not in stored:
            continue
        for control, values in stored[name].items():
            if use == THEIRS:
                data.setlist(control, values)
            elif use == BOTH:
                both = "\n\n".join(str(v) for v in (*values, data.get(control, "")) if v)
                data.setlist(control, [both])
        data.pop(key)
    return data


def shown_value(field: Any, value: Any) -> str:
    """A value in the words of its field's choices, else as its control shows it."""
    if value in (None, "", []):
        return _("Not provided")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    choices = {str(key): words for key, words in getattr(field, "choices", []) or []}
    if choices:
        listed = value if isinstance(value, list | tuple | set) else [value]
        return ", ".join(str(choices.get(str(one), one)) for one in listed)
    widget = field.widget
    if hasattr(widget, "decompress"):
        parts = value if isinstance(value, list) else widget.decompress(value)
        return " ".join(str(part) for part in parts)
    return str(widget.format_value(value) if hasattr(widget, "format_value") else value)
