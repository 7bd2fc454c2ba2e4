"""Prepares the service once its servers run: tables, reference data, people, static files.

Each step stores a digest of its sources, so that a second start repeats only the steps whose sources changed.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from probation.setup.environment import Backing
from probation.setup.messages import compile_messages
from probation.setup.places import ROOT
from probation.setup.problems import SetupProblem
from probation.setup.progress import console, step


class Preparation:
    """The steps, each run once for one state of its sources and one database."""

    def __init__(self, backing: Backing) -> None:
        self.environment = backing.environment()
        self.stamps = backing.folder / "prepared.json"
        self.database = self._name_of_database(backing)

    def run(self) -> None:
        self.make_tables()
        if self.environment.get("DEMONSTRATION") == "1":
            self._seed()
        files = sources("static/**/*", "core/static_files.py")
        self._once("static", "Collecting static files", ["collectstatic", "--noinput"], files)

    def make_tables(self) -> None:
        """Makes what must be there before people are: tables, rights and code lists."""
        compile_messages()
        self._once("tables", "Making the tables", ["migrate", "--noinput"], sources("*/migrations/*.py"))
        rights = sources("*/models/*.py", "*/migrations/*.py", "core/grants.py")
        self._once("rights", "Setting the application's rights", ["apply_grants"], rights)
        self._once(
            "reference",
            "Loading reference data",
            ["load_reference"],
            sources("*/reference/**/*", "*/codes.py", "*/services/reference.py", "core/reference_data.py"),
        )

    def _seed(self) -> None:
        """Makes the demonstration's people, unless there are some. What users entered since then is kept."""
        if self._has_people():
            return
        with step("Making the people of the demonstration"):
            self._manage(["seed_demo"], shown=console.is_terminal)

    def _has_people(self) -> bool:
        import psycopg2

        connection = psycopg2.connect(self.environment["MIGRATION_DATABASE_URL"])
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT EXISTS (SELECT 1 FROM cases_person)")
                return cursor.fetchone()[0]
        finally:
            connection.close()

    def _once(self, name: str, words: str, command: list[str], files: Iterable[Path]) -> None:
        wanted = digest(self.database, files)
        done = self._stamps()
        if done.get(name) == wanted:
            return
        with step(words):
            self._manage(command)
        self.stamps.write_text(json.dumps(self._stamps() | {name: wanted}))

    def _stamps(self) -> dict[str, str]:
        return json.loads(self.stamps.read_text()) if self.stamps.exists() else {}

    def _manage(self, command: list[str], *, shown: bool = False) -> None:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            stdout=None if shown else subprocess.PIPE,
            stderr=None if shown else subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            output = "" if shown else "\n" + "\n".join(done.stdout.splitlines()[-15:])
            raise SetupProblem(f"manage.py {command[0]} failed.{output}")

    @staticmethod
    def _name_of_database(backing: Backing) -> str:
        """A text that tells databases apart. A server from outside gets a new one on every start, because its
        database may have been emptied since."""
        if backing.postgres:
            return backing.postgres.passwords["owner"]
        return os.urandom(16).hex()


def sources(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file())


def digest(database: str, files: Iterable[Path]) -> str:
    """A digest of names, sizes and dates. Reading every file would make the second start slow."""
    everything = hashlib.sha256(database.encode())
    for file in (ROOT / "requirements.txt", *files):
        facts = file.stat()
        everything.update(f"{file}|{facts.st_size}|{facts.st_mtime_ns}".encode())
    return everything.hexdigest()
