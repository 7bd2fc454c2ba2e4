"""Changes a person's main details: names, birth, sex, death."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from cases.models import Alias, Person, Sex, Title
from cases.notices import PersonDetailsChanged
from cases.people.rules import aliases, birth
from cases.people.services.locking import lock_person
from cases.people.services.rows import add_part, columns
from cases.record.rules import check_death
from cases.record.services.death import enter_death, judge_death, take_back_death
from core import audit, clock, outbox
from core.errors import StaleVersion, judge_all
from core.versions import save_changes

if TYPE_CHECKING:
    from core.models import User


#: Fields that other apps work from: predictors, letters, suppliers.
_PUBLISHED = frozenset({"first_name", "second_name", "third_name", "surname", "born_on", "died_on", "sex"})


@dataclass(frozen=True, kw_only=True)
class MainDetails:
    """Codes for title and sex; "" for no title."""

    title: str = ""
    first_name: str
    second_name: str = ""
    third_name: str = ""
    surname: str
    previous_surname: str = ""
    preferred_name: str = ""
    born_on: date
    sex: str
    died_on: date | None = None


@transaction.atomic
def change_main_details(
    person_id: int,
    details: MainDetails,
    *,
    keep_alias: bool | None,
    version: int | None,
    confirmed: bool = False,
    by: "User",
    at: datetime,
) -> Person:
    """Changes main details. A new date of death also enters a contact and cancels open appointments.

    A date of death that is corrected or taken out takes back the contact that the wrong one entered.

    keep_alias   whether the old last name or date of birth stays as an alias; asked only when one changed
    raises       RuleBroken; StaleVersion; NeedsConfirming for a new date of death, unless `confirmed`
    """
    person, today = lock_person(person_id), clock.day_of(at)
    if version is not None and person.version != version:
        raise StaleVersion(person.version)
    death, died_on, born_on = None, details.died_on, details.born_on
    is_new_death = died_on is not None and died_on != person.died_on
    before = _naming(person.first_name, person.surname, person.born_on)
    after = _naming(details.first_name, details.surname, born_on)
    judgements = [
        partial(birth.check_birth, born_on, today=today),
        partial(aliases.check_keeping, before, after, keep_alias=keep_alias),
    ]
    if died_on is not None and is_new_death:
        judgements.insert(1, partial(check_death, died_on, born_on=born_on, today=today))
    judge_all(*judgements)
    if died_on is not None and is_new_death:
        death = judge_death(person, died_on, born_on=born_on, confirmed=confirmed, today=today)
    if keep_alias and aliases.alias_after_change(before, after) is not None:
        _keep_alias(person, by=by, at=at)
    changed = save_changes(person, columns(details, title=Title, sex=Sex), version=version, by=by, at=at)
    audit.record("person-changed", on=person, by=by, at=at, fields=changed)
    publish_changes(person, changed, by=by)
    if death is not None and details.died_on is not None:
        enter_death(person, death, died_on=details.died_on, by=by, at=at)
    elif details.died_on is None and "died_on" in changed:
        take_back_death(person, by=by, at=at)
    return person


def _naming(first_name: str, surname: str, born_on: date | None) -> aliases.Naming:
    return aliases.Naming(first_name=first_name, surname=surname, born_on=born_on)


def _keep_alias(person: Person, *, by: "User", at: datetime) -> None:
    naming = {"first_name": person.first_name, "surname": person.surname, "born_on": person.born_on}
    if not Alias.objects.filter(person=person, removed_at=None, **naming).exists():
        more = {"second_name": person.second_name, "third_name": person.third_name, "sex": person.sex}
        add_part(Alias, person=person, **naming, **more, by=by, at=at)


def publish_changes(person: Person, changed: list[str], *, by: "User") -> None:
    """Publishes a notice if one of the changed fields is one that other apps work from."""
    fields = tuple(sorted(_PUBLISHED.intersection(changed)))
    if fields:
        outbox.publish(PersonDetailsChanged(person_id=person.pk, crn=person.crn, fields=fields), by=by)
