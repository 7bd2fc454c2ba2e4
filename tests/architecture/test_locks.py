"""People are locked in one place, which checks that the record is open: cases/people/services/locking.py.

A lock on another table names that table where it is taken, so that a reader and this test can see it.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
THE_PLACE = "cases/people/services/locking.py"
#: a function of the database that locks what it reads: docs/decisions/0015
LOCKS_IN_THE_DATABASE = {"risk/migrations/0002_what_is_known_of_people.py"}
#: function that locks a row of the table it is passed -> its module
GENERIC_LOCKS = {"lock_part": "cases/people/services/rows.py"}
SQL_LOCK = re.compile(r"\bcases_person\b[^;]*\bFOR\s+(NO\s+KEY\s+|KEY\s+)?(UPDATE|SHARE)\b", re.I)


def product_code():
    apps = ("core", "cases", "risk", "referrals", "training", "probation")
    paths = [path for app in apps for path in (ROOT / app).rglob("*.py")]
    return {str(path.relative_to(ROOT)): path.read_text() for path in paths if "tests" not in path.parts}


def links_of(call):
    """The names of a call from its root on: Nsi.objects.all().get(pk=1) -> Nsi, objects, all, get."""
    links, node = [], call.func
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Attribute):
            links.append(node.attr)
            node = node.value
        else:
            node = node.func
    return [node.id if isinstance(node, ast.Name) else "", *reversed(links)]


def faults_in(source):
    """What is wrong with each lock of a module."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    begun = {id(call.func.value) for call in calls if isinstance(call.func, ast.Attribute)}
    for whole in calls:
        if id(whole) in begun:
            continue
        links, text = links_of(whole), ast.unparse(whole)
        if "select_for_update" in links:
            if links[0] == "Person":
                yield "locks people"
            elif not links[0][:1].isupper():
                yield f"does not name what it locks: {links[0] or '?'}"
            elif "select_related" in links and not re.search(r"\bof=[(\[]'self'", text):
                yield f"locks what {links[0]} points at, too: of=('self',)"
        elif links[-1] in GENERIC_LOCKS and "(Person," in text:
            yield "locks people"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        pytest.param("Person.objects.select_for_update().get(pk=1)", "locks people", id="plain"),
        pytest.param("Person.objects.filter(pk=1).select_for_update()", "locks people", id="filtered"),
        pytest.param("rows.select_for_update()", "does not name what it locks: rows", id="a variable"),
        pytest.param(
            "Nsi.objects.select_for_update().select_related('person').get(pk=1)",
            "locks what Nsi points at, too: of=('self',)",
            id="by a join",
        ),
        pytest.param("lock_part(Person, 1)", "locks people", id="by a generic lock"),
        pytest.param(
            "Nsi.objects.select_for_update(of=('self',)).select_related('person')", None, id="the row alone"
        ),
    ],
)
def test_a_lock_is_seen_for_what_it_is(source, fault):
    assert list(faults_in(source)) == ([fault] if fault else [])


def test_people_are_locked_in_one_place():
    sources = product_code()
    others = sources.keys() - {THE_PLACE, *GENERIC_LOCKS.values()}
    found = {path: list(faults_in(sources[path])) for path in others}

    assert list(faults_in(sources[THE_PLACE])) != []
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_no_statement_of_sql_locks_people():
    found = {path for path, source in product_code().items() if SQL_LOCK.search(source)}

    assert found == LOCKS_IN_THE_DATABASE
