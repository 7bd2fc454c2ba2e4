"""A test through a client also asserts something that is there: a 404 or an empty page lacks every word."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("core", "cases", "risk", "referrals", "training", "probation", "tests")
#: a fixture by this name is a client; these make one, the last in the journeys
CLIENT = re.compile(r"(\w+_)?client(_of)?")
CLIENTS = {"Client", "APIClient", "client_for"}
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


def functions(source: str) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]


def called_by(function: ast.FunctionDef) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}


def uses_client(function: ast.FunctionDef, clients: set[str]) -> bool:
    """Whether a function is handed a client, or calls for one."""
    handed = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
    known = handed & clients or called_by(function) & (clients | CLIENTS)
    return bool(known) or any(map(CLIENT.fullmatch, handed))


def clients_among(sources: Iterable[str]) -> set[str]:
    """Names of the functions, fixtures among them, that return a client or use one."""
    all_of_them = [one for source in sources for one in functions(source)]
    found: set[str] = set()
    while more := {one.name for one in all_of_them if uses_client(one, found)} - found:
        found |= more
    return found


def asserted_by(test: ast.FunctionDef, others: Iterable[ast.FunctionDef]) -> list[ast.expr]:
    """What a test asserts, itself or by the functions beside it that it calls."""
    bodies = [test, *(one for one in others if one.name in called_by(test))]
    return [part.test for body in bodies for part in ast.walk(body) if isinstance(part, ast.Assert)]


def only_absences(source: str, *, shared: Iterable[str] = ()) -> list[str]:
    """Names of the tests through a client whose assertions are all absences; tests without any are left out.

    shared   the sources of the modules of fixtures that the tests see
    """
    clients, beside = clients_among([*shared, source]), functions(source)
    tests = [one for one in beside if one.name.startswith("test_") and uses_client(one, clients)]
    return [
        test.name for test in tests if (found := asserted_by(test, beside)) and all(map(is_absence, found))
    ]


def files_of_tests() -> list[Path]:
    return sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("test_*.py"))


def shared_by(file: Path) -> list[str]:
    """The sources of the modules of fixtures that a file of tests sees."""
    beside = (folder / "conftest.py" for folder in file.parents if folder.is_relative_to(ROOT))
    return [module.read_text() for module in beside if module.exists()]


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


def test_what_a_function_of_the_file_asserts_counts():
    helper = "def page_of(client):\n    assert page\n"
    test = "def test_a(client):\n    assert 'Sam' not in page_of(client)\n"

    assert only_absences(helper + test) == []
    assert only_absences(helper.replace("assert page", "pass") + test) == ["test_a"]


FIXTURES = """
@pytest.fixture
def theirs(caseworker, client_of):
    return client_of(caseworker)

@pytest.fixture
def page(theirs):
    return theirs.get("/").content

@pytest.fixture
def rows(db):
    return []

def of_a_supplier(supplier):
    client = APIClient()
    return client

@pytest.fixture
def api(supplier):
    return of_a_supplier(supplier)
"""


@pytest.mark.parametrize(
    ("test", "found"),
    [
        pytest.param("def test_a(client):", True, id="a client"),
        pytest.param("def test_a(senior_client):", True, id="of a role"),
        pytest.param("def test_a(client_of):", True, id="of a user"),
        pytest.param("def test_a(theirs):", True, id="a fixture that is one"),
        pytest.param("def test_a(page):", True, id="a fixture that used one"),
        pytest.param("def test_a(db):\n    page = Client().get('/')", True, id="its own"),
        pytest.param("def test_a(api):", True, id="a fixture that a function makes"),
        pytest.param("def test_a(db):\n    page = of_a_supplier(1).get('/')", True, id="a function"),
        pytest.param("def test_a(rows):", False, id="none"),
        pytest.param("def test_a(api_clients):", False, id="rows about clients"),
    ],
)
def test_a_test_through_a_client_is_known_by_what_it_uses(test, found):
    source = f"{test}\n    assert 'Sam' not in page\n"

    assert only_absences(source, shared=[FIXTURES]) == (["test_a"] if found else [])


def test_every_test_through_a_client_asserts_something_that_is_there():
    files = files_of_tests()
    lacking = {
        str(file.relative_to(ROOT)): only_absences(file.read_text(), shared=shared_by(file)) for file in files
    }

    assert len(files) > 200
    assert {file: names for file, names in lacking.items() if names} == {}
