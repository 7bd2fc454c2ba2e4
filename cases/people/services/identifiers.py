"""Changes the numbers a person is known by; adds, ends and removes additional identifiers."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases import access
from cases.codes import IdentifierKind
from cases.models import AdditionalIdentifier, IdentifierType, Person
from cases.people.rules import identifiers as rules
from cases.people.services.locking import lock_one_of, lock_person
from cases.people.services.rows import add_part, lock_part, mark_removed
from core import audit, clock
from core.errors import NeedsConfirming, RuleBroken, RulesBroken, StaleVersion
from core.reasons import Reason
from core.typed import tidying
from core.versions import save_changes

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True, kw_only=True)
class MainNumbers:
    """The numbers kept in columns of the person, as typed; "" for none."""

    pnc: str = ""
    cro: str = ""
    noms_number: str = ""
    ni_number: str = ""
    prison_number: str = ""


@transaction.atomic
def change_numbers(
    person_id: int,
    details: MainNumbers,
    *,
    version: int | None,
    may_move: bool = False,
    confirmed: Collection[str] = (),
    by: "User",
    at: datetime,
) -> Person:
    """Changes the numbers that are columns of the person.

    A prison number that is replaced is kept as a former one. One that another record holds moves here once
    that is confirmed, and the other record keeps it as a former one.

    may_move    whether the user may take a number from another record
    confirmed   codes of the warnings the user answered with "Save anyway"
    raises      RulesBroken with every wrong number; RuleBroken NOMS_IN_USE; NeedsConfirming; StaleVersion
    """
    person = lock_person(person_id)
    if version is not None and person.version != version:
        raise StaleVersion(person.version)
    read = _read(details, this_year=clock.day_of(at).year)
    if read["noms_number"] != person.noms_number and read["noms_number"]:
        _give_noms(person, read["noms_number"], may_move=may_move, confirmed=confirmed, by=by, at=at)
    changed = save_changes(person, read, version=version, by=by, at=at)
    audit.record("identifiers-changed", on=person, by=by, at=at, fields=changed)
    return person


def _read(numbers: MainNumbers, *, this_year: int) -> dict[str, str]:
    """The numbers as they are stored, by column; raises RulesBroken with every wrong one."""
    readers: dict[str, tuple[str, Callable[[str], str]]] = {
        "pnc": (numbers.pnc, lambda text: str(rules.read_pnc(text, this_year=this_year))),
        "cro": (numbers.cro, rules.read_cro),
        "noms_number": (numbers.noms_number, rules.read_noms),
        "ni_number": (numbers.ni_number, rules.read_ni),
    }
    read, broken = {"prison_number": tidying.one_line(numbers.prison_number).upper()}, []
    for column, (typed, reader) in readers.items():
        try:
            read[column] = reader(typed) if typed.strip() else ""
        except RuleBroken as one:
            broken.append(one)
    if broken:
        raise RulesBroken(broken)
    return read


def _give_noms(
    person: Person, noms: str, *, may_move: bool, confirmed: Collection[str], by: "User", at: datetime
) -> None:
    """Takes the number from the record that holds it; the person's old one becomes a former one."""
    holder = None
    if person.practice_learner_id is None:
        others = Person.objects.filter(noms_number=noms, removed_at=None, practice_learner=None)
        holder = lock_one_of(others.exclude(pk=person.pk))
    change = rules.change_noms(
        noms,
        current=person.noms_number or None,
        held_by_another=holder is not None,
        may_move=may_move,
    )
    if change is None:
        return
    if holder is not None:
        _confirm_move(noms, holder, person, confirmed=confirmed, by=by, at=at)
    if change.former:
        _keep_former(person, IdentifierKind.FORMER_NOMS, change.former, by=by, at=at)
    if holder is not None:
        save_changes(holder, {"noms_number": ""}, version=None, by=by, at=at)
        _keep_former(holder, IdentifierKind.FORMER_NOMS, noms, by=by, at=at)
        audit.record("noms-number-moved", on=holder, by=by, at=at, to=person.crn)


