"""The deployment checks that ask the database, each on a connection that lacks what it looks for."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from core import connection_checks
from core.connection_checks import faults_of, settings_asked_for
from core.models import User
from core.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
#: what the service asks for
ASKED = "-c join_collapse_limit=4 -c max_parallel_workers_per_gather=0"


@contextmanager
def connected(*, options):
    """Another connection to the same database, which asks for other settings, as one behind a pooler does."""
    other = connection.copy()
    other.settings_dict["OPTIONS"] = {**other.settings_dict["OPTIONS"], "options": options}
    try:
        yield other
    finally:
        other.close()


def found(other):
    faults = {}
    for fault in faults_of(other):
        faults[fault.id] = f"{faults.get(fault.id, '')} {fault.msg} {fault.hint}"
    return faults


def test_what_the_service_asks_for_is_what_it_gets():
    assert settings_asked_for() == {
        "join_collapse_limit": "4",
        "max_parallel_workers_per_gather": "0",
        "TimeZone": "UTC",
    }
    assert {fault.id for fault in faults_of(connection)} <= {"core.W002"}


def test_a_setting_that_was_dropped_on_the_way_is_an_error_that_says_what_to_do():
    with connected(options="-c work_mem=64MB") as other:
        faults = found(other)

    assert set(faults) == {"core.E004"}
    assert "join_collapse_limit = 8; the service asked for 4" in faults["core.E004"]
    assert "SET join_collapse_limit = '4'; then connect anew" in faults["core.E004"]


def test_another_time_zone_is_an_error():
    with connected(options=f"{ASKED} -c work_mem=64MB") as other, other.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'Europe/London'")

        assert "TimeZone = Europe/London; the service asked for UTC" in found(other)["core.E004"]


def test_tables_that_are_not_on_the_search_path_are_an_error():
    with connected(options=f"{ASKED} -c work_mem=64MB -c search_path=pg_catalog") as other:
        faults = found(other)

    assert set(faults) == {"core.E005"}
    assert "SET search_path = public" in faults["core.E005"]


def test_little_memory_for_a_sort_is_a_warning():
    for size, warned in (("4MB", {"core.W002"}), ("16383kB", {"core.W002"}), ("16MB", set())):
        with connected(options=f"{ASKED} -c work_mem={size}") as other:
            assert set(found(other)) == warned, size


def test_a_server_that_is_too_old_is_an_error(monkeypatch):
    monkeypatch.setattr(connection_checks, "OLDEST_VERSION", 99)

    assert "Upgrade it to PostgreSQL 99 or newer" in found(connection)["core.E006"]


def test_no_list_leaves_a_cursor_open_on_the_server():
    """A pooler in transaction mode may send the next statement to a connection that does not know it."""
    UserFactory(practitioner=True)
    UserFactory(senior=True)

    rows = User.objects.order_by("pk").iterator(chunk_size=1)
    assert next(rows)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors")
        assert cursor.fetchone() == (0,)
    assert next(rows)


def test_the_command_asks_only_if_it_is_told_which_database(django_assert_num_queries):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL join_collapse_limit = 8")

    with django_assert_num_queries(0):
        call_command("check", deploy=True, tags=["database"])
    with pytest.raises(SystemCheckError, match="ALTER ROLE"):
        call_command("check", deploy=True, tags=["database"], databases=["default"])


def test_a_pooler_that_gives_each_transaction_another_connection_is_an_error_where_plans_are_kept(
    settings, monkeypatch
):
    processes = iter([1, 1, 2] * 2)
    monkeypatch.setattr(connection_checks, "_backend", lambda _cursor: next(processes))

    for keeps, expected in ((True, {"core.E007"}), (False, set())):
        settings.KEEPS_PLANS = keeps
        assert set(found(connection)) - {"core.W002"} == expected
