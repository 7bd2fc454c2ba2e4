"""A small world, made once for all tests of a module, which only read it."""

import pytest

from probation.tests.demonstration.worlds import small_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), small_world():
        yield