def _confirm_move(
    noms: str, holder: Person, person: Person, *, confirmed: Collection[str], by: "User", at: datetime
) -> None:
    """Asks with the names of both records; of one out of the user's sight, with the CRN alone.

    raises   NeedsConfirming
    """
    code = f"NOMS_MOVED:{noms}:{holder.crn}"
    if code in confirmed:
        return
    in_sight = access.visible_to(by, at=at).filter(pk=holder.pk).exists()
    reason = Reason(
        "{noms} is the prison number of {holder}. It moves to {person}; {crn} keeps it as a former number",
        noms=noms,
        holder=f"{holder.name} ({holder.crn})" if in_sight else holder.crn,
        person=f"{person.name} ({person.crn})",
        crn=holder.crn,
    )
    raise NeedsConfirming([RuleBroken("NOMS_MOVED", reason, "noms")], [code])


def _keep_former(person: Person, kind: IdentifierKind, value: str, *, by: "User", at: datetime) -> None:
    type = IdentifierType.objects.get(code=kind)
    identifier = {"person": person, "type": type, "search_key": value.lower()}
    if not AdditionalIdentifier.objects.filter(**identifier, removed_at=None, ended_on=None).exists():
        add_part(AdditionalIdentifier, **identifier, value=value, by=by, at=at)


# --- additional identifiers: added and ended, never edited ----------------------------------------
@transaction.atomic
def add_identifier(
    person_id: int, *, type: str, value: str, by: "User", at: datetime
) -> AdditionalIdentifier:
    lock_person(person_id)
    row_type, typed = IdentifierType.objects.get(code=type), tidying.one_line(value)
    keys = rules.search_keys(type, typed)
    if not keys:
        raise RuleBroken(
            "VALUE_SHAPE", Reason("Enter a {type} as it is written", type=row_type.words), "value"
        )
    open_ones = AdditionalIdentifier.objects.filter(
        person_id=person_id, type=row_type, removed_at=None, ended_on=None
    )
    if row_type.one_per_person and open_ones.exists():
        words = Reason("There is an open {type} already: end it first", type=row_type.words)
        raise RuleBroken("ONE_OF_TYPE", words, "type")
    if open_ones.filter(search_key=keys[0]).exists():
        raise RuleBroken("HELD_ALREADY", "This identifier is on the record already", "value")
    row = add_part(
        AdditionalIdentifier,
        person_id=person_id,
        type=row_type,
        value=typed,
        search_key=keys[0],
        by=by,
        at=at,
    )
    audit.record("identifier-added", on=row, by=by, at=at, type=type)
    return row


@transaction.atomic
def end_identifier(
    identifier_id: int, *, person_id: int, ended_on: date, by: "User", at: datetime
) -> AdditionalIdentifier:
    lock_person(person_id)
    row = lock_part(AdditionalIdentifier, identifier_id, person_id=person_id)
    if row.ended_on is not None:
        raise RuleBroken("ENDED_ALREADY", Reason("The identifier ended on {day}", day=row.ended_on))
    if ended_on > clock.day_of(at):
        raise RuleBroken("END_IN_FUTURE", "End date must be today or in the past", "ended_on")
    row.ended_on, row.updated_at, row.updated_by = ended_on, at, by
    row.save(update_fields=["ended_on", "updated_at", "updated_by"])
    audit.record("identifier-ended", on=row, by=by, at=at)
    return row


@transaction.atomic
def remove_identifier(
    identifier_id: int,
    *,
    person_id: int,
    because: str,
    version: int | None = None,
    by: "User",
    at: datetime,
) -> None:
    lock_person(person_id)
    row = lock_part(AdditionalIdentifier, identifier_id, person_id=person_id)
    mark_removed(row, because=because, version=None, by=by, at=at)
    audit.record("identifier-removed", on=row, by=by, at=at)
