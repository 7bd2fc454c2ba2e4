"""A database that does not answer questions about assessments."""

import pytest
from django.db import OperationalError, connection


@pytest.fixture
def assessments_unanswered():
    def refuse(execute, sql, *rest):
        if 'FROM "risk_assessment"' in sql:
            raise OperationalError("no answer")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        yield
