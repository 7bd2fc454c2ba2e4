"""Adds, changes and removes aliases: other names and dates of birth."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.models import Alias, Person, Sex
from cases.people.rules import aliases, birth
from cases.people.services.locking import lock_person
from cases.people.services.rows import add_part, columns, lock_part, mark_removed
from core import audit, clock
from core.versions import save_changes

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True, kw_only=True)
class AliasDetails:
    first_name: str
    second_name: str = ""
    third_name: str = ""
    surname: str
    born_on: date | None = None
    sex: str = ""


@transaction.atomic
def add_alias(person_id: int, details: AliasDetails, *, by: "User", at: datetime) -> Alias:
    person = lock_person(person_id)
    _check(person, details, today=clock.day_of(at))
    alias = add_part(Alias, person=person, **columns(details, sex=Sex), by=by, at=at)
    audit.record("alias-added", on=alias, by=by, at=at)
    return alias


@transaction.atomic
def change_alias(
    alias_id: int, details: AliasDetails, *, person_id: int, version: int | None, by: "User", at: datetime
) -> Alias:
    person = lock_person(person_id)
    alias = lock_part(Alias, alias_id, person_id=person_id)
    _check(person, details, today=clock.day_of(at))
    changed = save_changes(alias, columns(details, sex=Sex), version=version, by=by, at=at)
    audit.record("alias-changed", on=alias, by=by, at=at, fields=changed)
    return alias


@transaction.atomic
def remove_alias(
    alias_id: int, *, person_id: int, because: str, version: int | None, by: "User", at: datetime
) -> None:
    lock_person(person_id)
    alias = lock_part(Alias, alias_id, person_id=person_id)
    mark_removed(alias, because=because, version=version, by=by, at=at)
    audit.record("alias-removed", on=alias, by=by, at=at)


def _check(person: Person, details: AliasDetails, *, today: date) -> None:
    if details.born_on is not None:
        birth.check_birth(details.born_on, today=today)
    aliases.check_alias(
        aliases.Naming(first_name=details.first_name, surname=details.surname, born_on=details.born_on),
        main=aliases.Naming(first_name=person.first_name, surname=person.surname, born_on=person.born_on),
    )
