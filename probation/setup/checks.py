"""Checks before anything starts. Each raises a SetupProblem with one line that says what to do."""

import os
import shutil
import socket
from pathlib import Path

from probation.setup.postgres_programs import LEAST_MAJOR
from probation.setup.problems import SetupProblem

LEAST_FREE_MEGABYTES = 500
SECONDS_TO_ANSWER = 5


def refuse_a_port_in_use(port: int, host: str = "127.0.0.1") -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SetupProblem(
                f"Port {port} is in use. Stop the program that uses it, or choose another port: "
                f"PORT={port + 1} ./run"
            ) from error


def refuse_a_full_disk(folder: Path) -> None:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(existing).free // 1_000_000
    if free < LEAST_FREE_MEGABYTES:
        raise SetupProblem(
            f"Only {free} MB of disk are free for {folder}: free at least {LEAST_FREE_MEGABYTES} MB, "
            "or set PROJECT_VAR to a folder on another disk."
        )


def refuse_embedded_servers_for_real_use() -> None:
    """Without the demonstration both addresses must be set: our own servers hold made-up people only."""
    lacking = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
    if lacking and os.environ.get("DEMONSTRATION", "1") != "1":
        raise SetupProblem(
            f"The demonstration is off (DEMONSTRATION={os.environ['DEMONSTRATION']}) "
            f"and {' and '.join(lacking)} not set. "
            "The embedded servers are for the demonstration only: set both addresses."
        )


def refuse_servers_that_do_not_answer() -> None:
    """Tries each server that the environment names, before anything else is started."""
    faults = {
        "DATABASE_URL": _database_fault,
        "MIGRATION_DATABASE_URL": _database_fault,
        "REDIS_URL": _queue_fault,
    }
    for name, fault_of in faults.items():
        address = os.environ.get(name)
        if address and (fault := fault_of(address)):
            raise SetupProblem(
                f"The server of {name} does not answer as it must ({fault}). "
                f"Start it, or correct {name}, or unset it to use the embedded one."
            )


def _database_fault(address: str) -> str:
    import psycopg2

    try:
        connection = psycopg2.connect(address, connect_timeout=SECONDS_TO_ANSWER)
    except psycopg2.ProgrammingError:
        return "it is no address of a database"  # the library's message would quote it with its password
    except psycopg2.Error as error:
        return _first_line(error)
    major = connection.server_version // 10_000
    connection.close()
    return "" if major >= LEAST_MAJOR else f"it is PostgreSQL {major}, and {LEAST_MAJOR} or newer is needed"


def _queue_fault(address: str) -> str:
    import redis

    waits = {"socket_connect_timeout": SECONDS_TO_ANSWER, "socket_timeout": SECONDS_TO_ANSWER}
    try:
        with redis.Redis.from_url(address, **waits) as queue:
            queue.ping()
    except (redis.RedisError, ValueError) as error:
        return _first_line(error)
    return ""


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__).strip().rstrip(".:")


def make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupProblem(
            f"The folder {folder} cannot be made ({error.strerror}). "
            "Set PROJECT_VAR to a folder you may write to."
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SetupProblem(
            f"The folder {folder} cannot be written to. Set PROJECT_VAR to one that you may write to."
        )


def port_wanted() -> int:
    wanted = os.environ.get("PORT") or "8000"
    if not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise SetupProblem(f"PORT is {wanted!r}: set it to a number from 1 to 65535.")
    return int(wanted)
