"""The application's database role cannot change tables that it must only add to."""

import json

import pghistory
import pytest
from django.db import ProgrammingError, connection, transaction

from core.grants import apply_grants, only_added_to
from core.models import AuditEntry, User
from core.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ROLE = "role_of_this_test"


@pytest.fixture
def as_the_application():
    """A cursor under a plain role, until the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        apply_grants(ROLE)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield cursor
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_audit_and_history_are_only_added_to(as_the_application, statement):
    assert AuditEntry in only_added_to()

    for model in only_added_to():
        column = model._meta.pk.column
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            as_the_application.execute(statement.format(f'"{model._meta.db_table}"', column, column))


@pytest.fixture
def context_of_a_change():
    """The key of the pghistory row that says who made a change."""
    with pghistory.context(user=7, address="/preferences"):
        UserFactory(practitioner=True)
        User.objects.update(first_name="Ana")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM pghistory_context WHERE metadata->>'address' = '/preferences'")
        ((key,),) = cursor.fetchall()
    return key


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE pghistory_context SET metadata = '{}'",
        """UPDATE pghistory_context SET metadata = '{"user": 8, "address": "/preferences"}'""",
        "UPDATE pghistory_context SET id = gen_random_uuid()",
        "UPDATE pghistory_context SET created_at = now()",
        "DELETE FROM pghistory_context",
        "TRUNCATE pghistory_context CASCADE",
        "UPDATE django_admin_log SET object_repr = ''",
        "DELETE FROM django_admin_log",
    ],
)
def test_who_made_a_change_cannot_be_erased(context_of_a_change, as_the_application, statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|is only added to"), transaction.atomic():
        as_the_application.execute(statement)


def test_a_request_goes_on_adding_to_what_is_known_of_it(as_the_application):
    with pghistory.context(user=None, address="/api"):
        user = UserFactory(practitioner=True)
        User.objects.filter(pk=user.pk).update(first_name="Ana")
        with pghistory.context(user=user.pk, client="one"):
            User.objects.filter(pk=user.pk).update(first_name="Bea")

    as_the_application.execute("SELECT metadata FROM pghistory_context WHERE metadata->>'address' = '/api'")
    ((known,),) = as_the_application.fetchall()
    assert json.loads(known) == {"user": user.pk, "address": "/api", "client": "one"}


def test_a_row_of_audit_can_be_added_and_read(as_the_application):
    AuditEntry.objects.create(at="2026-03-02T10:15Z", by_name="Ana", act="looked", outcome="viewed")

    assert AuditEntry.objects.filter(act="looked").count() == 1


def test_the_application_never_alters_a_table_nor_the_list_of_migrations(as_the_application):
    for statement in ("ALTER TABLE core_user ADD COLUMN x int", "DELETE FROM django_migrations"):
        with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"), transaction.atomic():
            as_the_application.execute(statement)
