"""What the servers, manage.py and the tests are told through their environment."""

import os
import secrets
from pathlib import Path

from probation.setup.checks import port_wanted
from probation.setup.postgres import Postgres, start_postgres
from probation.setup.valkey import Valkey, start_valkey
from probation.setup.version import what_is_this


class Backing:
    """The database and the broker of one run: those of the environment, else our own."""

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
        """Stop what `start` started, the broker first: nothing new is begun while the database closes."""
        for server in (self.valkey, self.postgres):
            if server:
                server.stop()
        self.valkey = self.postgres = None

    @property
    def is_embedded(self) -> bool:
        return self.postgres is not None or self.valkey is not None

    def environment(self) -> dict[str, str]:
        """The whole environment for a child: ours, and where these servers are."""
        told = dict(os.environ)
        told["DJANGO_SETTINGS_MODULE"] = os.environ.get("DJANGO_SETTINGS_MODULE", "probation.settings")
        told["PROJECT_VAR"] = str(self.folder)
        told["PYTHONUNBUFFERED"] = "1"
        if self.postgres:
            told["DATABASE_URL"] = self.postgres.url("app")
            told["MIGRATION_DATABASE_URL"] = self.postgres.url("owner")
        if self.valkey:
            told["REDIS_URL"] = self.valkey.url
        if self.is_embedded:
            told["EMBEDDED"] = "1"
            told.setdefault("DEMONSTRATION", "1")
            told.setdefault("SECRET_KEY", secret_key(self.folder))
            told.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
            if not told.get("SERVICE_URL"):
                told["SERVICE_URL"] = f"http://localhost:{port_wanted()}"
        return told | {name: said for name, said in what_is_this().items() if not told.get(name)}


def secret_key(folder: Path) -> str:
    """One key per run-time folder, so that sessions outlive a restart."""
    kept = folder / "secret-key"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()
