"""A referral with its caseworker and their client; a database that fails to read assessments."""

import pytest
from django.db import OperationalError, connection

from referrals.tests.factories import an_assigned_referral


@pytest.fixture
def assessments_unanswered():
    def refuse(execute, sql, *rest):
        if 'FROM "risk_assessment"' in sql:
            raise OperationalError("no answer")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def referral(frozen_day):
    return an_assigned_referral()


@pytest.fixture
def caseworker(referral):
    return referral.assignments.get().caseworker


@pytest.fixture
def theirs(caseworker, client_of):
    return client_of(caseworker)
