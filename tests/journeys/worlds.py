"""The demonstration world for proofs that need every kind of record, and who signs in to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache

import pytest
from django.db import transaction
from django.test import Client

from core import clock
from core.models import User
from core.tests.kept_rows import KeptRows
from probation.demonstration.world import World, make_world

#: enough for every standing, every named person and every state of a referral
PEOPLE = 45
SEED = 7


#: A day like any other, always the same: who meets whom on it must not turn on when the tests run.
NOW = datetime(2026, 3, 2, 12, tzinfo=clock.LONDON)


@cache
def made_once() -> tuple[World, KeptRows]:
    """The world, and its rows to come back to: whoever asks next need not wait until it is made again."""
    world = make_world(people=PEOPLE, seed=SEED, on=clock.today(), tell=lambda _line: None)
    return world, KeptRows.taken()


def small_world() -> World:
    """Under the stopped clock, which makes it the same every time."""
    assert clock.now() == NOW
    world, kept = made_once()
    kept.restore()
    return world


@contextmanager
def stopped_clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        yield


@contextmanager
def passing_world() -> Iterator[World]:
    """A small world, its clock stopped, that is gone afterwards: nothing in it is ever committed."""
    with stopped_clock(), transaction.atomic():
        yield small_world()
        transaction.set_rollback(True)


def client_for(username: str) -> Client:
    client = Client(raise_request_exception=False)
    user = User.objects.get(username=username)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
