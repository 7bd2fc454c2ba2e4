"""The import contracts name every back room there is."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BACK_ROOMS = ("rules", "forms", "views", "api", "tasks")


@pytest.mark.parametrize("app", ["risk", "referrals", "training"])
def test_every_back_room_is_protected(app):
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    contract = next(row for row in linter["contracts"] if row["name"] == f"The back rooms of {app}")

    there = {
        room for room in BACK_ROOMS if (ROOT / app / room).is_dir() or (ROOT / app / f"{room}.py").exists()
    }

    assert set(contract["protected_modules"]) == {f"{app}.{room}" for room in there}
