"""The admin shows how far the last night's recalculation came."""

import pytest
from django.urls import reverse

from core import clock
from risk.tests.factories import NightChunkFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:risk_nightchunk_changelist")


def test_an_administrator_sees_the_chunks_that_are_done_and_those_that_wait(admin_client):
    done = NightChunkFactory(done_at=clock.now(), people=2000, changed=17)
    NightChunkFactory()

    page = admin_client.get(LIST)
    waiting = admin_client.get(LIST, {"done_at__isempty": "1"})

    assert page.context["cl"].result_count == 2
    assert "17" in page.content.decode()
    assert waiting.context["cl"].result_count == 1
    assert admin_client.post(reverse("admin:risk_nightchunk_change", args=[done.pk]), {}).status_code == 403


def test_a_practitioner_does_not(client, practitioner):
    client.force_login(practitioner)

    assert client.get(LIST).status_code in (302, 403)
