"""A database for each size of world, made once and migrated at each run.

One world is told life by life by seed_demo. Larger ones are made of copies of it (benchmarks/multiplying.py).
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import sql

ROOT = Path(__file__).resolve().parents[1]
SEED = 1
#: people of the world that is told life by life. Larger worlds have a multiple of them
TOLD = 4_000
ADDRESSES = ("DATABASE_URL", "MIGRATION_DATABASE_URL")


def name_of(people: int) -> str:
    return f"bench_{people}"


def owners_url(database: str = "") -> str:
    """The owner's address of a database on the service's server: the service's own one without a name."""
    address = os.environ.get("MIGRATION_DATABASE_URL") or os.environ["DATABASE_URL"]
    return _to(address, database) if database else address


def addresses_of(database: str) -> dict[str, str]:
    """The environment of a process that is to use that database."""
    return {key: _to(os.environ[key], database) for key in ADDRESSES if os.environ.get(key)}


def enter(people: int, *, on: str | None) -> None:
    """Makes this process and its children use the world of that many people; makes the world if need be."""
    name = name_of(people)
    if not _exists(name):
        _make(name, people, on)
    os.environ.update(addresses_of(name))
    _bring_up_to_date(name)


def _bring_up_to_date(database: str) -> None:
    """Tables, rights and code lists as the program has them now."""
    addresses = addresses_of(database)
    _manage("migrate", "--verbosity", "0", **addresses)
    _manage("apply_grants", quiet=True, **addresses)
    _manage("load_reference", quiet=True, **addresses)


def _make(name: str, people: int, on: str | None) -> None:
    """Makes the world under another name, and renames it once it is complete."""
    if people > TOLD and people % TOLD:
        raise SystemExit(f"A world of more than {TOLD:,} people has a multiple of them: {people:,} is none.")
    if people > TOLD and not _exists(name_of(TOLD)):
        _make(name_of(TOLD), TOLD, on)
    print(f"Making a world of {people:,} people. It is kept for the next run.", flush=True)
    unfinished = f"{name}_unfinished"
    as_owner("DROP DATABASE IF EXISTS {}", unfinished)
    if people > TOLD:
        as_owner("CREATE DATABASE {} TEMPLATE {}", unfinished, name_of(TOLD))
        _bring_up_to_date(unfinished)
        _multiply(unfinished, people // TOLD)
    else:
        as_owner("CREATE DATABASE {}", unfinished)
        _tell(unfinished, people, on)
    as_owner("VACUUM ANALYZE", database=unfinished)
    as_owner("ALTER DATABASE {} RENAME TO {}", unfinished, name)


def _tell(database: str, people: int, on: str | None) -> None:
    addresses = addresses_of(database)
    _bring_up_to_date(database)
    day = ["--on", on] if on else []
    how = ["--people", str(people), "--seed", str(SEED), "--national", "--progress"]
    _manage("seed_demo", *how, *day, **addresses)


def _multiply(database: str, times: int) -> None:
    environment = {"AS_OWNER": "1"} | {key: owners_url(database) for key in ADDRESSES}
    _run("-m", "benchmarks.enlarge", str(times), **environment)


def _to(address: str, database: str) -> str:
    return urlsplit(address)._replace(path=f"/{database}").geturl()


def _exists(name: str) -> bool:
    connection = psycopg2.connect(owners_url())
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None
    finally:
        connection.close()


def as_owner(statement: str, *names: str, database: str = "") -> None:
    """Runs a statement as the owner, outside a transaction, since such statements allow none."""
    connection = psycopg2.connect(owners_url(database))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
    finally:
        connection.close()


@contextmanager
def the_owner_s_connection() -> Iterator[None]:
    """Makes the service's connection the owner's within the block, as it is for a command of the owner."""
    from django.db import connection

    own, owner = dict(connection.settings_dict), urlsplit(owners_url())
    connection.close()
    connection.settings_dict.update(USER=owner.username, PASSWORD=owner.password)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(own)


def _manage(*command: str, quiet: bool = False, **environment: str) -> None:
    _run("manage.py", *command, quiet=quiet, **environment)


def _run(*command: str, quiet: bool = False, **environment: str) -> None:
    subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL if quiet else None,
        check=True,
    )
