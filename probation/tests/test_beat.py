"""The clock of the tasks goes on after the server's clock jumped."""

from datetime import timedelta

import pytest
from celery.beat import ScheduleEntry
from django.conf import settings

from probation import beat
from probation.celery import app

JUMPS = [timedelta(hours=1), timedelta(days=1)]


def entry_of(kind, name):
    return kind(name=name, app=app, **settings.CELERY_BEAT_SCHEDULE[name])


@pytest.mark.parametrize("jump", JUMPS)
def test_the_outbox_is_swept_within_seconds_of_a_jump_back(jump):
    entry = entry_of(beat.Entry, "sweep-outbox")
    entry.last_run_at = entry.default_now() + jump

    _is_due, seconds = entry.is_due()

    assert seconds <= 20


def test_without_ours_it_would_wait_until_the_clock_has_caught_up():
    entry = entry_of(ScheduleEntry, "sweep-outbox")
    entry.last_run_at = entry.default_now() + timedelta(days=1)

    assert entry.is_due().next > 86_000


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("name", ["recalculate-tiers", "drop-old-searches"])
def test_after_a_jump_back_the_next_run_is_the_next_by_the_new_clock(name, jump):
    entry = entry_of(beat.Entry, name)
    entry.last_run_at = entry.default_now() + jump

    is_due, seconds = entry.is_due()

    assert not is_due
    assert seconds <= 86_400


@pytest.mark.parametrize("jump", JUMPS)
def test_what_was_jumped_over_is_run_once(jump):
    entry = entry_of(beat.Entry, "sweep-outbox")
    entry.last_run_at = entry.default_now() - jump

    assert entry.is_due().is_due
    assert not entry.next(entry.default_now()).is_due().is_due


def test_the_settings_name_it():
    assert settings.CELERY_BEAT_SCHEDULER == "probation.beat.Scheduler"
