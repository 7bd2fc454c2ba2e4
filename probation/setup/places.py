"""Folders: the project, its run-time data, and places that another account can reach."""

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: folder of a database that runs under another account, when that account cannot reach the project
OUTSIDE = Path("/var/lib/probation")
#: bytes in the path of a unix socket; Linux allows 108 with the closing zero, macOS 104
LONGEST_SOCKET_PATH = 103


def run_time_folder() -> Path:
    """The folder of databases and logs: everything that may be removed with the demonstration."""
    return Path(os.environ.get("PROJECT_VAR") or ROOT / ".run").resolve()


def others_can_reach(folder: Path) -> bool:
    """Whether an account that owns none of the folders on the way can enter `folder`'s parent."""
    return all(parent.stat().st_mode & 0o001 for parent in folder.parents if parent.exists())


def reachable_folder(wanted: Path) -> Path:
    """`wanted` if every account can reach it, else a folder outside the project, noted beside `wanted`.

    Each project folder gets a new one, so that a fresh clone never finds the database of a removed clone.
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
