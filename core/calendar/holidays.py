"""Bank holidays, which the rules are passed, and the alarm when their data run out."""

from datetime import date

import structlog
from django.core.cache import cache

from core.calendar.working_days import add_months
from core.models import BankHoliday

log = structlog.get_logger(__name__)


def bank_holidays() -> frozenset[date]:
    """Every bank holiday known. Costs 1 query an hour, as they are cached."""
    days = cache.get("bank-holidays")
    if days is None:
        days = frozenset(BankHoliday.objects.values_list("on", flat=True))
        cache.set("bank-holidays", days, 3600)
    return days


def known_until() -> date | None:
    return max(bank_holidays(), default=None)


def run_out_within_a_year(today: date) -> bool:
    """Whether the known bank holidays end within a year. Later deadlines would then be wrong."""
    last = known_until()
    return last is None or last < add_months(today, 12)


def days_left(today: date) -> int:
    """Days until the last bank holiday known; 0 when they have run out."""
    last = known_until()
    return max((last - today).days, 0) if last else 0


def sound_alarm(today: date) -> bool:
    """Logs an error when the known bank holidays end within a year; returns whether it did."""
    if not run_out_within_a_year(today):
        return False
    log.error("bank-holidays-run-out", days_left=days_left(today))
    return True
