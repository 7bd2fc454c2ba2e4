"""Limits that keep the code readable: sizes, one place that inserts contacts, one name for a column."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parent.parent.parent
PRODUCT = ("core", "cases", "risk", "referrals", "training", "probation", "benchmarks")
LINES_OF_A_MODULE = 400
LINES_OF_A_FUNCTION = 60
VALUES_OF_A_SERVICE = 8
#: a dataclass of the rules that renames this many columns of one model stands for its row
COLUMNS_RENAMED = 3


def modules(*, tests: bool = False) -> Iterator[Path]:
    """Every module of the product except migrations, and its tests if `tests`."""
    for folder in (*PRODUCT, "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT).parts
            if "migrations" not in parts and (tests or "tests" not in parts):
                yield path


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef))


def services() -> list[Path]:
    """The modules of services."""
    found = [path for path in modules() if "services" in {*path.relative_to(ROOT).parts, path.stem}]
    assert ROOT / "cases/contacts/services/recording.py" in found
    assert ROOT / "cases/registrations/services.py" in found
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


def parameters(function: ast.FunctionDef) -> int:
    """How many values a caller hands over, by place or by keyword."""
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return len([one for one in named if one.arg not in {"self", "cls"}])


def test_no_service_takes_over_8_values():
    """More values go into a frozen details object, from the form to the row."""
    counts = {
        f"{named(path)}: {function.name}": parameters(function)
        for path in services()
        for function in functions(path)
    }

    assert len(counts) > 300
    assert {name: count for name, count in counts.items() if count > VALUES_OF_A_SERVICE} == {}


# --- one place that inserts contacts --------------------------------------------------------------------

#: Tables whose name a statement takes from a variable: results of calculations.
OTHER_TABLES = {"risk/services/standing.py"}
STATEMENT = re.compile(r'INSERT\s+INTO\s+(?:"?cases_contact"?(?!\w)|\{)', re.IGNORECASE)
#: The one statement. In the benchmarks: two reference measurements, and a long record for a page.
STATEMENTS = {
    "cases/contacts/services/rows.py": 1,
    "benchmarks/batch.py": 1,
    "benchmarks/pages.py": 1,
    "benchmarks/writes.py": 1,
}
#: The only place that makes unsaved contacts, for that statement.
MAKERS = "cases/contacts/services/"
CREATE = {"create", "bulk_create", "get_or_create", "update_or_create"}
#: The model, and the names by which rows reach their contacts.
CONTACTS = {"Contact", "contacts", "followed_by"}


def contacts_made(source: str) -> list[str]:
    """The calls that make contacts, or that insert them by the model."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [ast.unparse(call) for call in calls if makes_contacts(call)]


def makes_contacts(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return ast.unparse(call.func) == "Contact"
    path = {node.attr for node in ast.walk(call.func.value) if isinstance(node, ast.Attribute)}
    path |= {node.id for node in ast.walk(call.func.value) if isinstance(node, ast.Name)}
    return call.func.attr == "Contact" or (call.func.attr in CREATE and bool(path & CONTACTS))


def test_one_statement_inserts_contacts():
    found = {
        name: len(STATEMENT.findall(path.read_text()))
        for path in modules()
        if (name := named(path)) not in OTHER_TABLES
    }

    assert {name: count for name, count in found.items() if count} == STATEMENTS


def test_contacts_are_made_in_one_place():
    found = {named(path): contacts_made(path.read_text()) for path in modules()}
    inside = [calls for name, calls in found.items() if name.startswith(MAKERS) and calls]
    outside = {name: calls for name, calls in found.items() if not name.startswith(MAKERS) and calls}

    assert inside != []
    assert outside == {}
    assert not any(".create" in call or "_create" in call for calls in inside for call in calls)


@pytest.mark.parametrize(
    "text",
    [
        "Contact.objects.create(person=person)",
        "Contact.objects.filter(person=person).create()",
        "Contact.objects.bulk_create(rows)",
        "models.Contact.objects.get_or_create(origin=origin)",
        "Contact._default_manager.update_or_create(origin=origin)",
        "person.contacts.create(type=type)",
        "event.contacts.bulk_create(rows)",
        "contact.followed_by.create(type=type)",
        "Contact(person=person).save()",
        "models.Contact(person=person)",
    ],
)
def test_a_contact_made_elsewhere_is_found(text):
    assert contacts_made(text)


@pytest.mark.parametrize(
    "text",
    [
        "insert into cases_contact (uuid) VALUES (1)",
        'INSERT INTO "cases_contact" (uuid)',
        "INSERT INTO {table} (uuid)",
    ],
)
def test_a_statement_for_contacts_is_found(text):
    assert STATEMENT.search(text)
    assert not STATEMENT.search("INSERT INTO cases_contactnote (contact_id)")


# --- rules read rows by their columns' names ------------------------------------------------------------


@dataclass(frozen=True)
class Renamed:
    """A dataclass of the rules, and the columns of one model it holds under other names."""

    dataclass: str
    model: str
    columns: frozenset[str]


def bare(name: str) -> str:
    """A name without the parts that renaming adds or drops: "is_attendance" becomes "attendance"."""
    name = re.sub(r"^(is|has|may|was|records|credits)_", "", name)
    return re.sub(r"_(id|code|on|at|by|time|allowed|default|words|date|credited)$", "", name)


def renamed_columns(fields: set[str], model: type) -> frozenset[str]:
    columns = {field.name for field in model._meta.concrete_fields}
    others = {bare(name) for name in fields - columns}
    return frozenset(name for name in columns - fields if bare(name) in others)


def dataclasses_of_rules() -> Iterator[tuple[str, set[str]]]:
    for path in modules():
        if "rules" not in {*path.relative_to(ROOT).parts, path.stem}:
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and any(
                "dataclass" in ast.unparse(d) for d in node.decorator_list
            ):
                fields = [line.target for line in node.body if isinstance(line, ast.AnnAssign)]
                yield f"{named(path)}: {node.name}", {ast.unparse(name) for name in fields}


def test_no_dataclass_of_the_rules_renames_the_columns_of_a_model():
    rows = list(dataclasses_of_rules())
    models = [
        model
        for model in apps.get_models()
        if model._meta.app_label in PRODUCT and not hasattr(model, "pgh_tracked_model")
    ]

    found = [
        Renamed(name, model.__name__, columns)
        for name, fields in rows
        for model in models
        if len(columns := renamed_columns(fields, model)) >= COLUMNS_RENAMED
    ]

    assert len(rows) > 40
    assert found == []


def test_renamed_columns_are_seen():
    contact_type = apps.get_model("cases", "ContactType")

    assert renamed_columns({"code", "attendance", "national_standards"}, contact_type) == {
        "is_attendance",
        "is_national_standards",
    }
    assert renamed_columns({"is_attendance", "words"}, contact_type) == frozenset()
