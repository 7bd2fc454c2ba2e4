"""The alarm before the known bank holidays run out reaches those who can load more."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from structlog.testing import capture_logs

from core.models import BankHoliday
from core.tasks import watch_bank_holidays

pytestmark = pytest.mark.django_db
WARNING = "The bank holidays known end within a year."


@pytest.fixture(params=[365, 364], ids=["a year ahead", "a day less"])
def left(request, frozen_day):
    """Days until the last bank holiday known."""
    BankHoliday.objects.filter(on__gt=date(2026, 3, 2)).delete()
    BankHoliday.objects.create(on=date(2026, 3, 2) + timedelta(request.param), words="The last")
    cache.delete("bank-holidays")
    yield request.param
    cache.delete("bank-holidays")


def test_the_daily_watch_logs_an_error_when_less_than_a_year_is_known(left):
    with capture_logs() as lines:
        assert watch_bank_holidays() is (left < 365)

    logged = [line["event"] for line in lines if line["log_level"] == "error"]
    assert logged == (["bank-holidays-run-out"] if left < 365 else [])


def test_administrators_are_told(left, admin_client):
    assert (WARNING in admin_client.get("/admin/").text) is (left < 365)


def test_health_and_metrics_say_so(left, client, settings):
    settings.METRICS = True
    assert client.get("/health").json()["components"]["bankHolidays"]["status"] == (
        "WARNING" if left < 365 else "UP"
    )
    (days,) = re.findall(r"^probation_bank_holidays_left_days (\S+)$", client.get("/metrics").text, re.M)
    assert float(days) == left


def test_metrics_answer_when_nobody_knows(client, monkeypatch, settings):
    settings.METRICS = True

    def away(*_):
        raise ConnectionError

    monkeypatch.setattr(cache, "get", away)

    assert "probation_bank_holidays_left_days NaN" in client.get("/metrics").text
