"""People for searches to find."""

from datetime import UTC, date, datetime
from itertools import count

from cases.models import Alias, LimitedAccess, Person, Sex
from core.models import Region, User

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_numbers = count(1)


def somebody(first_name="Alex", surname="River", *, born_on=date(1980, 6, 20), region="N07", **more):
    sex, _ = Sex.objects.get_or_create(code="M", defaults={"words": "Male"})
    provider, _ = Region.objects.get_or_create(code=region, defaults={"name": f"Region {region}"})
    more.setdefault("crn", f"X{next(_numbers):06d}")
    return Person.objects.create(
        first_name=first_name,
        surname=surname,
        born_on=born_on,
        sex=sex,
        region=provider,
        created_at=NOON,
        updated_at=NOON,
        **more,
    )


def also_known(person, first_name, surname, *, born_on=None, **more):
    return Alias.objects.create(
        person=person,
        first_name=first_name,
        surname=surname,
        born_on=born_on,
        created_at=NOON,
        updated_at=NOON,
        **more,
    )


def user(username="looker"):
    return User.objects.create(username=username)


def limit(person, kind, to, **more):
    return LimitedAccess.objects.create(
        person=person, kind=kind, user=to, started_at=NOON, created_at=NOON, updated_at=NOON, **more
    )
