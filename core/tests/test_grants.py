"""The application's database role cannot rewrite what it must only add to."""

import pytest
from django.db import ProgrammingError, connection, transaction

from core.grants import apply_grants, only_added_to
from core.models import AuditEntry

pytestmark = pytest.mark.django_db
ROLE = "role_of_this_test"


@pytest.fixture
def as_the_application():
    """Serve under a plain role until the test's transaction is rolled back."""
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


def test_a_row_of_audit_can_be_added_and_read(as_the_application):
    AuditEntry.objects.create(at="2026-03-02T10:15Z", by_name="Ana", act="looked", outcome="viewed")

    assert AuditEntry.objects.filter(act="looked").count() == 1


def test_the_application_never_alters_a_table_nor_the_list_of_migrations(as_the_application):
    for statement in ("ALTER TABLE core_user ADD COLUMN x int", "DELETE FROM django_migrations"):
        with pytest.raises(ProgrammingError), transaction.atomic():
            as_the_application.execute(statement)
