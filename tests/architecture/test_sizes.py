"""Limits that keep the code readable: sizes, one place that inserts contacts, one name for a column."""

import ast
import re
from collections.abc import Iterable, Iterator
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
    """A shape of the rules, and the columns of one model it holds under other names."""

    shape: str
    model: str
    columns: frozenset[str]


#: words that renaming adds or drops and that name no column by themselves
AFFIXES = frozenset(
    {"is", "has", "may", "was", "records", "credits", "id", "code", "on", "at", "by", "time"}
    | {"allowed", "default", "words", "date", "credited"}
)


def told(name: str) -> frozenset[str]:
    """The words of a name that tell what it holds: "is_attendance" -> {"attendance"}."""
    return frozenset(name.split("_")) - AFFIXES


def is_renamed(field: str, column: str) -> bool:
    """Whether the words of one name are among those of the other: "language", "interpreter_language"."""
    a, b = told(field), told(column)
    return bool(a and b) and (a <= b or b <= a)


def renamed_columns(fields: set[str], model: type) -> frozenset[str]:
    """The columns of a model that `fields` holds under other names; none while they are too few to tell.

    One field whose word is part of many columns, such as "reason", counts as one.
    """
    columns = {field.name for field in model._meta.concrete_fields}
    pairs = {
        (field, column)
        for field in fields - columns
        for column in columns - fields
        if is_renamed(field, column)
    }
    named_otherwise, found = {field for field, _ in pairs}, frozenset(column for _, column in pairs)
    return found if min(len(named_otherwise), len(found)) >= COLUMNS_RENAMED else frozenset()


def is_shape(node: ast.ClassDef) -> bool:
    """Whether a class is a dataclass, a named tuple or a protocol."""
    marks = [*node.decorator_list, *node.bases]
    return any(re.search(r"dataclass|NamedTuple|Protocol", ast.unparse(mark)) for mark in marks)


def fields_of(node: ast.ClassDef) -> set[str]:
    """The annotated names of a class; of a protocol, its properties too."""
    is_protocol = any("Protocol" in ast.unparse(base) for base in node.bases)
    names = {ast.unparse(line.target) for line in node.body if isinstance(line, ast.AnnAssign)}
    if is_protocol:
        names |= {
            line.name
            for line in node.body
            if isinstance(line, ast.FunctionDef) and "property" in map(ast.unparse, line.decorator_list)
        }
    return names


def shapes_in(source: str) -> Iterator[tuple[str, set[str]]]:
    """(name, fields) of every shape in a module, nested ones too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and is_shape(node):
            yield node.name, fields_of(node)


def shapes_of_rules() -> Iterator[tuple[str, set[str]]]:
    for path in modules():
        if "rules" in {*path.relative_to(ROOT).parts, path.stem}:
            for name, fields in shapes_in(path.read_text()):
                yield f"{named(path)}: {name}", fields


def models_of_ours() -> list[type]:
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in PRODUCT and not hasattr(model, "pgh_tracked_model")
    ]


#: (shape, model) -> why their names meet although the shape renames nothing
KNOWN = {
    ("cases/contacts/rules/facts.py: TypeFacts", "Contact"): (
        "names of ContactType's columns: what a type allows, not what one contact holds"
    ),
    ("cases/contacts/rules/facts.py: TypeFacts", "RegistrationType"): "names of ContactType's columns",
    ("cases/registrations/rules/registers.py: RegisterTypeFacts", "ContactType"): (
        "names of RegistrationType's columns"
    ),
    ("referrals/rules/draft_answers.py: PersonAnswers", "LimitedAccess"): (
        "names of Referral's columns; `kind`, `person` and `reason` are words of many of them"
    ),
}


def renamings(shapes: Iterable[tuple[str, set[str]]]) -> list[Renamed]:
    models = models_of_ours()
    return [
        Renamed(name, model.__name__, columns)
        for name, fields in shapes
        for model in models
        if (columns := renamed_columns(fields, model))
    ]


def test_no_shape_of_the_rules_renames_the_columns_of_a_model():
    shapes = list(shapes_of_rules())

    found = renamings(shapes)

    assert len(shapes) > 90
    assert [one for one in found if (one.shape, one.model) not in KNOWN] == []
    assert {(one.shape, one.model) for one in found} == KNOWN.keys(), "a known one that is not found any more"


#: an earlier shape of the answers about needs, which renamed five columns of Referral
OLD_NEEDS = """
@dataclass(frozen=True, kw_only=True)
class Needs:
    other: str = ""
    accessibility: str = ""
    interpreter: bool | None = None
    language: str = ""
    responsibilities: bool | None = None
    when_unavailable: str = ""
"""
AS_NAMED_TUPLE = """
class Rules:
    class Needs(NamedTuple):
        accessibility: str
        language: str
        responsibilities: bool
"""
AS_PROTOCOL = """
class Needs(Protocol):
    accessibility: str

    @property
    def language(self) -> str: ...

    @property
    def responsibilities(self) -> bool | None: ...
"""
THREE = {"accessibility_needs", "interpreter_language", "has_responsibilities"}


@pytest.mark.parametrize(
    ("source", "columns"),
    [
        pytest.param(OLD_NEEDS, THREE | {"other_needs", "interpreter_needed"}, id="a dataclass"),
        pytest.param(AS_NAMED_TUPLE, THREE, id="a named tuple inside a class"),
        pytest.param(AS_PROTOCOL, THREE, id="properties of a protocol"),
    ],
)
def test_a_shape_that_renames_columns_is_found(source, columns):
    assert Renamed("Needs", "Referral", frozenset(columns)) in renamings(shapes_in(source))


def test_a_shape_with_the_columns_own_names_is_not_found():
    source = "\n".join(["class Needs(Protocol):", *(f"    {name}: str" for name in sorted(THREE))])

    assert list(shapes_in(source)) == [("Needs", THREE)]
    assert [one for one in renamings(shapes_in(source)) if one.model == "Referral"] == []


def test_renamed_columns_are_seen():
    contact_type = apps.get_model("cases", "ContactType")

    assert renamed_columns({"code", "attendance", "national_standards", "location"}, contact_type) == {
        "is_attendance",
        "is_national_standards",
        "location_flag",
    }
    assert renamed_columns({"code", "attendance", "national_standards"}, contact_type) == frozenset(), "two"
    assert renamed_columns({"is_attendance", "location_flag", "words"}, contact_type) == frozenset()
