"""What the scheduled tasks delete, and what they leave."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from oauth2_provider.models import get_access_token_model

from core import clock, outbox, tasks
from core.models import Draft, FormToken, OutboxRow
from core.screens import drafts, form_tokens

pytestmark = pytest.mark.django_db


def kept_draft(user, key, *, at):
    drafts.keep(user=user, kind="note", key=key, title="Note", address="/", data={}, at=at)


def delivered(position, *, at):
    return OutboxRow.objects.create(
        kind="test", payload={}, created_at=at or clock.now(), delivered_at=at, position=position
    )


def test_a_draft_goes_after_28_days_and_no_sooner(practitioner):
    now = clock.now()
    kept_draft(practitioner, "old", at=now - drafts.KEPT_FOR - timedelta(minutes=5))
    kept_draft(practitioner, "young", at=now - drafts.KEPT_FOR + timedelta(minutes=5))

    assert tasks.forget_drafts() == 1

    assert [draft.key for draft in Draft.objects.all()] == ["young"]


def test_the_key_of_an_act_goes_after_7_days_and_no_sooner():
    for key, age in (("old", timedelta(minutes=5)), ("young", -timedelta(minutes=5))):
        form_tokens.claim("user:1", key, fingerprint="f")
        FormToken.objects.filter(key=key).update(at=clock.now() - form_tokens.KEPT_FOR - age)

    assert tasks.forget_form_tokens() == 1

    assert [token.key for token in FormToken.objects.all()] == ["young"]


def test_a_delivered_notice_goes_after_30_days_and_one_that_waits_never():
    long_ago = clock.now() - outbox.DELIVERED_KEPT_FOR - timedelta(minutes=5)
    delivered(1, at=long_ago)
    waiting = delivered(2, at=None)
    recent = delivered(3, at=clock.now())

    assert tasks.forget_delivered_notices() == 1

    assert set(OutboxRow.objects.all()) == {waiting, recent}


def test_the_last_position_stays_so_that_no_position_is_given_twice():
    last = delivered(7, at=clock.now() - timedelta(days=90))
    tasks.forget_delivered_notices()
    new = OutboxRow.objects.create(kind="test", payload={}, created_at=clock.now())

    outbox.give_positions()

    new.refresh_from_db()
    assert (last.position, new.position) == (7, 8)


def test_a_session_that_ended_goes_and_one_in_use_stays(practitioner_client):
    ended = SessionStore()
    ended["filters"] = "gone"
    ended.save()
    Session.objects.filter(pk=ended.session_key).update(expire_date=timezone.now() - timedelta(minutes=1))

    tasks.drop_ended_sessions()

    assert not Session.objects.filter(pk=ended.session_key).exists()
    assert practitioner_client.get("/drafts").status_code == 200


def test_a_token_of_the_api_goes_once_it_has_expired():
    now, tokens = timezone.now(), get_access_token_model().objects
    tokens.create(token="old", expires=now - timedelta(minutes=1))
    tokens.create(token="good", expires=now + timedelta(minutes=20))

    assert tasks.drop_expired_tokens() == 1

    assert [token.token for token in tokens.all()] == ["good"]


def test_failures_go_when_their_lock_has_ended_and_notes_of_sign_ins_after_30_days():
    now = clock.now()
    for minutes in (5, 16):
        attempt = AccessAttempt.objects.create(username=f"after.{minutes}", failures_since_start=5)
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=now - timedelta(minutes=minutes))
    for days in (29, 31):
        noted = AccessLog.objects.create(username=f"after.{days}")
        AccessLog.objects.filter(pk=noted.pk).update(attempt_time=now - timedelta(days=days))

    assert tasks.forget_sign_in_failures() == 2

    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["after.5"]
    assert [noted.username for noted in AccessLog.objects.all()] == ["after.29"]
