"""Where things lie: the project, its run-time data, and folders another account can reach."""

import hashlib
import os
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
    """`wanted`, or a folder of the same name outside the project where a plain account can reach it."""
    if others_can_reach(wanted):
        return wanted
    mark = hashlib.sha256(str(wanted.parent).encode()).hexdigest()[:8]
    return OUTSIDE / f"{wanted.name}-{mark}"
