"""The application's database role cannot change what it must only add to, hide its acts or stop the audit."""

import json
from datetime import timedelta

import pghistory
import pytest
from django.apps import apps
from django.db import DatabaseError, ProgrammingError, connection, transaction

from core import audit, grants
from core.grants import apply_grants, is_history, only_added_to
from core.models import AuditEntry, OutboxRow, Role, RoleHolding, User
from core.tests.factories import OutboxRowFactory, UserFactory

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


# --- history ------------------------------------------------------------------------------------------------
def test_history_is_written_by_triggers_and_by_nothing_else(as_the_application):
    for model in filter(is_history, only_added_to()):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            as_the_application.execute(f'INSERT INTO "{model._meta.db_table}" DEFAULT VALUES')
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        as_the_application.execute(
            "INSERT INTO pghistory_context (id, metadata, created_at, updated_at)"
            " VALUES (gen_random_uuid(), '{\"user\": 8}', now(), now())"
        )


@pytest.mark.parametrize(
    "switch",
    [
        "SET LOCAL pgtrigger.ignore = '{pgtrigger_update_update_%,core_user:update_update}'",
        "SELECT set_config('pgtrigger.ignore', '{' || (SELECT string_agg(tgname, ',') FROM pg_trigger"
        " WHERE tgrelid = 'core_user'::regclass AND NOT tgisinternal) || '}', true)",
        "CREATE TEMPORARY TABLE core_userhistory AS SELECT * FROM core_userhistory WITH NO DATA",
    ],
)
def test_history_cannot_be_switched_off(as_the_application, switch):
    user = UserFactory(first_name="Ana")
    as_the_application.execute(switch)

    User.objects.filter(pk=user.pk).update(first_name="Bea")

    as_the_application.execute(
        "SELECT first_name FROM public.core_userhistory WHERE pgh_obj_id = %s", [user.pk]
    )
    assert as_the_application.fetchall() == [("Ana",)]


def test_the_audits_protection_cannot_be_switched_off_either(as_the_application):
    audit.record("looked", by=None)
    as_the_application.execute(
        "SELECT set_config('pgtrigger.ignore', '{' || (SELECT string_agg(tgname, ',') FROM pg_trigger"
        " WHERE tgrelid = 'core_auditentry'::regclass AND NOT tgisinternal) || '}', true)"
    )

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AuditEntry.objects.update(act="another")


def test_triggers_stay_on(as_the_application):
    for statement in (
        "SET LOCAL session_replication_role = replica",
        "ALTER TABLE core_user DISABLE TRIGGER ALL",
        "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean"
        " LANGUAGE sql AS 'SELECT true'",
    ):
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
            as_the_application.execute(statement)


def test_no_trigger_of_ours_serves_a_table_of_the_roles_own(as_the_application):
    """A trigger that runs as the owner would otherwise write made-up rows into the history."""
    as_the_application.execute("SELECT tgfoid::regproc FROM pg_trigger WHERE tgname LIKE 'pgtrigger_update%'")
    ((function, *_),) = as_the_application.fetchmany(1)
    as_the_application.execute("CREATE TEMPORARY TABLE made_up (id int)")

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        as_the_application.execute(
            f"CREATE TRIGGER made_up AFTER UPDATE ON made_up FOR EACH ROW EXECUTE FUNCTION {function}()"
        )


def test_a_role_that_is_given_leaves_a_row_that_cannot_be_removed(as_the_application):
    user, role = UserFactory(), Role.objects.get(code="ADM")

    holding = RoleHolding.objects.create(user=user, role=role)
    holding.delete()

    kept = apps.get_model("core", "RoleHoldingHistory").objects.filter(user=user).order_by("pgh_id")
    assert [(row.pgh_label, row.role_id) for row in kept] == [("insert", role.pk), ("delete", role.pk)]


# --- the audit ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT setval(pg_get_serial_sequence('core_auditentry', 'id'), 1)",
        "ALTER SEQUENCE core_auditentry_id_seq RESTART",
        "INSERT INTO core_auditentry (id, at, by_name, for_name, act, record_kind, record_key, crn, outcome,"
        " details, correlation_id) OVERRIDING SYSTEM VALUE"
        " VALUES (99999999, now(), 'Ana', '', 'looked', '', '', '', 'viewed', '{}', '')",
    ],
)
def test_the_audits_numbers_cannot_be_moved_or_taken(as_the_application, statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        as_the_application.execute(statement)


@pytest.mark.parametrize("off", [timedelta(days=-30), timedelta(days=30)])
def test_the_time_of_a_row_is_the_databases_own(as_the_application, off):
    as_the_application.execute("SELECT clock_timestamp()")
    ((now,),) = as_the_application.fetchall()

    audit.record("looked", by=None, at=now + off)

    written = AuditEntry.objects.get(act="looked").at
    assert now <= written < now + timedelta(minutes=1)


# --- notices ------------------------------------------------------------------------------------------------
def test_a_notice_that_waits_is_not_deleted_nor_rewritten(as_the_application):
    row = OutboxRowFactory(delivered_at=None)

    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        OutboxRow.objects.filter(pk=row.pk).delete()
    for column in ("kind", "key", "payload", "created_at"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            as_the_application.execute(f"UPDATE core_outboxrow SET {column} = {column}")


def test_a_notice_can_be_delivered_and_forgotten(as_the_application):
    row = OutboxRowFactory(delivered_at=None)

    OutboxRow.objects.select_for_update().get(pk=row.pk)
    OutboxRow.objects.filter(pk=row.pk).update(position=1, delivered_at=row.created_at, attempts=1)

    assert OutboxRow.objects.filter(pk=row.pk).delete()[0] == 1


# --- whether the rights are set -----------------------------------------------------------------------------
def test_the_owner_of_the_tables_is_told_from_the_role_that_serves(as_the_application):
    assert grants.are_right() is True

    as_the_application.execute("RESET ROLE")
    assert grants.are_right() is None


@pytest.mark.parametrize(
    "statement",
    [
        "GRANT UPDATE ON core_auditentry TO {}",
        "GRANT DELETE ON cases_personhistory TO {}",
        "GRANT INSERT ON core_userhistory TO {}",
        "GRANT UPDATE ON pghistory_context TO {}",
        "GRANT UPDATE ON SEQUENCE core_auditentry_id_seq TO {}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}",
    ],
)
def test_wrong_rights_are_noticed(as_the_application, statement):
    as_the_application.execute("RESET ROLE")
    as_the_application.execute(statement.format(ROLE))
    as_the_application.execute(f"SET LOCAL ROLE {ROLE}")

    assert grants.are_right() is False
