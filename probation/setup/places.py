"""Where things lie: the project, its run-time data, and folders another account can reach."""

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: where a database lives that must run under another account and cannot be reached inside the project
OUTSIDE = Path("/var/lib/probation")
#: of a unix socket's path, in bytes; Linux has 108 with the closing zero, macOS 104
LONGEST_SOCKET_PATH = 103


def run_time_folder() -> Path:
    """Databases, logs, process ids: everything that may be thrown away with the demonstration."""
    return Path(os.environ.get("PROJECT_VAR") or ROOT / ".run").resolve()


def others_can_reach(folder: Path) -> bool:
    """Whether an account that owns none of the folders on the way can enter `folder`'s parent."""
    return all(parent.stat().st_mode & 0o001 for parent in folder.parents if parent.exists())


def reachable_folder(wanted: Path) -> Path:
    """`wanted`, or a folder outside the project where a plain account can reach it, noted beside `wanted`.

    Its name is new for each project folder: a fresh clone never finds the database of one that was removed.
    """
    if others_can_reach(wanted):
        return wanted
    note = wanted.with_name(f"{wanted.name}-lies-in")
    if note.exists() and Path(note.read_text()).is_dir():
        return Path(note.read_text())
    OUTSIDE.mkdir(parents=True, exist_ok=True)
    folder = tempfile.mkdtemp(prefix=f"{wanted.name}-", dir=OUTSIDE)
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(folder)
    return Path(folder)
