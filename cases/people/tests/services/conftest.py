import pytest

from cases.tests.factories import PersonFactory
from core import clock


@pytest.fixture
def person(db):
    return PersonFactory()


@pytest.fixture
def act(practitioner):
    return {"by": practitioner, "at": clock.now()}
