"""People are locked in one place, which checks that the record is open: cases/people/services/locking.py.

A lock on another table names that table where it is taken, so that a reader and this test can see it.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
THE_PLACE = "cases/people/services/locking.py"
#: statements that lock: what the next tier rests on (docs/decisions/0015), and the outbox's own rows
SQL_THAT_LOCKS = {"risk/migrations/0002_what_is_known_of_people.py", "core/outbox.py"}
#: function that locks a row of the table it is passed -> its module
GENERIC_LOCKS = {"lock_part": "cases/people/services/rows.py"}
SQL_LOCK = re.compile(r"\bFOR\s+(NO\s+KEY\s+|KEY\s+)?(UPDATE|SHARE)\b")
ROW_ALONE = ast.dump(ast.parse("('self',)", mode="eval").body)


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


def locks_row_alone(call):
    """Whether a chain of calls locks its own table only, not those that it joins."""
    locks = [
        node
        for node in ast.walk(call)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "select_for_update"
    ]
    named = [keyword.value for lock in locks for keyword in lock.keywords if keyword.arg == "of"]
    return [ast.dump(value) for value in named] == [ROW_ALONE] * len(locks)


def faults_in(source):
    """What is wrong with each lock of a module."""
    nodes = list(ast.walk(ast.parse(source)))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    begun = {id(call.func.value) for call in calls if isinstance(call.func, ast.Attribute)}
    if any(isinstance(node, ast.alias) and node.name == "Person" and node.asname for node in nodes):
        yield "hides people behind another name"
    for whole in calls:
        if id(whole) in begun:
            continue
        links, text = links_of(whole), ast.unparse(whole)
        if "select_for_update" in links:
            if "Person" in links:
                yield "locks people"
            elif not links[0][:1].isupper() and links[0] != "models":
                yield f"does not name what it locks: {links[0] or '?'}"
            elif not locks_row_alone(whole):
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
        pytest.param(
            "Nsi.objects.select_for_update(of=('self', 'person')).get(pk=1)",
            "locks what Nsi points at, too: of=('self',)",
            id="by a name",
        ),
        pytest.param(
            "Nsi.objects.select_for_update().filter(person__crn=crn)",
            "locks what Nsi points at, too: of=('self',)",
            id="by a filter",
        ),
        pytest.param(
            "models.Person.objects.select_for_update(of=('self',))", "locks people", id="of a module"
        ),
        pytest.param(
            "from cases.models import Person as Owner", "hides people behind another name", id="renamed"
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


def test_no_other_statement_of_sql_locks():
    found = {path for path, source in product_code().items() if SQL_LOCK.search(source)}

    assert found == SQL_THAT_LOCKS
