"""A test through a client also asserts something that is there: a 404 or an empty page lacks every word."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
APPS = ("core", "cases", "risk", "referrals", "training", "probation")
#: folders and modules of tests through a client
CLIENT_TESTS = {"views", "api", "admin", "test_views"}
EMPTY = ("[]", "()", "{}", "set()", "''", "0", "None", "False")


def is_absence(asserted: ast.expr) -> bool:
    """Whether an assertion is of the form `not x`, `x not in y`, `x != y`, `x is None` or `x == []`."""
    if isinstance(asserted, ast.UnaryOp):
        return isinstance(asserted.op, ast.Not)
    if not isinstance(asserted, ast.Compare):
        return False
    [*_, operator], [*_, right] = asserted.ops, asserted.comparators
    return isinstance(operator, ast.NotIn | ast.NotEq) or (
        isinstance(operator, ast.Is | ast.Eq) and ast.unparse(right) in EMPTY
    )


def only_absences(source: str) -> list[str]:
    """Names of the tests whose assertions are all absences. Tests without an `assert` are left out."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            asserted = [part.test for part in ast.walk(node) if isinstance(part, ast.Assert)]
            if asserted and all(map(is_absence, asserted)):
                found.append(node.name)
    return found


def files_of_client_tests() -> list[Path]:
    files = (file for app in APPS for file in (ROOT / app).rglob("test_*.py"))
    return sorted(file for file in files if CLIENT_TESTS & {file.stem, file.parent.name})


@pytest.mark.parametrize(
    ("asserted", "found"),
    [
        ("'Sam' not in page", ["test_a"]),
        ("not row.exists()", ["test_a"]),
        ("rows == []", ["test_a"]),
        ("answer.status_code == 404", []),
        ("'Sam' in page", []),
        ("row.exists()", []),
    ],
)
def test_an_absence_alone_is_told_from_what_is_there(asserted, found):
    assert only_absences(f"def test_a(client):\n    assert {asserted}\n") == found


def test_every_test_through_a_client_asserts_something_that_is_there():
    files = files_of_client_tests()
    lacking = {str(file.relative_to(ROOT)): only_absences(file.read_text()) for file in files}

    assert len(files) > 30
    assert {file: names for file, names in lacking.items() if names} == {}
