"""What the public addresses about the service itself say, and what they do not."""

import pytest

from core import grants

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("right", "status", "said"), [(True, 200, "UP"), (None, 200, "WARNING"), (False, 503, "DOWN")]
)
def test_the_service_is_not_ready_until_the_grants_are_right(client, monkeypatch, right, status, said):
    monkeypatch.setattr(grants, "are_right", lambda: right)

    for address in ("/health/readiness", "/health"):
        answer = client.get(address)
        assert (answer.status_code, answer.json()["components"]["rights"]) == (status, {"status": said})


def test_the_figures_are_shut_unless_they_are_opened(client, settings):
    assert client.get("/metrics").status_code == 404

    settings.METRICS = True

    assert "probation_bank_holidays_left_days" in client.get("/metrics").text
