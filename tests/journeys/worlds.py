"""The demonstration world for tests that need every kind of record, and clients that are signed in to it."""

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

#: enough people for every kind of sentence, every named person and every state of a referral
PEOPLE = 45
SEED = 7


#: The same ordinary day in every run, so that the day's appointments do not depend on when the tests run.
NOW = datetime(2026, 3, 2, 12, tzinfo=clock.LONDON)


@cache
def made_once() -> tuple[World, KeptRows]:
    """The world, and a copy of its rows: restoring them is quicker than making the world again."""
    world = make_world(people=PEOPLE, seed=SEED, on=clock.today(), tell=lambda _line: None)
    return world, KeptRows.taken()


def small_world() -> World:
    """The demonstration world. It is made under the stopped clock, so that it is the same every time."""
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
    """The small world under a stopped clock. It is rolled back afterwards, and nothing is ever committed."""
    with stopped_clock(), transaction.atomic():
        yield small_world()
        transaction.set_rollback(True)


def client_for(username: str) -> Client:
    client = Client(raise_request_exception=False)
    user = User.objects.get(username=username)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
