"""A worker with children goes on when its children and the broker were killed and the broker comes back."""

import os
import signal
import tempfile
from pathlib import Path

import psutil
import pytest
from redis import Redis

from probation.setup.valkey import start_valkey
from tests.conftest import QUEUE, WORKER

pytestmark = pytest.mark.django_db(transaction=True)
SEND = """
import django; django.setup()
from core.tasks import deliver_outbox
deliver_outbox.delay()
"""


@pytest.fixture
def broker(monkeypatch):
    """A Valkey of this test's own, which every process that is started uses."""
    with tempfile.TemporaryDirectory(prefix="probation-broker-") as folder:
        server = start_valkey(Path(folder))
        monkeypatch.setenv("REDIS_URL", server.url)
        yield server
        again = start_valkey(Path(folder))
        again.stop()


def waits(server):
    """How many tasks wait in the queue, or are held by a worker and not done."""
    client = Redis(unix_socket_path=str(server.socket))
    return client.llen(QUEUE) + client.hlen("unacked")


def test_it_takes_tasks_again(broker, started, eventually):
    worker = started([*WORKER, "--concurrency", "2"])
    eventually(lambda: b" ready." in worker.log.read_bytes())
    children = psutil.Process(worker.process.pid).children()

    os.kill(broker.pid, signal.SIGKILL)
    for child in children:
        child.kill()
    eventually(lambda: b"Cannot connect to" in worker.log.read_bytes())
    again = start_valkey(broker.socket.parent)
    started(["-c", SEND]).process.wait(60)

    eventually(lambda: worker.log.read_bytes().count(b"deliver_outbox") >= 2 and waits(again) == 0)
    assert len(children) == 2
    assert worker.process.poll() is None
    assert len(psutil.Process(worker.process.pid).children()) == 2
