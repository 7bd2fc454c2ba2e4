"""People are locked in one place, which checks that the record is open: cases/people/services/locking.py.

A lock on another table names that table where it is taken, so that a reader and this test can see it.
"""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parent.parent.parent
#: file -> its statements that lock
SQL_THAT_LOCKS = {
    "risk/migrations/0002_what_is_known_of_people.py": 1,  # what the next tier rests on: docs/decisions/0015
    "core/outbox.py": 1,  # the outbox's own rows
    "core/loading.py": 1,  # the rows that loaded rows point to, as a foreign key locks them
}
#: functions that lock a row of the table they are passed
GENERIC_LOCKS = {"lock_part"}
#: file -> the faults it may have: the one place that locks people, and the function above
EXEMPT = {
    "cases/people/services/locking.py": ["does not name what it locks: people"],
    "cases/people/services/rows.py": ["does not name what it locks: model"],
}
SQL_LOCK = re.compile(r"\bFOR\s+(?:NO\s+KEY\s+|KEY\s+)?(?:UPDATE|SHARE)\b|\bLOCK\s+TABLE\b", re.IGNORECASE)
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


def is_people(node):
    """Whether an expression is the model itself: Person, models.Person, apps.get_model("cases", "Person")."""
    if isinstance(node, ast.Call):
        return "get_model" in ast.unparse(node.func) and re.search(
            r"'(cases\.)?person'", ast.unparse(node), re.IGNORECASE
        )
    return getattr(node, "id", getattr(node, "attr", "")) == "Person"


def hides_people(node):
    """Whether a statement gives the model another name."""
    if isinstance(node, ast.alias):
        return node.name == "Person" and node.asname
    if isinstance(node, ast.Assign):
        return is_people(node.value) and [ast.unparse(target) for target in node.targets] != ["Person"]
    return False


def names_a_model(links):
    """Whether a chain of names begins with a model: Nsi.objects, models.Nsi.objects. PEOPLE does not."""
    model = links[1] if links[0] == "models" and len(links) > 1 else links[0]
    return model in {one.__name__ for one in apps.get_models()}


def handed_to(call):
    """What a call is handed, by place and by keyword."""
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def faults_in(source):
    """What is wrong with each lock of a module."""
    nodes = list(ast.walk(ast.parse(source)))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    begun = {id(call.func.value) for call in calls if isinstance(call.func, ast.Attribute)}
    if any(map(hides_people, nodes)):
        yield "hides people behind another name"
    for whole in calls:
        if id(whole) in begun:
            continue
        links = links_of(whole)
        if "select_for_update" in links:
            if "Person" in links:
                yield "locks people"
            elif not names_a_model(links):
                yield f"does not name what it locks: {links[0] or '?'}"
            elif not locks_row_alone(whole):
                yield f"locks what {links[0]} points at, too: of=('self',)"
        elif links[-1] in GENERIC_LOCKS and any(map(is_people, handed_to(whole))):
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
        pytest.param("Person = apps.get_model('cases', 'Person')", None, id="in a migration"),
        pytest.param("Owner = models.Person", "hides people behind another name", id="assigned"),
        pytest.param(
            "Owner = apps.get_model('cases', 'Person')", "hides people behind another name", id="got"
        ),
        pytest.param(
            "PEOPLE = Person.objects.all()\nPEOPLE.select_for_update(of=('self',)).get(pk=1)",
            "does not name what it locks: PEOPLE",
            id="a constant",
        ),
        pytest.param("lock_part(Person, 1)", "locks people", id="by a generic lock"),
        pytest.param("lock_part(models.Person, 1)", "locks people", id="by a generic lock, of a module"),
        pytest.param("lock_part(pk=1, model=Person)", "locks people", id="by a generic lock, by keyword"),
        pytest.param("lock_part(Address, 1, person_id=person.pk)", None, id="a part of a person"),
        pytest.param(
            "Nsi.objects.select_for_update(of=('self',)).select_related('person')", None, id="the row alone"
        ),
    ],
)
def test_a_lock_is_seen_for_what_it_is(source, fault):
    assert list(faults_in(source)) == ([fault] if fault else [])


def test_people_are_locked_in_one_place():
    found = {path: list(faults_in(source)) for path, source in product_code().items()}

    assert {path: faults for path, faults in found.items() if faults} == EXEMPT


@pytest.mark.parametrize(
    ("text", "locks"),
    [
        ("SELECT id FROM cases_person FOR UPDATE SKIP LOCKED", True),
        ("select id from cases_person for no key update", True),
        ("SELECT id FROM cases_person\n  FOR KEY SHARE", True),
        ("lock table cases_person in share mode", True),
        ("for update_number in numbers", False),
        ("words for shared rooms", False),
    ],
)
def test_a_statement_that_locks_is_found(text, locks):
    assert bool(SQL_LOCK.search(text)) is locks


def test_no_other_statement_of_sql_locks():
    found = {path: len(SQL_LOCK.findall(source)) for path, source in product_code().items()}

    assert {path: count for path, count in found.items() if count} == SQL_THAT_LOCKS
