"""A Reason as a user reads it: translated words, with dates and numbers as people write them."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from core.calendar.typed_dates import format_date, format_time
from core.clock import LONDON
from core.reasons import Reason


def say(reason: Reason | str) -> str:
    """The words of a reason, translated, with its values filled in."""
    if isinstance(reason, str):
        return gettext(reason)
    return gettext(reason.words).format(**{name: shown(value) for name, value in reason.values.items()})


def shown(value: Any) -> Any:
    """A value as a screen writes it: 2 March 2026; 2 March 2026 at 10:15am."""
    if isinstance(value, datetime):
        local = value.astimezone(LONDON)
        return f"{format_date(local.date())} {gettext('at')} {format_time(local.time())}"
    if isinstance(value, date):
        return format_date(value)
    return "" if value is None else value
