"""Helpers for servers of ours: waiting for them, stopping them, reading their logs."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

from probation.setup.problems import SetupProblem

LINES_OF_LOG_SHOWN = 15


def wait_until(ready: Callable[[], bool], *, seconds: float, every: float = 0.02) -> bool:
    """Calls `ready` until it is true; returns False if it is not within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return True
        time.sleep(every)
    return False


def is_alive(pid: int) -> bool:
    """Whether a process runs. One that has ended does not, even if its parent has not waited for it."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def stop_child(child: subprocess.Popen, *, with_signal: signal.Signals, seconds: float = 15) -> None:
    """Asks the process to end, waits for it, and kills it if it does not end."""
    child.send_signal(with_signal)
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def stop_pid(pid: int, *, with_signal: signal.Signals, seconds: float = 15) -> None:
    """The same for a server that an earlier run left running, which is no child of ours."""
    with suppress(ProcessLookupError):
        os.kill(pid, with_signal)
    if not wait_until(lambda: not is_alive(pid), seconds=seconds):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def end_of(log: Path) -> str:
    """The last lines of a log, for a message that says why a server did not start."""
    if not log.exists():
        return "(it wrote no log)"
    return "\n".join(log.read_text(errors="replace").splitlines()[-LINES_OF_LOG_SHOWN:])


def did_not_start(name: str, log: Path, child: subprocess.Popen | None = None) -> SetupProblem:
    how = f" (it ended with code {child.returncode})" if child and child.poll() is not None else ""
    return SetupProblem(f"{name} did not start{how}. The end of {log}:\n{end_of(log)}")
