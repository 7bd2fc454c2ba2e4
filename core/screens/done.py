"""What the next page says after an act: what was done and for whom, the thing itself, and the next task."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Link:
    """An address and its words. `crn` names the person the words show, so that the look is audited."""

    address: str
    words: str | Promise
    crn: str = ""


#: (request, at) -> the next task of a kind that waits for the user; None where nothing waits
NextTask = Callable[[HttpRequest, datetime], Link | None]
_next_tasks: dict[str, NextTask] = {}


def leads_on(kind: str) -> Callable[[NextTask], NextTask]:
    """Registers a function of an app's panels.py that finds the next task of a kind, such as "outcome".

    So an act can lead on to a list that stands above it, as a panel fills a page below it.
    """

    def register(find: NextTask) -> NextTask:
        _next_tasks[kind] = find
        return find

    return register


def next_task(kind: str, request: HttpRequest, *, at: datetime) -> Link | None:
    find = _next_tasks.get(kind)
    return find(request, at) if find else None


def say_done(
    request: HttpRequest,
    words: str | Promise,
    *,
    name: str = "",
    more: Any = "",
    view: Link | None = None,
    following: Link | None = None,
) -> None:
    """Says what was done: "Outcome saved for Alex River. View contact. Next: Jo Smith, 12 Nov 2026".

    words       the act, without a full stop where `name` follows
    name        of the person it was done for
    more        a sentence besides
    view        the thing itself, where the next page does not show it
    following   the next task of the same kind
    """
    told = _("%(words)s for %(name)s") % {"words": words, "name": name} if name else str(words)
    parts = [format_html("{}", f"{told.rstrip('.')}.")]
    if more:
        parts.append(format_html("{}", more))
    if view is not None:
        parts.append(format_html('<a class="govuk-link" href="{}">{}</a>.', view.address, view.words))
    if following is not None:
        link = format_html('<a class="govuk-link" href="{}">{}</a>', following.address, following.words)
        parts.append(format_html("{} {}", _("Next:"), link))
    messages.success(request, format_html_join(" ", "{}", ((part,) for part in parts)))


def drop_messages(request: HttpRequest) -> None:
    """Forgets what waits to be shown: it may name a person whose record the user may not open any more."""
    for _message in messages.get_messages(request):
        pass
