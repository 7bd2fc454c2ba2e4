"""A worker with children goes on when its children and the broker were killed and the broker comes back."""

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
def start_broker(monkeypatch):
    """`start_broker()` starts a Valkey of this test's own, which its processes use; again after a kill."""
    with tempfile.TemporaryDirectory(prefix="probation-broker-") as folder:
        servers = []

        def start():
            servers.append(start_valkey(Path(folder)))
            monkeypatch.setenv("REDIS_URL", servers[-1].url)
            return servers[-1]

        yield start
        for server in servers:
            server.stop()


def waits(server):
    """How many tasks wait in the queue, or are held by a worker and not done."""
    with Redis(unix_socket_path=str(server.socket)) as client:
        return client.llen(QUEUE) + client.hlen("unacked")


def test_it_takes_tasks_again(start_broker, started, eventually):
    broker = start_broker()
    worker = started([*WORKER, "--concurrency", "2"])
    eventually(lambda: b" ready." in worker.log.read_bytes())
    children = psutil.Process(worker.process.pid).children()

    broker.child.kill()
    broker.child.wait()
    for child in children:
        child.kill()
    eventually(lambda: b"Cannot connect to" in worker.log.read_bytes())
    again = start_broker()
    started(["-c", SEND]).process.wait(60)

    eventually(lambda: worker.log.read_bytes().count(b"deliver_outbox") >= 2 and waits(again) == 0)
    assert len(children) == 2
    assert worker.process.poll() is None
    assert len(psutil.Process(worker.process.pid).children()) == 2
