"""The deployment check of the database's version."""

import pytest

from core import checks


@pytest.mark.django_db
def test_a_database_that_is_too_old_is_an_error(monkeypatch):
    assert checks.database_is_new_enough(databases=["default"]) == []

    monkeypatch.setattr(checks, "OLDEST_POSTGRES", 99)

    (error,) = checks.database_is_new_enough(databases=["default"])
    assert error.id == "core.E004"
    assert error.hint == "Move it to PostgreSQL 99 or newer."


def test_without_a_database_to_ask_nothing_is_said():
    assert checks.database_is_new_enough() == []
