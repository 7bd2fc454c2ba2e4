"""The Chromium of the browser tests: it is found, or installed where that is allowed."""

import os
import shutil
import subprocess

from probation.setup.problems import SetupProblem
from probation.setup.progress import say, step

#: browsers with windows, which keep pages in memory to go back to
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: the first is Chromium without windows, which opens pages a fifth faster
NAMES = ("chromium-headless-shell", *WHOLE)
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
#: an older system lacks the first
APT_PACKAGES = ("chromium-headless-shell", "chromium")
FONTS = "fonts-liberation"


def find_chromium() -> str | None:
    """CHROMIUM when set, else the first browser of its family on this machine."""
    wanted = os.environ.get("CHROMIUM")
    if wanted:
        if not os.access(wanted, os.X_OK):
            raise SetupProblem(f"CHROMIUM is set to {wanted}, which is no program.")
        return wanted
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    return found or (MAC if os.access(MAC, os.X_OK) else None)


def find_whole() -> str | None:
    """The first browser with windows on this machine."""
    return next((path for path in map(shutil.which, WHOLE) if path), None)


def ensure_chromium() -> str | None:
    """The path of Chromium. It, and a whole browser, are installed first if we are root and have apt-get.

    Returns None with a warning if there is none.
    raises   SetupProblem if there is none in CI
    """
    found = find_chromium()
    lacks = found is None or find_whole() is None
    if lacks and os.geteuid() == 0 and shutil.which("apt-get"):
        with step("Installing Chromium for the browser tests"):
            _install_with_apt()
        found = find_chromium()
    if found:
        return found
    words = (
        "No Chromium on this machine. Install it "
        "(Debian and Ubuntu: sudo apt-get install chromium fonts-liberation) "
        "or set CHROMIUM to its path."
    )
    if os.environ.get("CI"):
        raise SetupProblem(f"{words} In CI the browser tests must run.")
    say(f"[bold yellow]{words} The browser tests will be SKIPPED.[/bold yellow]")
    return None


def _install_with_apt() -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}

    def done(*command: str) -> bool:
        return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0

    done("apt-get", "update", "-q")
    for package in APT_PACKAGES:
        done("apt-get", "install", "-q", "-y", "--no-install-recommends", package, FONTS)
