"""Adds, changes and removes addresses; a new main address ends the old one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cases.codes import AddressStatus as Status
from cases.models import Address, AddressStatus, AddressType, Person
from cases.people.rules.addresses import AddressEntry, OpenAddress, plan_address
from cases.people.services.locking import lock_person
from cases.people.services.notes import append_note, save_with_note
from cases.people.services.rows import add_part, as_warning, columns, lock_part, mark_removed
from core import audit, clock
from core.errors import StaleVersion
from core.typed.postcodes import read_postcode
from core.versions import save_changes

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True, kw_only=True)
class AddressDetails:
    """An address as it was typed: status and type by code. `notes` is a note to add."""

    status: str
    type: str = ""
    type_verified: bool | None = None
    no_fixed_abode: bool = False
    building: str = ""
    number: str = ""
    street: str = ""
    district: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""
    telephone: str = ""
    started_on: date
    ended_on: date | None = None
    notes: str = ""


@transaction.atomic
def add_address(
    person_id: int, details: AddressDetails, *, confirmed: bool = False, by: "User", at: datetime
) -> Address:
    """Adds an address. A new main address ends the one that is open.

    raises   RulesBroken; NeedsConfirming when it replaces the open main address, unless `confirmed`
    """
    person = lock_person(person_id)
    _end_replaced_main(person, details, changing=None, confirmed=confirmed, by=by, at=at)
    address = add_part(Address, person=person, **_columns(details), by=by, at=at)
    append_note(address, details.notes, by=by, at=at)
    audit.record("address-added", on=address, by=by, at=at)
    return address


@transaction.atomic
def change_address(
    address_id: int,
    details: AddressDetails,
    *,
    person_id: int,
    version: int | None,
    confirmed: bool = False,
    by: "User",
    at: datetime,
) -> Address:
    """Changes an address. One that becomes the main address ends the one that is open.

    raises   RulesBroken; NeedsConfirming when it replaces the open main address, unless `confirmed`;
             StaleVersion when it was changed meanwhile
    """
    person = lock_person(person_id)
    address = lock_part(Address, address_id, person_id=person_id)
    if version is not None and address.version != version:
        raise StaleVersion(address.version)
    _end_replaced_main(person, details, changing=address, confirmed=confirmed, by=by, at=at)
    changed = save_with_note(address, _columns(details), details.notes, version=version, by=by, at=at)
    audit.record("address-changed", on=address, by=by, at=at, fields=changed)
    return address


@transaction.atomic
def remove_address(
    address_id: int, *, person_id: int, because: str, version: int | None, by: "User", at: datetime
) -> None:
    lock_person(person_id)
    address = lock_part(Address, address_id, person_id=person_id)
    mark_removed(address, because=because, version=version, by=by, at=at)
    audit.record("address-removed", on=address, by=by, at=at)


def _end_replaced_main(
    person: Person,
    details: AddressDetails,
    *,
    changing: Address | None,
    confirmed: bool,
    by: "User",
    at: datetime,
) -> None:
    """Checks the address against the person's other open ones; ends the main address that it replaces."""
    rows = Address.objects.filter(person=person, removed_at=None, ended_on=None).select_related("status")
    open_now = {row.pk: row for row in rows if changing is None or row.pk != changing.pk}
    with as_warning("MAIN_REPLACED"):
        ended = plan_address(
            _entry(details),
            open_now=[
                OpenAddress(id=row.pk, status=Status(row.status.code), started_on=row.started_on)
                for row in open_now.values()
            ],
            today=clock.day_of(at),
            confirmed=confirmed,
        )
    if ended is not None:
        previous = AddressStatus.objects.get(code=ended.status)
        changes = {"status": previous, "is_main": False, "ended_on": ended.ended_on}
        save_changes(open_now[ended.id], changes, version=None, by=by, at=at)


def _entry(details: AddressDetails) -> AddressEntry:
    lines = (details.building, details.number, details.street, details.district, details.town)
    return AddressEntry(
        status=Status(details.status),
        started_on=details.started_on,
        ended_on=details.ended_on,
        no_fixed_abode=details.no_fixed_abode,
        lines=lines,
        postcode=details.postcode,
    )


def _columns(details: AddressDetails) -> dict[str, Any]:
    values = columns(details, leave_out=["notes"], status=AddressStatus, type=AddressType)
    postcode = read_postcode(details.postcode) or ""
    is_main = details.status == Status.MAIN
    return values | {"postcode": postcode, "postcode_key": postcode.replace(" ", ""), "is_main": is_main}
