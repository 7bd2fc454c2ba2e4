"""./check: all checks of the code besides its tests. Every check runs, then the verdict is printed."""

import os
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from probation.setup.assets import make_assets
from probation.setup.messages import compile_messages
from probation.setup.places import ROOT
from probation.setup.progress import console, say

#: folders and modules whose types are checked
TYPED_ROOMS = (
    "core",
    *(f"{place}/{room}*" for place in ("*", "cases/*") for room in ("rules", "queries", "services")),
    "probation/setup",
)
PYTHON = (sys.executable, "-m")
QUICK = ("ruff", "format", "contracts")


@dataclass(frozen=True)
class Check:
    name: str
    words: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def checks() -> list[Check]:
    manage = (sys.executable, "manage.py")
    return [
        Check("ruff", "Lint", (*PYTHON, "ruff", "check", ".")),
        Check("format", "Layout of the code", (*PYTHON, "ruff", "format", "--check", ".")),
        Check("contracts", "Who may import whom", (str(_beside_python("lint-imports")),)),
        Check("types", "Types", (*PYTHON, "mypy", *typed_rooms()), under_development()),
        Check("templates", "Templates", (*PYTHON, "djlint", "--lint", "--quiet", "templates")),
        Check("reflow", "Layout of the templates", (*PYTHON, "djlint", "--check", "templates")),
        Check(
            "migrations",
            "Missing migrations",
            (*manage, "makemigrations", "--check", "--dry-run"),
            under_development(),
        ),
        Check(
            "deploy",
            "Production settings",
            (*manage, "check", "--deploy", "--fail-level", "WARNING"),
            under_production(),
        ),
    ]


def run_checks(arguments: list[str]) -> int:
    """Runs the checks, with --quick only those that take a second or two; returns 1 if any failed."""
    wanted = [check for check in checks() if "--quick" not in arguments or check.name in QUICK]
    if "--quick" not in arguments:
        make_assets()
        compile_messages()
    failed = [check.words for check in wanted if not _passes(check)]
    if failed:
        console.print(f"\n[bold red]Not in order: {', '.join(failed)}[/bold red]")
        return 1
    console.print("[bold green]All in order[/bold green]")
    return 0


def _passes(check: Check) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=os.environ | check.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - began
    if done.returncode:
        console.print(f"[bold red]{check.words}[/bold red] ({seconds:.1f} s)")
        console.print(done.stdout.rstrip(), markup=False, soft_wrap=True)
        return False
    say(f"[green]ok[/green] {check.words} ({seconds:.1f} s)")
    return True


def typed_rooms() -> list[str]:
    """Folders and modules of TYPED_ROOMS, none inside another: mypy refuses a module that is named twice."""
    found = [
        path
        for room in TYPED_ROOMS
        for path in ROOT.glob(room)
        if path.suffix == ".py" or any(path.glob("*.py"))
    ]
    outer = [path for path in found if not any(other in path.parents for other in found)]
    return [str(path.relative_to(ROOT)) for path in sorted(outer)]


def under_development() -> dict[str, str]:
    """An environment in which Django starts. No check here queries the database."""
    return {
        "DJANGO_SETTINGS_MODULE": "probation.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEMONSTRATION": "1",
        "EMBEDDED": "",
        "DATABASE_URL": "postgresql://app:none@localhost:1/none",
        "MIGRATION_DATABASE_URL": "postgresql://owner:none@localhost:1/none",
        "REDIS_URL": "redis://localhost:1/0",
    }


def under_production() -> dict[str, str]:
    return under_development() | {
        "DEMONSTRATION": "0",
        "DEBUG": "0",
        "ALLOWED_HOSTS": "probation.example.org",
        "SERVICE_URL": "https://probation.example.org",
        "REDIS_URL": "rediss://localhost:1/0",
    }


def _beside_python(name: str) -> Path:
    return Path(sys.executable).parent / name
