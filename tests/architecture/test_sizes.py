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
KEYWORDS_OF_A_SERVICE = 8
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


def test_no_service_takes_over_8_keywords():
    """More values go into a frozen details object, from the form to the row."""
    counts = {
        f"{named(path)}: {function.name}": len(function.args.kwonlyargs)
        for path in services()
        for function in functions(path)
    }

    assert len(counts) > 300
    assert {name: count for name, count in counts.items() if count > KEYWORDS_OF_A_SERVICE} == {}


# --- one place that inserts contacts --------------------------------------------------------------------

#: Code that inserts contacts: SQL, or the model's manager. The demonstration uses COPY (decision 0009).
INSERTS = re.compile(
    r"INSERT\s+INTO\s+cases_contact\b|\bContact\.(?:objects|_default_manager)\s*\.\s*(?:bulk_)?(?:get_or_)?create\b",
    re.IGNORECASE,
)
#: The one builder. In the benchmarks: two reference measurements, and a long record for a page.
ALLOWED_INSERTS = {
    "cases/contacts/services/rows.py": 1,
    "benchmarks/batch.py": 1,
    "benchmarks/pages.py": 1,
    "benchmarks/writes.py": 1,
}


def test_contacts_are_inserted_in_one_place():
    found = {named(path): len(INSERTS.findall(path.read_text())) for path in modules()}

    assert {name: count for name, count in found.items() if count} == ALLOWED_INSERTS


@pytest.mark.parametrize(
    "text",
    [
        "Contact.objects.create(person=person)",
        "Contact.objects.bulk_create(rows)",
        "models.Contact.objects.get_or_create(origin=origin)",
        'cursor.execute("""insert into cases_contact (uuid) VALUES (1)""")',
    ],
)
def test_the_search_for_inserts_finds_them(text):
    assert INSERTS.search(text)


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
