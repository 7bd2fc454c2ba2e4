"""What may be chosen from a code list: entries in force, and the one a record already has."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from core.models.bases import CodeRow

Choices = list[tuple[str, str]]


def in_force(model: type[CodeRow], *, today: date, keep: str = "") -> QuerySet[CodeRow]:
    """Entries that may be chosen today, and the one with the code `keep`, even if it is closed."""
    open_now = Q(valid_from=None) | Q(valid_from__lte=today)
    not_over = Q(valid_to=None) | Q(valid_to__gt=today)
    return model._default_manager.filter(Q(open_now, not_over, selectable=True) | Q(code=keep))


def choices(name: str, *, today: date, keep: str = "", **where: Any) -> Choices:
    """Code and words of the entries in force, ordered by words: `choices("Title", today=today)`. 1 query.

    where   more conditions on the entries
    """
    model = apps.get_model("cases", name)
    rows = in_force(model, today=today, keep=keep).filter(**where)
    return list(rows.order_by("words", "code").values_list("code", "words"))
