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
#: where Valkey keeps the tasks of the lowest priority
LAST = f"{QUEUE}\x06\x169"


WORKER = ["-m", "celery", "-A", "probation", "worker", "--loglevel", "INFO"]
QUIET = ["--without-gossip", "--without-mingle", "--without-heartbeat"]


class Process:
    """One Python process of ours. `kill` sends SIGKILL, so that it cannot finish anything."""

    def __init__(self, arguments: list[str], log: Path):
        self.log = log
        with log.open("ab") as written:
            self.process = subprocess.Popen(
                [sys.executable, *arguments],
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
    client.delete(QUEUE, LAST)
    yield client
    client.delete(QUEUE, LAST)
    client.close()


@pytest.fixture
def started(tmp_path):
    """`started(arguments)` starts a Python process. Those that still run are killed after the test."""
    running = []

    def start(arguments: list[str]) -> Process:
        process = Process(arguments, tmp_path / f"process-{len(running)}.log")
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()


@pytest.fixture
def start_worker(queue, started):
    """`start_worker()` starts a worker that takes tasks, one at a time."""
    return lambda: started([*WORKER, "--pool", "solo", *QUIET])


@pytest.fixture
def start_python(started):
    """`start_python(program)` starts a program with the service's settings."""
    return lambda program: started(["-c", program])


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
