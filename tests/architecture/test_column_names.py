"""The rules read rows by the names of their columns: no shape of theirs renames the columns of a model."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps

from tests.architecture.product import PRODUCT, ROOT, modules, named

#: a dataclass of the rules that renames this many columns of one model stands for its row
COLUMNS_RENAMED = 3


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


#: words of shapes -> the words of columns that mean the same
SYNONYMS = {
    "phone": "telephone",
    "last_name": "surname",
    "date_of_birth": "born",
    "provider": "region",
    "understood": "confirmed",
    "active_duplicates": "several_open",
}
#: as many letters at the beginning of two words tell that they are forms of one: "edit", "edited"
LETTERS = 4
ENDING = re.compile(r"e?d|ing")


def told(name: str) -> frozenset[str]:
    """The words of a name that tell what it holds: "is_attendance" -> {"attendance"}."""
    for other, word in SYNONYMS.items():
        name = re.sub(rf"(?<![a-z]){other}(?![a-z])", word, name)
    return frozenset(name.split("_")) - AFFIXES


def is_same_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    begins = len(short) >= LETTERS and long.startswith(short)
    return one == other or bool(begins and ENDING.fullmatch(long.removeprefix(short)))


def is_within(words: frozenset[str], others: frozenset[str]) -> bool:
    return all(any(is_same_word(word, other) for other in others) for word in words)


def is_renamed(field: str, column: str) -> bool:
    """Whether the words of one name are among those of the other: "language", "interpreter_language"."""
    a, b = told(field), told(column)
    return bool(a and b) and (is_within(a, b) or is_within(b, a))


def renamed_columns(fields: set[str], model: type, *, least: int = COLUMNS_RENAMED) -> frozenset[str]:
    """The columns of a model that `fields` holds under other names; none while they are under `least`.

    One field whose word is part of many columns, such as "reason", counts as one.
    """
    columns = {field.name for field in model._meta.concrete_fields}
    keys = {field.attname for field in model._meta.concrete_fields}
    pairs = {
        (field, column)
        for field in fields - columns - keys
        for column in columns - fields
        if is_renamed(field, column)
    }
    named_otherwise, found = {field for field, _ in pairs}, frozenset(column for _, column in pairs)
    return found if min(len(named_otherwise), len(found)) >= least else frozenset()


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
    ("cases/registrations/rules/registers.py: RegisterTypeFacts", "RegistrationReview"): (
        "names of RegistrationType's columns: what a register records, not one review"
    ),
    (
        "cases/nsis/rules.py: NsiAnswers",
        "Nsi",
    ): "`status_on` is a day, `status_at` an instant",
    (
        "cases/search/rules/advanced.py: SearchForm",
        "Person",
    ): "what is typed into a search",
    (
        "cases/search/rules/advanced.py: AdvancedTerms",
        "Person",
    ): "what was typed into a search, as read",
    ("risk/rules/tier_inputs.py: TierInputs", "Person"): (
        "inputs of the published calculation: levels and answers worked out of many rows"
    ),
    ("referrals/rules/draft_answers.py: Practitioner", "Office"): (
        "names of Referral's columns without `practitioner_`: a person's name and phone, not an office's"
    ),
}


def model_named_by(shape: str, models: list[type]) -> type | None:
    """The model after which a shape is named: NsiTypeFacts -> NsiType."""
    name = shape.rpartition(" ")[2]
    named_by = [model for model in models if name.startswith(model.__name__)]
    return max(named_by, key=lambda model: len(model.__name__), default=None)


def renamings(shapes: Iterable[tuple[str, set[str]]]) -> list[Renamed]:
    models = models_of_ours()
    return [
        Renamed(name, model.__name__, columns)
        for name, fields in shapes
        for model in models
        if (columns := renamed_columns(fields, model, least=least_of(model, name, models)))
    ]


def least_of(model: type, shape: str, models: list[type]) -> int:
    """How many columns tell that a shape stands for a row: one, when it is named after the model."""
    return 1 if model is model_named_by(shape, models) else COLUMNS_RENAMED


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


@pytest.mark.parametrize(
    ("field", "column", "renamed"),
    [
        ("edit", "edited", True),
        ("understood", "confirmed_at", True),
        ("phone", "telephone", True),
        ("last_name", "surname", True),
        ("date_of_birth", "born_on", True),
        ("provider", "region", True),
        ("emergency", "is_emergency_contact", True),
        ("end", "ended_on", False),
        ("phones", "telephone", False),
        ("office", "outcome", False),
    ],
)
def test_a_form_of_a_word_and_a_synonym_are_the_columns_name(field, column, renamed):
    assert is_renamed(field, column) is renamed


def test_one_column_is_enough_for_a_shape_named_after_its_model():
    source = "class RiskScreenFacts(Protocol):\n    edit: bool"

    assert renamings(shapes_in(source)) == [Renamed("RiskScreenFacts", "RiskScreen", frozenset({"edited"}))]
    assert renamings(shapes_in(source.replace("RiskScreenFacts", "Facts"))) == []


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
