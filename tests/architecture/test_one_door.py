"""Contacts are inserted by one statement, and made in one place."""

import ast
import re

import pytest

from tests.architecture.product import modules, named

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
