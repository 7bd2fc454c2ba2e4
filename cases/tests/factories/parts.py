"""Parts that the factories share."""

from datetime import timedelta

import factory

from core import clock
from core.tests.factories import TeamFactory


def row(model, code, **more):
    """The entry of a code list that has the code."""
    return factory.LazyFunction(lambda: model.objects.get(code=code, **more))


def now():
    return factory.LazyFunction(clock.now)


def team_of(staff):
    """A team the row's member of staff works in."""
    return factory.LazyAttribute(lambda made: getattr(made, staff).teams.first() or TeamFactory())


def hours_ago(hours):
    return factory.LazyFunction(lambda: clock.now() - timedelta(hours=hours))
