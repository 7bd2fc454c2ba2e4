"""Conflicts: two users changed one record, and the second one chooses between both versions of each answer.

A versioned form carries a digest of every answer it was opened with. On a conflict the digests show which
answers the user changed. An answer they left alone keeps the other's change unless they choose otherwise.
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
    """A digest of each answer the form opens with, for its hidden field `was`: "name:digest name:digest"."""
    return " ".join(f"{name}:{_digest(controls)}" for name, controls in posted_values(form).items())


def _digest(controls: Mapping[str, list[str]]) -> str:
    answers = repr(sorted((name, [_plain(v) for v in values if v]) for name, values in controls.items()))
    return hashlib.sha256(answers.encode()).hexdigest()[:_DIGEST]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def opened_with(data: Mapping[str, Any]) -> dict[str, Any]:
    """The `version` and `was` the form was opened with, from a post or a draft; {} unless it has both."""
    opened = {name: data.get(name, "") for name in ("version", "was")}
    return opened if all(opened.values()) else {}


def rows(mine: BaseForm, theirs: BaseForm, *, was: str) -> list[dict[str, Any]]:
    """The answers that differ: name, label, both versions in words, and `use`, the one selected at first.

    was   digests of the answers that `mine` was opened with
    A field that the form only adds to (`only_adds` of its class) offers no choice: both texts stay, and `use`
    is empty. Fields that depend on one another (`one_choice` of its class, groups of names) are one row with
    the name of the first, so that no half of one version is saved with a half of the other.
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
    for group in getattr(mine, "one_choice", ()):
        found = _as_one(found, group, mine, theirs)
    return found


def _as_one(
    found: list[dict[str, Any]], group: tuple[str, ...], mine: BaseForm, theirs: BaseForm
) -> list[dict[str, Any]]:
    """The rows with those of the group made one, which holds every answer that either version gives in it."""
    members = [row for row in found if row["name"] in group]
    if not members:
        return found
    fields = {name: mine.fields[name] for name in group if name in mine.fields}
    row = {
        "name": group[0],
        "label": str(mine.fields[group[0]].label or group[0]),
        "theirs": _all_shown({name: (field, theirs[name].value()) for name, field in fields.items()}),
        "yours": _all_shown({name: (field, mine.cleaned_data.get(name)) for name, field in fields.items()}),
        "use": THEIRS if all(member["use"] == THEIRS for member in members) else YOURS,
        "can_join": False,
    }
    at = found.index(members[0])
    return [*found[:at], row, *(other for other in found[at:] if other not in members)]


def _all_shown(answers: Mapping[str, tuple[Any, Any]]) -> str:
    given = [shown_value(field, value) for field, value in answers.values() if value not in (None, "", [])]
    return ", ".join(given) or _("Not provided")


def _as_posted(form: BaseForm, name: str) -> dict[str, list[str]]:
    controls = _controls(form, name)
    posted: Any = form.data
    return {control: posted.getlist(control) or [""] for control in controls}


def has_choices(posted: QueryDict) -> bool:
    """Whether the form was sent from the conflict page."""
    return any(name.startswith(_CHOICE) for name in posted)


def carried_along(posted: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The posted values that the conflict page sends again: all but the version, `do` and earlier choices."""
    sent_anew = {"version", "do"}
    return {
        name: values
        for name, values in posted.items()
        if name not in sent_anew and not name.startswith(_CHOICE)
    }


def with_choices(posted: QueryDict, fresh: BaseForm) -> QueryDict:
    """What was posted from the conflict page, with the other's version where the user chose it.

    fresh   the form as it shows the stored record
    """
    data = posted.copy()
    stored = posted_values(fresh)
    groups = {group[0]: group for group in getattr(fresh, "one_choice", ())}
    for key, use in list(data.items()):
        name = key.removeprefix(_CHOICE)
        if name == key or name not in stored:
            continue
        for control, values in _controls_of(groups.get(name, (name,)), stored):
            if use == THEIRS:
                data.setlist(control, values)
            elif use == BOTH:
                both = "\n\n".join(str(v) for v in (*values, data.get(control, "")) if v)
                data.setlist(control, [both])
        data.pop(key)
    return data


def _controls_of(
    names: tuple[str, ...], stored: Mapping[str, Mapping[str, list[str]]]
) -> list[tuple[str, list[str]]]:
    return [pair for name in names for pair in stored.get(name, {}).items()]


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
