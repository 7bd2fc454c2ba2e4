"""What may be chosen from a code list: entries in force, and the one a record already has."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from core.models.bases import CodeRow, may_be_chosen

Choices = list[tuple[str, str]]


def open_or_kept(model: type[CodeRow], *, today: date, keep: str = "") -> QuerySet[CodeRow]:
    """Entries that may be chosen today, and the one with the code `keep`, even if it is closed."""
    return model._default_manager.filter(may_be_chosen(today) | Q(code=keep))


def choices(name: str, *, today: date, keep: str = "", **where: Any) -> Choices:
    """Code and words of the entries in force, ordered by words: `choices("Title", today=today)`. 1 query.

    where   more conditions on the entries
    """
    model = apps.get_model("cases", name)
    rows = open_or_kept(model, today=today, keep=keep).filter(**where)
    return list(rows.order_by("words__alphabetical", "code").values_list("code", "words"))
