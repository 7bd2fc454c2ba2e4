"""Rebuilds the tables that searches read, for bulk loads that bypass the triggers."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

TABLES = (
    "cases_personname",
    "cases_surnameentry",
    "cases_surnamedelete",
    "cases_firstnameentry",
    "cases_firstnamedelete",
)
COLUMNS = "person_id, alias_id, is_alias, is_part, surname, first_name, second_name, third_name, born_on"
BUILD = (
    f"INSERT INTO cases_personname ({COLUMNS}) SELECT {COLUMNS} FROM search_names",
    "INSERT INTO cases_surnameentry (surname) "
    "SELECT DISTINCT surname FROM cases_personname WHERE surname <> ''",
    "INSERT INTO cases_surnamedelete (key, surname) "
    "SELECT key, surname FROM cases_surnameentry, LATERAL search_keys(surname) AS key",
    "INSERT INTO cases_firstnameentry (first_name) "
    "SELECT DISTINCT first_name FROM cases_personname WHERE first_name <> ''",
    "INSERT INTO cases_firstnamedelete (key, first_name) "
    "SELECT key, first_name FROM cases_firstnameentry, LATERAL search_keys(first_name) AS key",
)


@contextmanager
def paused() -> Iterator[None]:
    """Loads people and aliases in one transaction, without the triggers; then rebuilds the tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL probation.search_index = 'off'")
        yield
        rebuild()
        cursor.execute("SET LOCAL probation.search_index = 'on'")


@transaction.atomic
def rebuild() -> int:
    """Rebuilds all names and both dictionaries, a statement for each table; returns how many names there are.

    Searches see the old rows until the transaction ends.
    """
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table}")
        for statement in BUILD:
            cursor.execute(statement)
        for table in TABLES:
            cursor.execute(f"ANALYZE {table}")
        cursor.execute("SELECT count(*) FROM cases_personname")
        return cursor.fetchone()[0]
