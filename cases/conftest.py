"""A case of the signed-in practitioner, at noon of 2 March 2026."""

import pytest

from cases.tests.record_day import a_case


@pytest.fixture
def case(practitioner, frozen_day):
    return a_case(practitioner)


@pytest.fixture
def client(practitioner_client):
    return practitioner_client
