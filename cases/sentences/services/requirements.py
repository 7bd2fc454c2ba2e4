"""Ends requirements of an order."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.codes import ComponentKind, ContactTypeCode
from cases.contacts.services.details import ContactDetails, RelatesTo, worded
from cases.contacts.services.entering import enter_contact
from cases.models import Requirement
from cases.notices import RequirementChanged
from cases.people.services.locking import lock_person
from cases.people.services.rows import lock_part
from cases.sentences.rules.requirements import check_end
from core import audit, clock, outbox
from core.versions import save_changes

if TYPE_CHECKING:
    from core.models import User


@transaction.atomic
def end_requirement(
    requirement_id: int,
    *,
    person_id: int,
    ended_on: date,
    reason: str,
    version: int | None,
    by: "User",
    at: datetime,
) -> Requirement:
    """Ends a requirement, enters a contact about it and publishes RequirementChanged.

    raises   StaleVersion, RulesBroken
    """
    person = lock_person(person_id)
    row = lock_part(Requirement, requirement_id, disposal__event__person_id=person_id)
    changes = {"ended_on": ended_on, "end_reason": reason.strip()}
    check_end(
        imposed_on=row.imposed_on,
        already_ended_on=row.ended_on,
        ended_on=ended_on,
        reason=reason,
        today=clock.day_of(at),
    )
    save_changes(row, changes, version=version, by=by, at=at)
    details = ContactDetails(
        type=ContactTypeCode.TERMINATED.value,
        on=ended_on,
        relates_to=RelatesTo(kind=ComponentKind.REQUIREMENT, pk=row.pk),
        **worded(f"{row.type.words}: {reason.strip()}"),
    )
    enter_contact(person.pk, details, is_system=True, by=by, at=at)
    audit.record("requirement-ended", on=row, crn=person.crn, by=by, at=at)
    notice = RequirementChanged(person_id=person.pk, crn=person.crn, requirement_id=row.pk)
    outbox.publish(notice, by=by)
    return row
