"""./run: serves the demonstration, or prepares it, or runs a management command or the benchmarks."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from probation.setup import checks
from probation.setup.assets import make_assets
from probation.setup.environment import Backing
from probation.setup.places import ROOT, run_time_folder
from probation.setup.preparing import Preparation
from probation.setup.problems import SetupProblem
from probation.setup.processes import Processes
from probation.setup.progress import say, step

#: PostgreSQL's settings for a million people in memory, on a machine with some gigabytes
ROOM_FOR_MANY = {
    "shared_buffers": "1GB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "4GB",
}


def run_demonstration() -> int:
    """Serves until Ctrl-C, then stops by pid everything that was started; returns the exit code."""
    folder, port = run_time_folder(), checks.port_wanted()
    checks.refuse_embedded_servers_for_real_use()
    checks.refuse_servers_that_do_not_answer()
    with lock_of(folder) as is_ours:
        if not is_ours:
            raise SetupProblem(f"The demonstration is running already: {folder}/lock is held.")
        checks.refuse_a_port_in_use(port)
        with prepared(folder) as backing:
            serve(backing, folder=folder, port=port)
    return 0


def prepare_only() -> int:
    """Does everything that `./run` does before it serves; returns the exit code."""
    checks.refuse_embedded_servers_for_real_use()
    checks.refuse_servers_that_do_not_answer()
    folder = run_time_folder()
    with lock_of(folder) as is_ours:
        if not is_ours:
            raise SetupProblem("The demonstration of this folder is running: it is prepared already.")
        with prepared(folder):
            say("Ready. Start it with ./run")
    return 0


def run_command(arguments: list[str]) -> int:
    """Runs a manage.py command on the demonstration's database, served or not; returns its exit code."""
    checks.refuse_embedded_servers_for_real_use()
    checks.refuse_servers_that_do_not_answer()
    folder = run_time_folder()
    with lock_of(folder) as is_ours:
        backing = Backing(folder)
        try:
            backing.start()
            if arguments[:1] == ["seed_demo"]:
                Preparation(backing).make_tables()
            command = [sys.executable, "manage.py", *arguments]
            return subprocess.run(command, cwd=ROOT, env=backing.environment(), check=False).returncode
        finally:
            if is_ours:
                backing.stop()


def run_benchmarks(arguments: list[str]) -> int:
    """Runs `python -m benchmarks` on a database of its own, apart from the demonstration's."""
    checks.refuse_servers_that_do_not_answer()
    folder = run_time_folder() / "bench"
    with lock_of(folder) as is_ours:
        if not is_ours:
            raise SetupProblem("The benchmarks are running already: two at once would measure each other.")
        backing = Backing(folder, postgres_settings=ROOM_FOR_MANY)
        try:
            with step("Starting PostgreSQL and Valkey for the benchmarks"):
                backing.start()
            command = [sys.executable, "-m", "benchmarks", *arguments]
            return subprocess.run(command, cwd=ROOT, env=backing.environment(), check=False).returncode
        finally:
            backing.stop()


@contextmanager
def prepared(folder: Path) -> Iterator[Backing]:
    checks.refuse_a_full_disk(folder)
    make_assets()
    backing = Backing(folder)
    try:
        with step("Starting PostgreSQL and Valkey"):
            backing.start()
        Preparation(backing).run()
        yield backing
    finally:
        backing.stop()


def serve(backing: Backing, *, folder: Path, port: int) -> None:
    processes = Processes(backing.environment(), logs=folder / "log", port=port)
    try:
        with step("Starting the web server, the worker and the clock"):
            processes.start()
            sign_ins = demonstration_sign_ins(backing)
            processes.wait_until_ready()
        say(f"\n[bold]Open http://localhost:{port}/[/bold]\n")
        say(sign_ins)
        if backing.postgres and not backing.postgres.base.is_relative_to(folder):
            say(f"The database lies in {backing.postgres.base}: PostgreSQL does not run as root.")
        say("Ctrl-C stops everything. What you enter is kept for the next ./run.")
        processes.watch(backing.fallen)
    except KeyboardInterrupt:
        say("\nStopping ...")
    finally:
        processes.stop()


def demonstration_sign_ins(backing: Backing) -> str:
    environment = backing.environment()
    if environment.get("DEMONSTRATION") != "1":
        return ""
    command = [sys.executable, "manage.py", "demo_sign_ins"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupProblem(f"manage.py demo_sign_ins failed:\n{done.stderr.strip()[-1500:]}")
    return done.stdout


@contextmanager
def lock_of(folder: Path) -> Iterator[bool]:
    """Yields whether this process may start and stop the servers of `folder`."""
    checks.make_folder(folder)
    with (folder / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            os.set_inheritable(lock.fileno(), False)
            yield True
