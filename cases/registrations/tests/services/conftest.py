import pytest

from cases.tests.factories import PersonFactory


@pytest.fixture
def person(frozen_day):
    return PersonFactory(allocated=True)
