"""A migrated, empty database that test databases are copied from. It is made again when migrations change."""

import hashlib
import subprocess
import sys

import psycopg2
from psycopg2 import sql

from probation.setup.places import ROOT
from probation.setup.postgres import DATABASE, Postgres
from probation.setup.preparing import sources
from probation.setup.problems import SetupProblem
from probation.setup.progress import step

PREFIX = "migrated_"


def template_for_tests(server: Postgres, environment: dict[str, str]) -> str:
    """The name of the template database, which is made first unless there is one of these migrations."""
    name = PREFIX + digest_of_migrations()
    connection = psycopg2.connect(server.url("owner"))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
            present = {row[0] for row in cursor.fetchall()}
            if name not in present:
                _make(cursor, name, present, server, environment)
    finally:
        connection.close()
    return name


def digest_of_migrations() -> str:
    everything = hashlib.sha256()
    for file in (*sources("*/migrations/*.py"), ROOT / "requirements.txt"):
        everything.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return everything.hexdigest()[:16]


def _make(cursor, name: str, outdated: set[str], server: Postgres, environment: dict[str, str]) -> None:
    making = f"{PREFIX}unfinished"
    for each in {*outdated, making}:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(each)))
    cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
    url = server.url("owner").removesuffix(DATABASE) + making
    with step("Migrating the database that test databases are copied from"):
        done = subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=ROOT,
            env=environment | {"MIGRATION_DATABASE_URL": url, "DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise SetupProblem(f"The migrations failed:\n{done.stderr.strip()[-3000:]}")
    cursor.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(name))
    )
