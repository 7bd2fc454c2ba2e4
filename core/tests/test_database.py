"""Which errors of the database mean that it does not answer."""

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, ProgrammingError

from core.database import does_not_answer


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (OperationalError("could not connect to server"), True),
        (InterfaceError("connection already closed"), True),
        (DatabaseError("error with status PGRES_TUPLES_OK and no message from the libpq"), True),
        (IntegrityError("duplicate key"), False),
        (ProgrammingError("no such column"), False),
        (ValueError("something else"), False),
        (None, False),
    ],
)
def test_a_server_that_is_away_is_told_from_a_fault_of_ours(error, is_away):
    assert does_not_answer(error) is is_away
