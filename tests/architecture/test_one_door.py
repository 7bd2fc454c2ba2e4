"""Contacts are inserted by one statement, and made in one place."""

import ast
import re

import pytest

from tests.architecture.product import modules, named

#: A statement that may put rows into the table: it names the table, with or without its schema, or takes
#: the name from a variable ({, %), or its text ends before the name. A table of another name is left out.
STATEMENT = re.compile(
    r"""\b(?:INSERT\s+INTO|MERGE\s+INTO|COPY)\s*
    (?: (?<=\s) (?:"?\w+"?\s*\.\s*)? "?cases_contact"? (?!\w)   # its name
      | (?:"?\w+"?\s*\.\s*)? "? [{%]                             # a name still to be filled in
      | ["'] \s* (?: \+ | f?["'] | , \s* \w )                     # a name in the next piece of text
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: file -> how many such statements it holds. The benchmarks write references to measure against.
STATEMENTS = {
    "cases/contacts/services/rows.py": 1,
    "benchmarks/batch.py": 1,
    "benchmarks/writes.py": 2,
    "benchmarks/multiplying.py": 1,
    "benchmarks/drawing.py": 1,
    # the name of the table is filled in: results of calculations, and what is loaded in bulk
    "risk/services/standing.py": 1,
    "core/loading.py": 1,
}
#: The only place that makes unsaved contacts, for that statement.
MAKERS = "cases/contacts/services/"
#: file -> the calls that load contacts in bulk, into an empty database or for a measurement.
LOADERS = {
    "probation/demonstration/contacts.py": 1,
}
CREATE = {"create", "bulk_create", "get_or_create", "update_or_create"}
#: Functions that insert rows of the model they are handed.
HANDED = {"add_part", "load", "Table"}
#: The model, and the names by which rows reach their contacts.
CONTACTS = {"Contact", "contacts", "followed_by"}


def contacts_made(source: str) -> list[str]:
    """The calls that make contacts, or that insert them by the model."""
    tree = ast.parse(source)
    model = {"Contact", *other_names(tree)}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [ast.unparse(call) for call in calls if makes_contacts(call, model)]


def other_names(tree: ast.Module) -> set[str]:
    """Names a module gives the model: by `import Contact as C`, `C = models.Contact` or `apps.get_model`."""
    nodes = list(ast.walk(tree))
    imported = {
        node.asname
        for node in nodes
        if isinstance(node, ast.alias) and node.name == "Contact" and node.asname
    }
    assigned = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and is_the_model(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return imported | assigned


def is_the_model(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        arguments = [ast.unparse(one) for one in (*value.args, *(word.value for word in value.keywords))]
        return "get_model" in ast.unparse(value.func) and any(
            re.fullmatch(r"'(cases\.)?contact'", one, re.IGNORECASE) for one in arguments
        )
    return last_name(value) == "Contact"


def last_name(node: ast.expr) -> str:
    """What a name or an attribute ends with: models.Contact -> "Contact"; "" for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def makes_contacts(call: ast.Call, model: set[str]) -> bool:
    name = last_name(call.func)
    if name in HANDED:
        return any(last_name(one) in model for one in (*call.args, *(word.value for word in call.keywords)))
    if not isinstance(call.func, ast.Attribute):
        return name in model
    path = {last_name(node) for node in ast.walk(call.func.value) if isinstance(node, ast.expr)}
    return name == "Contact" or (name in CREATE and bool(path & (CONTACTS | model)))


def test_one_statement_inserts_contacts():
    found = {named(path): len(STATEMENT.findall(path.read_text())) for path in modules(migrations=True)}

    assert {name: count for name, count in found.items() if count} == STATEMENTS


def test_contacts_are_made_in_one_place():
    found = {named(path): contacts_made(path.read_text()) for path in modules(migrations=True)}
    inside = [calls for name, calls in found.items() if name.startswith(MAKERS) and calls]
    outside = {name: calls for name, calls in found.items() if not name.startswith(MAKERS) and calls}

    assert inside != []
    assert {name: len(calls) for name, calls in outside.items()} == LOADERS
    assert all(call.startswith("Table(") for calls in outside.values() for call in calls)
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
        "from cases.models import Contact as C\nC(person=person).save()",
        "from cases.models import Contact as C\nC.objects.create(person=person)",
        "Model = models.Contact\nModel.objects.bulk_create(rows)",
        "Entry = apps.get_model('cases', 'Contact')\nEntry.objects.create(person=person)",
        "Entry = apps.get_model('cases.contact')\nEntry(person=person)",
        "add_part(Contact, by=by, at=at)",
        "Table(models.Contact, 'id uuid')",
        "Table(model=Contact, columns='id uuid')",
    ],
)
def test_a_contact_made_elsewhere_is_found(text):
    assert contacts_made(text)


@pytest.mark.parametrize(
    "text",
    [
        "from cases.models import ContactNote as C\nC(contact=contact)",
        "from cases.models import Contact as C\nC.objects.filter(person=person)",
        "Table(models.ContactNote, 'id contact_id')",
        "Type = apps.get_model('cases', 'ContactType')\nType.objects.create(code='X')",
    ],
)
def test_what_makes_no_contact_is_not_found(text):
    assert contacts_made(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "insert into cases_contact (uuid) VALUES (1)",
        'INSERT INTO "cases_contact" (uuid)',
        "INSERT INTO public.cases_contact (uuid)",
        'insert into "public"."cases_contact" (uuid)',
        "INSERT INTO {table} (uuid)",
        'INSERT INTO "{table}" (uuid)',
        "INSERT INTO public.{table} (uuid)",
        "INSERT INTO %s (uuid)",
        "INSERT INTO %(table)s (uuid)",
        "'INSERT INTO ' + table",
        "'INSERT INTO ' f'{table} (uuid)'",
        '"INSERT INTO "\n    "cases_contact (uuid)"',
        '" ".join(["INSERT INTO", table, "(uuid)"])',
        "COPY cases_contact (uuid) FROM STDIN",
        "copy public.cases_contact from stdin",
        'COPY "{table}" ({names}) FROM STDIN',
        "MERGE INTO cases_contact USING new ON false",
    ],
)
def test_a_statement_for_contacts_is_found(text):
    assert STATEMENT.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO cases_contactnote (contact_id)",
        'INSERT INTO "cases_contacthistory" (id)',
        "INSERT INTO public.cases_contacttype (code)",
        "COPY cases_contactnote (contact_id) FROM STDIN",
        "our own copy of cases_contact",
        '"copy", {"of": 1}',
    ],
)
def test_a_statement_for_another_table_is_not_found(text):
    assert not STATEMENT.search(text)
