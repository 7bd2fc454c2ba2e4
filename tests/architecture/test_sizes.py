"""Limits that keep the code readable: lines of a module and of a function, values of a service."""

import ast
from pathlib import Path

import pytest

from tests.architecture.product import ROOT, functions, modules, named

LINES_OF_A_MODULE = 400
LINES_OF_A_FUNCTION = 60
VALUES_OF_A_SERVICE = 8


def services() -> list[Path]:
    """The modules of services."""
    found = [path for path in modules() if "services" in {*path.relative_to(ROOT).parts, path.stem}]
    assert ROOT / "cases/contacts/services/recording.py" in found
    assert ROOT / "cases/nsis/services.py" in found
    return found


def test_no_module_is_over_400_lines():
    lengths = {named(path): len(path.read_text().splitlines()) for path in modules(tests=True)}

    assert len(lengths) > 500
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_MODULE} == {}


def test_no_function_is_over_60_lines():
    lengths = {
        f"{named(path)}: {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in modules(tests=True)
        for function in functions(path)
    }

    assert len(lengths) > 3000
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FUNCTION} == {}


#: services that take values by any name -> why these have no shape of their own
OPEN_ENDED = {
    "cases/contacts/services/rows.py: new_contact": "columns of a contact, which is their shape",
    "cases/contacts/services/rows.py: write_contact": "details of the audit row, another few for each act",
    "core/services/sessions.py: note_begun": "what Django's signal hands over besides",
    "cases/people/services/notes.py: append_note": "columns of the table of notes, another for each owner",
    "cases/people/services/rows.py: lock_part": "a filter: what the row belongs to",
    "cases/people/services/rows.py: add_part": "columns of the model that it is handed",
    "cases/people/services/rows.py: columns": "the model of each column that holds a code",
}


def parameters(function: ast.FunctionDef) -> int:
    """How many values a caller hands over, by place or by keyword; above the limit for values of any name."""
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    any_name = VALUES_OF_A_SERVICE + 1 if arguments.kwarg else 0
    return any_name or len([one for one in named if one.arg not in {"self", "cls"}])


def test_no_service_takes_over_8_values():
    """More values go into a frozen details object, from the form to the row."""
    counts = {
        f"{named(path)}: {function.name}": parameters(function)
        for path in services()
        for function in functions(path)
    }

    assert len(counts) > 300
    assert {name for name, count in counts.items() if count > VALUES_OF_A_SERVICE} == OPEN_ENDED.keys()


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("def act(pk, *, by, at): ...", 3),
        ("def act(self, pk, /, details): ...", 2),
        ("def act(pk, **more): ...", 9),
    ],
)
def test_values_of_any_name_are_over_the_limit(source, count):
    [function] = ast.parse(source).body

    assert parameters(function) == count
