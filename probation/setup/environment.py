"""The servers behind one run, and the environment of the processes that use them."""

import os
import secrets
from pathlib import Path

from probation.setup.checks import port_wanted
from probation.setup.postgres import Postgres, start_postgres
from probation.setup.servers import end_of, is_alive
from probation.setup.valkey import Valkey, start_valkey
from probation.setup.version import version_and_build


class Backing:
    """The database and the broker of one run: those that the environment names, else our own."""

    def __init__(self, folder: Path, *, postgres_settings: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.postgres_settings = postgres_settings
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None

    def start(self) -> None:
        if not os.environ.get("DATABASE_URL"):
            self.postgres = start_postgres(self.folder / "postgres", settings=self.postgres_settings)
        if not os.environ.get("REDIS_URL"):
            self.valkey = start_valkey(self.folder / "valkey")

    def stop(self) -> None:
        """Stops what `start` started: the broker first, so that no task begins while the database closes."""
        for server in (self.valkey, self.postgres):
            if server:
                server.stop()
        self.valkey = self.postgres = None

    def fallen(self) -> str:
        """What to say of a server of ours that has ended by itself; "" while all of them run."""
        for name, server, log in (
            ("PostgreSQL", self.postgres, self.postgres and self.postgres.base / "log"),
            ("Valkey", self.valkey, self.folder / "valkey" / "log"),
        ):
            if server and log and not is_alive(server.pid):
                return (
                    f"{name} has ended by itself, so everything is stopped. What was entered is kept: "
                    f"start ./run again. The end of {log}:\n{end_of(log)}"
                )
        return ""

    @property
    def is_embedded(self) -> bool:
        return self.postgres is not None or self.valkey is not None

    def environment(self) -> dict[str, str]:
        """The environment of a child process: ours, with the addresses of these servers."""
        variables = dict(os.environ)
        variables["DJANGO_SETTINGS_MODULE"] = os.environ.get("DJANGO_SETTINGS_MODULE", "probation.settings")
        variables["PROJECT_VAR"] = str(self.folder)
        variables["PYTHONUNBUFFERED"] = "1"
        if self.postgres:
            variables["DATABASE_URL"] = self.postgres.url("app")
            variables["MIGRATION_DATABASE_URL"] = self.postgres.url("owner")
        if self.valkey:
            variables["REDIS_URL"] = self.valkey.url
        if self.is_embedded:
            variables["EMBEDDED"] = "1"
            variables.setdefault("DEMONSTRATION", "1")
            variables.setdefault("SECRET_KEY", secret_key(self.folder))
            variables.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
            if not variables.get("SERVICE_URL"):
                variables["SERVICE_URL"] = f"http://localhost:{port_wanted()}"
        version = {name: value for name, value in version_and_build().items() if not variables.get(name)}
        return variables | version


def secret_key(folder: Path) -> str:
    """The secret key of a run-time folder. It is made once, so that sessions outlive a restart."""
    file = folder / "secret-key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()
