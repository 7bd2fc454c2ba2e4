"""Fixtures with a real Celery worker on the real queue, which uses the test's own database."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
READY_WITHIN_SECONDS = 40
QUEUE = "celery"


class Worker:
    """One worker process. `kill` sends SIGKILL, so that it cannot finish anything."""

    def __init__(self, log: Path):
        command = [sys.executable, "-m", "celery", "-A", "probation", "worker", "--pool", "solo"]
        quiet = ["--loglevel", "INFO", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        with log.open("ab") as written:
            self.process = subprocess.Popen(
                [*command, *quiet],
                cwd=ROOT,
                env={**os.environ, **_addresses(), "PYTHONWARNINGS": "ignore"},
                stdout=written,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


def _addresses() -> dict[str, str]:
    """The variables that point a worker to the test's own database."""
    named = {}
    for name in ("DATABASE_URL", "MIGRATION_DATABASE_URL"):
        if address := os.environ.get(name):
            parts = urlsplit(address)
            named[name] = urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
    return named


@pytest.fixture
def queue(transactional_db):
    """A client of Valkey, in which the queue is empty at the start and at the end."""
    from redis import Redis

    client = Redis.from_url(settings.REDIS_URL)
    client.delete(QUEUE)
    yield client
    client.delete(QUEUE)
    client.close()


@pytest.fixture
def start_worker(queue, tmp_path):
    """`start_worker()` starts a worker that takes tasks. Workers that still run are killed after the test."""
    started = []

    def start() -> Worker:
        worker = Worker(tmp_path / f"worker-{len(started)}.log")
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.kill()


@pytest.fixture
def eventually():
    """`eventually(lambda: ...)` waits until it returns something true; fails after `within` seconds."""

    def wait(condition, within=READY_WITHIN_SECONDS):
        ends = time.monotonic() + within
        while time.monotonic() < ends:
            if found := condition():
                return found
            time.sleep(0.1)
        raise AssertionError(f"not true after {within} seconds")

    return wait
