"""The chosen values of a filter form, as tags that each remove one value."""

from datetime import date
from typing import Any

from django.forms import BaseForm
from django.http import QueryDict
from django.utils.translation import gettext

from core.calendar.typed_dates import format_date
from core.govuk.dates import DateBoxes

#: Where a list stands. Whoever changes its filters begins at its first page.
PAGING = frozenset({"page", "after", "before"})


def chosen(form: BaseForm, query: QueryDict, path: str) -> list[dict[str, Any]]:
    """Each field with values: its label, and for each value its words and the address without it."""
    if not form.is_bound:
        return []
    form.is_valid()
    groups = []
    for bound in form.visible_fields():
        value = getattr(form, "cleaned_data", {}).get(bound.name)
        items = [
            {"words": words, "href": path + _without(query, bound, raw)}
            for raw, words in _shown(bound.field, value)
        ]
        if items:
            groups.append({"label": bound.label, "chosen": items})
    return groups


def kept(query: QueryDict, names: set[str]) -> list[tuple[str, str]]:
    """(name, value) of what else the query holds, such as sort, for the form to send along; not the page."""
    return [
        (name, value)
        for name, values in query.lists()
        for value in values
        if name not in PAGING | names and name.rsplit("_", 1)[0] not in names
    ]


def cleared(query: QueryDict, names: set[str]) -> str:
    """The query without the form's own fields, back on the first page."""
    left = query.copy()
    for name in list(left):
        if name in PAGING | names or name.rsplit("_", 1)[0] in names:
            left.pop(name)
    encoded = left.urlencode()
    return f"?{encoded}" if encoded else "?"


def _shown(field: Any, value: Any) -> list[tuple[str, str]]:
    """(posted value, its words) of each chosen value; [] if nothing is chosen."""
    if value in (None, "", [], (), False) and value is not False:
        return []
    if value is False:
        return [("no", gettext("No"))] if getattr(field, "reveals", None) is not None else []
    if value is True:
        is_yes_no = getattr(field, "choices", None)
        return [("yes", gettext("Yes"))] if is_yes_no else [("on", str(field.label))]
    if isinstance(value, date):
        return [("", format_date(value))]
    words = _flat(getattr(field, "choices", []) or [])
    listed = value if isinstance(value, list | tuple) else [value]
    return [(str(one), str(words.get(str(one), one))) for one in listed]


def _flat(choices: Any) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, words in choices:
        if isinstance(words, list | tuple):
            flat.update({str(k): w for k, w in words})
        else:
            flat[str(key)] = words
    return flat


def _without(query: QueryDict, bound: Any, raw: str) -> str:
    left = query.copy()
    for name in PAGING:
        left.pop(name, None)
    if isinstance(bound.field.widget, DateBoxes):
        for suffix in bound.field.widget.widgets_names:
            left.pop(f"{bound.html_name}{suffix}", None)
    else:
        kept = [entry for entry in left.getlist(bound.html_name) if entry != raw]
        several = len(left.getlist(bound.html_name)) > 1
        left.setlist(bound.html_name, kept if several else [])
        if not left.getlist(bound.html_name):
            left.pop(bound.html_name, None)
    encoded = left.urlencode()
    return f"?{encoded}" if encoded else "?"
