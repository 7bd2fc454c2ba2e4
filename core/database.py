"""Whether an error means that the database does not answer, so that the request may be sent again later."""

from django.db import DatabaseError, InterfaceError, OperationalError


def does_not_answer(error: BaseException | None) -> bool:
    """True for a server that is away, restarts, or has no room left to write.

    Where a connection breaks in the middle of an answer, psycopg raises a DatabaseError of no kind.
    """
    return isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError
