"""Changes the key dates of a custodial sentence."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.models import Custody, KeyDate, KeyDateType
from cases.notices import CustodyChanged
from cases.people.services.locking import lock_person
from cases.people.services.rows import add_part, lock_part
from cases.sentences.rules.custody import check_key_dates
from core import audit, outbox
from core.errors import StaleVersion
from core.versions import raise_version, save_changes

if TYPE_CHECKING:
    from core.models import User

EMPTIED = "The date was taken out"


@transaction.atomic
def change_key_dates(
    custody_id: int,
    dates: Mapping[str, date | None],
    *,
    person_id: int,
    version: int | None,
    by: "User",
    at: datetime,
) -> list[str]:
    """Sets, moves or removes key dates; returns the codes that changed.

    dates    by code of the type; None removes the date; a type that is absent stays as it is
    raises   StaleVersion, RulesBroken
    """
    person = lock_person(person_id)
    custody = lock_part(Custody, custody_id, disposal__event__person_id=person_id)
    if version is not None and custody.version != version:
        raise StaleVersion(custody.version)
    held = {row.type.code: row for row in _rows(custody)}
    after = {code: row.on for code, row in held.items()} | dict(dates)
    check_key_dates(
        {code: on for code, on in after.items() if on}, sentenced_on=custody.disposal.sentenced_on
    )
    changed = [code for code, on in dates.items() if on != (held[code].on if code in held else None)]
    for code in changed:
        _write(custody, code, dates[code], held.get(code), by=by, at=at)
    if changed:
        raise_version(custody, by=by, at=at)
        audit.record("key-dates-changed", on=custody, crn=person.crn, by=by, at=at, types=changed)
        notice = CustodyChanged(
            person_id=person.pk, crn=person.crn, custody_id=custody.pk, key_dates=tuple(changed)
        )
        outbox.publish(notice, by=by)
    return changed


def _rows(custody: Custody) -> list[KeyDate]:
    return list(KeyDate.objects.filter(custody=custody, removed_at=None).select_related("type"))


def _write(
    custody: Custody, code: str, on: date | None, row: KeyDate | None, *, by: "User", at: datetime
) -> None:
    if row is None:
        add_part(KeyDate, custody=custody, type=KeyDateType.objects.get(code=code), on=on, by=by, at=at)
    elif on is None:
        row.removed_at, row.removed_by, row.removed_because = at, by, EMPTIED
        row.save(update_fields=["removed_at", "removed_by", "removed_because"])
    else:
        save_changes(row, {"on": on}, version=None, by=by, at=at)
