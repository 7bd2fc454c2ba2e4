"""The import contracts name every back room and every wing, and rules are plain Python."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BACK_ROOMS = ("rules", "forms", "views", "api", "tasks")
ROOMS = ("rules", "queries", "services", "forms", "views", "urls")
#: packages that rules, codes and notices may not import
FRAMEWORKS = {"django", "rest_framework", "celery"}
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def contract(name):
    return next(row for row in LINTER["contracts"] if row["name"] == name)


def has_room(place: Path, room: str) -> bool:
    return (place / room).is_dir() or (place / f"{room}.py").exists()


def wings_of(app: str) -> set[str]:
    """Folders of an app that hold rooms of their own."""
    folders = [path for path in (ROOT / app).iterdir() if path.is_dir()]
    return {path.name for path in folders if any(has_room(path, room) for room in ROOMS)} - {"tests"}


@pytest.mark.parametrize("app", ["risk", "referrals", "training"])
def test_every_back_room_is_protected(app):
    there = {room for room in BACK_ROOMS if has_room(ROOT / app, room)}

    assert set(contract(f"The back rooms of {app}")["protected_modules"]) == {
        f"{app}.{room}" for room in there
    }


def test_the_back_rooms_of_every_wing_are_protected():
    assert set(contract("The back rooms of cases")["protected_modules"]) == {
        *(f"cases.*.{room}" for room in ("rules", "forms", "views")),
        "cases.tasks",
    }


def test_every_wing_of_cases_is_in_the_contracts():
    layers = contract("Wings of cases: calls go down")["layers"]
    listed = {name.strip() for layer in layers for name in layer.split("|")}
    rooms_listed = {
        name.removeprefix("cases.")
        for name in contract("Rooms inside a wing, and no room without a name")["containers"]
    }

    wings = wings_of("cases")

    assert {"contacts", "people", "registrations"} <= wings
    assert wings <= listed
    assert wings == rooms_listed


def test_only_the_project_is_let_past_a_contract():
    """The demonstration writes by COPY and asks the rules of the apps itself. No app passes a contract."""
    ignored = [line for row in LINTER["contracts"] for line in row.get("ignore_imports", [])]

    assert ignored != []
    assert [line for line in ignored if not line.startswith("probation.")] == []


@pytest.mark.parametrize("app", ["risk", "referrals", "training"])
def test_an_app_without_wings_has_its_rooms_at_the_top(app):
    """An app takes wings by being added to the contracts, not only by a new folder."""
    assert has_room(ROOT / app, "services")
    assert wings_of(app) == set()


def test_rules_codes_and_notices_know_no_framework():
    plain = [
        path
        for app in ("core", "cases", "risk", "referrals", "training")
        for path in (ROOT / app).rglob("*.py")
        if {"rules", "codes", "notices"} & {*path.relative_to(ROOT).parts[:-1], path.stem}
        and "tests" not in path.parts
    ]

    found = {str(path.relative_to(ROOT)): names for path in plain if (names := imported(path) & FRAMEWORKS)}

    assert ROOT / "cases/contacts/rules/facts.py" in plain
    assert ROOT / "cases/nsis/rules.py" in plain
    assert found == {}


def imported(path: Path) -> set[str]:
    """The top-level packages that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in whole | parts}
