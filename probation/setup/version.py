"""The version and the commit of this clone, from git."""

import shutil
import subprocess
from functools import cache

from probation.setup.places import ROOT


@cache
def version_and_build() -> dict[str, str]:
    """VERSION and BUILD for /info; {} without git or without a repository."""
    if not (ROOT / ".git").exists():
        return {}
    asked = {"VERSION": ("describe", "--tags", "--always", "--dirty"), "BUILD": ("rev-parse", "HEAD")}
    return {name: answer for name, words in asked.items() if (answer := _git(*words))}


def _git(*words: str) -> str:
    git = shutil.which("git")
    if not git:
        return ""
    try:
        done = subprocess.run(
            [git, *words], cwd=ROOT, capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
