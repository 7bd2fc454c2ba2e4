"""./test: one run of pytest, with the assets, the servers and the browser that it needs."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from probation.setup import checks
from probation.setup.assets import make_assets
from probation.setup.browser import ensure_chromium
from probation.setup.environment import Backing
from probation.setup.messages import compile_messages
from probation.setup.places import ROOT, run_time_folder
from probation.setup.postgres import FAST_AND_FORGETFUL
from probation.setup.progress import step
from probation.setup.template_database import template_for_tests

#: more workers than this wait for the one database server
MOST_WORKERS = 4


def run_tests(arguments: list[str]) -> int:
    """Runs pytest; returns its exit code."""
    checks.refuse_servers_that_do_not_answer()
    checks.make_folder(run_time_folder())
    make_assets()
    compile_messages()
    chromium = ensure_chromium()
    with own_folder() as folder:
        backing = Backing(folder, postgres_settings=FAST_AND_FORGETFUL | {"max_connections": "200"})
        try:
            with step("Starting PostgreSQL and Valkey for the tests"):
                backing.start()
            environment = backing.environment() | {"DJANGO_SETTINGS_MODULE": "probation.settings.testing"}
            if backing.postgres:
                environment["TEST_TEMPLATE"] = template_for_tests(backing.postgres, environment)
            if chromium:
                environment["CHROMIUM"] = chromium
            command = [sys.executable, "-m", "pytest", *(arguments or everything())]
            return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        finally:
            backing.stop()


def everything() -> list[str]:
    """The arguments for all tests, which take minutes: one worker more than there are cores.

    A worker waits a third of its time for its browser and its database. The tests of a file stay together.
    """
    workers = min((os.cpu_count() or 1) + 1, MOST_WORKERS)
    return ["-n", str(workers), "--dist", "loadfile"]


@contextmanager
def own_folder() -> Iterator[Path]:
    """Yields the test folder, or a temporary one while another run uses it."""
    kept = run_time_folder() / "test"
    checks.make_folder(kept)
    with (kept / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            folder = Path(tempfile.mkdtemp(prefix="probation-test-"))
            folder.chmod(0o711)
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        else:
            yield kept
