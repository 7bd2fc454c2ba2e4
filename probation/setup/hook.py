"""make setup: a git hook that runs the quick half of ./check before each commit."""

import subprocess
from pathlib import Path

from probation.setup.places import ROOT
from probation.setup.progress import say

HOOK = "#!/bin/sh\n# The quick half of ./check; written by make setup.\nexec ./check --quick\n"


def install_hook() -> int:
    """Writes the hook; leaves alone a hook that somebody else wrote. Returns the exit code."""
    asked = subprocess.run(
        ["git", "rev-parse", "--git-path", "hooks/pre-commit"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode:
        say("This is no clone of the repository: there are no commits to check.")
        return 0
    hook = ROOT / Path(asked.stdout.strip())
    if hook.exists() and hook.read_text() != HOOK:
        say(f"{hook} is somebody else's and was left alone. Have it call ./check --quick")
        return 0
    hook.parent.mkdir(parents=True, exist_ok=True)
    hook.write_text(HOOK)
    hook.chmod(0o755)
    say("Each commit will be checked by ./check --quick")
    return 0
