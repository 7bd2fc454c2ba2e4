"""Fixtures that every test may use: the code lists, users and clients by role, the frozen day."""

from datetime import date, datetime, time

import pytest

from core import clock


# --- the code lists -----------------------------------------------------------------------------------------
def _load_reference():
    from core.reference_data import load_all

    for _loader, _counts in load_all(clock.today()):
        pass


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database with every code list loaded. A test that commits is followed by a restore.

    Its value is the KeptRows that are restored.
    """
    from django.test import TransactionTestCase

    from core.tests.kept_rows import KeptRows

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        _load_reference()
        kept = KeptRows.taken()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: kept.restore())
        yield kept
        _end_other_sessions()


def _end_other_sessions():
    """Ends sessions of a live server or a killed worker, so that the database can be dropped."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def reference_data(db):
    """Marks a test that reads code lists. They are loaded in every test that has a database."""


# --- people who sign in, and their clients ------------------------------------------------------------------
def signed_in(user):
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def client_of(db):
    """`client_of(user)` returns a test client in which the user has signed in."""
    return signed_in


def _user_with(role):
    @pytest.fixture(name=role)
    def user(db):
        from core.tests.factories import UserFactory

        return UserFactory(**{role: True})

    return user


def _client_of(role, *, name=""):
    @pytest.fixture(name=name or f"{role}_client")
    def client(request):
        return signed_in(request.getfixturevalue(role))

    return client


practitioner = _user_with("practitioner")
senior = _user_with("senior")
case_admin = _user_with("case_admin")
receptionist = _user_with("receptionist")
unpaid_work_admin = _user_with("unpaid_work_admin")
corporate = _user_with("corporate")
data_quality = _user_with("data_quality")
data_protection = _user_with("data_protection")
supplier_caseworker = _user_with("supplier_caseworker")
supplier_manager = _user_with("supplier_manager")
administrator = _user_with("administrator")

practitioner_client = _client_of("practitioner")
senior_client = _client_of("senior")
case_admin_client = _client_of("case_admin")
receptionist_client = _client_of("receptionist")
unpaid_work_admin_client = _client_of("unpaid_work_admin")
corporate_client = _client_of("corporate")
data_quality_client = _client_of("data_quality")
data_protection_client = _client_of("data_protection")
supplier_client = _client_of("supplier_caseworker", name="supplier_client")
supplier_manager_client = _client_of("supplier_manager")
admin_client = _client_of("administrator", name="admin_client")


# --- time ---------------------------------------------------------------------------------------------------
class FrozenClock:
    """The time that `core.clock` returns until it is moved: noon of 2 March 2026, a Monday."""

    def __init__(self, at: datetime):
        self.at = at

    def move_to(self, day: date, at: time = time(12)) -> None:
        self.at = datetime.combine(day, at, tzinfo=clock.LONDON)

    @property
    def today(self) -> date:
        return clock.day_of(self.at)


@pytest.fixture
def frozen_day(monkeypatch):
    """Stops the clock; `frozen_day.move_to(day)` sets another."""
    frozen = FrozenClock(datetime(2026, 3, 2, 12, tzinfo=clock.LONDON))
    monkeypatch.setattr(clock, "now", lambda: frozen.at)
    return frozen
