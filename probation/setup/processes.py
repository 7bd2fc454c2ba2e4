"""The web server, the worker and Celery beat: started together, watched, and stopped by pid in order."""

import ctypes
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from probation.setup.places import ROOT
from probation.setup.problems import SetupProblem
from probation.setup.servers import did_not_start, end_of, stop_child, wait_until

SECONDS_TO_SERVE = 60
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
#: the worker is stopped last, so that it finishes the task in hand
ORDER_OF_STOPPING = ("web", "beat", "worker")


class Processes:
    """Our children by name, each with its own log under `logs`."""

    def __init__(self, environment: dict[str, str], *, logs: Path, port: int) -> None:
        self.environment = environment | {"WEB_BIND": f"127.0.0.1:{port}"}
        self.logs = logs
        self.readiness = f"http://127.0.0.1:{port}/health/readiness"
        self.children: dict[str, subprocess.Popen] = {}

    def start(self) -> None:
        self.logs.mkdir(parents=True, exist_ok=True)
        python = [sys.executable, "-m"]
        celery = [*python, "celery", "--app", "probation.celery:app"]
        self._start(
            "web", [*python, "gunicorn", "--config", "gunicorn.conf.py", "probation.wsgi:application"]
        )
        self._start("worker", [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"])
        self._start("beat", [*celery, "beat", "--pidfile=", "--loglevel", "INFO"])

    def _start(self, name: str, command: list[str]) -> None:
        with self._log(name).open("wb") as output:
            self.children[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )

    def wait_until_ready(self) -> None:
        """Returns once a page is served and the worker answers.

        raises   SetupProblem if a child ends before that, or takes over SECONDS_TO_SERVE
        """
        self._wait("web", self._serves)
        self._wait("worker", self._worker_answers)

    def _wait(self, name: str, ready: Callable[[], bool]) -> None:
        child = self.children[name]
        answered = wait_until(
            lambda: child.poll() is not None or ready(), seconds=SECONDS_TO_SERVE, every=0.1
        )
        if not answered or child.poll() is not None:
            raise did_not_start(f"The {name} process", self._log(name), child)

    def _serves(self) -> bool:
        try:
            with urllib.request.urlopen(self.readiness, timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def _worker_answers(self) -> bool:
        return b" ready." in self._log("worker").read_bytes()

    def watch(self, fallen: Callable[[], str]) -> None:
        """Runs until a signal comes.

        fallen   what to say of a server that they need and that has ended; "" while it runs
        raises   SetupProblem if a child, or such a server, ends by itself
        """
        while True:
            if words := fallen():
                raise SetupProblem(words)
            for name, child in self.children.items():
                if child.poll() is not None:
                    raise did_not_last(name, self._log(name), child.returncode)
            time.sleep(0.5)

    def stop(self) -> None:
        for name in ORDER_OF_STOPPING:
            child = self.children.pop(name, None)
            if child and child.poll() is None:
                stop_child(child, with_signal=signal.SIGTERM)

    def _log(self, name: str) -> Path:
        return self.logs / f"{name}.log"


def did_not_last(name: str, log: Path, code: int) -> SetupProblem:
    return SetupProblem(f"The {name} process ended with code {code}. The end of {log}:\n{end_of(log)}")


def _die_with_parent() -> None:
    """On Linux, makes the kernel end this child if the launcher is killed outright."""
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
