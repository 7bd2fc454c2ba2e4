"""First steps, with Python's own library only: the virtual environment and the pinned packages in it.

Called by ./run, ./test and ./check through whatever Python the machine has, before anything is installed:
    python -I probation/setup/bootstrap.py requirements.txt requirements-dev.txt
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
LEAST_PYTHON = (3, 11)
LEAST_FREE_MEGABYTES = 1500
FAILED = 1


def main(names: list[str]) -> int:
    """Installs into `.venv` what the files pin; returns the exit code. A second call takes milliseconds."""
    try:
        if is_kept_by_somebody_else():
            return 0
        refuse_an_old_python(sys.version_info[:2])
        install([ROOT / name for name in names])
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return FAILED
    return 0


class Stop(Exception):
    """The set-up cannot go on; the text says what to do."""


def is_kept_by_somebody_else() -> bool:
    """Whether to install nothing: `.venv` is a link, or PROJECT_SKIP_INSTALL is 1."""
    return VENV.is_symlink() or os.environ.get("PROJECT_SKIP_INSTALL") == "1"


def refuse_an_old_python(version: tuple[int, ...]) -> None:
    if tuple(version) < LEAST_PYTHON:
        raise Stop(
            f"Python {version[0]}.{version[1]} is too old: install Python 3.11 or newer, then run this again."
        )


def install(files: list[Path]) -> None:
    stamp = VENV / f".installed-{'-'.join(file.stem for file in files)}"
    wanted = digest(files)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    refuse_a_full_disk(shutil.disk_usage(ROOT).free)
    if not (VENV / "bin" / "python").exists():
        make_venv()
    pip_install(files)
    stamp.write_text(wanted)


def digest(files: list[Path]) -> str:
    everything = hashlib.sha256(sys.version.encode())
    for file in files:
        everything.update(file.read_bytes())
    return everything.hexdigest()


def refuse_a_full_disk(free_bytes: int) -> None:
    free = free_bytes // 1_000_000
    if free < LEAST_FREE_MEGABYTES:
        raise Stop(
            f"Only {free} MB of disk are free in {ROOT}: "
            f"free at least {LEAST_FREE_MEGABYTES} MB, then run this again."
        )


def make_venv() -> None:
    say("Making the virtual environment in .venv (5 seconds)")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Stop(why_no_venv(made.stdout + made.stderr))


def why_no_venv(output: str) -> str:
    if "ensurepip" in output:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        return (
            "This Python cannot make virtual environments. On Debian or Ubuntu:\n"
            f"    sudo apt-get install python{version}-venv\nthen run this again."
        )
    return f"The virtual environment could not be made:\n{output.strip()[-2000:]}"


def pip_install(files: list[Path]) -> None:
    total = len({line.split("==")[0] for file in files for line in pinned_lines(file)})
    say(f"Installing {total} Python packages, each checked against its hash (about a minute)")
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--no-deps", "--progress-bar", "off"]
    for file in files:
        command += ["-r", str(file)]
    output: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            output.append(line)
            show_progress(line, output, total)
    if pip.returncode:
        raise Stop(
            "The Python packages could not be installed. The end of what pip said:\n"
            + "".join(output[-15:])
            + "Check that this machine reaches its package index (pip config list), then run this again."
        )


def pinned_lines(file: Path) -> list[str]:
    return [
        line for line in file.read_text().splitlines() if "==" in line and not line.startswith((" ", "#"))
    ]


def show_progress(line: str, output: list[str], total: int) -> None:
    started = sum(1 for each in output if each.startswith(("Collecting ", "Requirement already")))
    counts = line.startswith(("Collecting ", "Requirement already"))
    if counts and (sys.stdout.isatty() or started % 25 == 0):
        say(f"  {started} of {total} fetched", end="\r" if sys.stdout.isatty() else "\n")
    if line.startswith("Installing collected"):
        say("  unpacking, some seconds more")


def say(words: str, end: str = "\n") -> None:
    print(words.ljust(40), end=end, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
