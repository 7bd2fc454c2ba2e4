"""Removes contacts: by hand, and those the system wrote of what does not hold any more."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.contacts.rules.recording import check_delete
from cases.contacts.services import alerts, enforcement
from cases.contacts.services.recording import lock_contact
from cases.contacts.services.rows import linked_below, notice_of
from cases.models import Contact
from core import audit, versions
from core.clock import day_of
from core.errors import RuleBroken
from core.models import User


@transaction.atomic
def remove_contact(
    contact_id: int,
    *,
    because: str,
    version: int | None,
    may_remove_past: bool,
    by: User,
    at: datetime,
    has_document: bool = False,
    confirmed: bool = False,
) -> Contact:
    """Marks a contact removed, with its letters and reviews, and works out the breach of its event again.

    may_remove_past   whether the user holds the permission for contacts in the past
    has_document      its document goes with it: only once the user has `confirmed` that
    raises            StaleVersion; RuleBroken NOT_EDITABLE, PAST_CONTACT, HAS_DOCUMENT, REASON_REQUIRED
    """
    contact = lock_contact(contact_id)
    check_delete(
        contact.type,
        on=contact.on,
        today=day_of(at),
        may_delete_past=may_remove_past,
        has_document=has_document,
        confirmed=confirmed,
    )
    if not because.strip():
        raise RuleBroken("REASON_REQUIRED", "Enter the reason for removing the contact", "because")
    _take_out(contact, because=because.strip(), version=version, by=by, at=at)
    audit.record("contact-removed", on=contact, by=by, at=at, notice=notice_of(contact, by=by))
    return contact


@transaction.atomic
def withdraw_contact(contact_id: int, *, because: str, by: User | None, at: datetime) -> Contact:
    """Takes back a contact that the system entered. The rules for what people remove are not checked.

    because   why what it told of does not hold any more
    raises    RuleBroken REMOVED
    """
    contact = lock_contact(contact_id)
    _take_out(contact, because=because, version=None, by=by, at=at)
    audit.record("contact-withdrawn", on=contact, by=by, at=at, notice=notice_of(contact, by=by))
    return contact


def _take_out(contact: Contact, *, because: str, version: int | None, by: User | None, at: datetime) -> None:
    """Marks a locked contact removed, with the contacts it called for, their alerts and deadlines."""
    removal: dict[str, Any] = {"removed_at": at, "removed_by": by, "removed_because": because}
    removal |= {"respond_by_on": None, "enforcement_open": False}
    versions.save_changes(contact, removal, version=version, by=by, at=at)
    for one in (contact, *linked_below(contact)):
        if one is not contact:
            versions.save_changes(one, removal, version=None, by=by, at=at)
        alerts.withdraw_alert(one, by=by, at=at)
        alerts.withdraw_arrival(one, by=by, at=at)
        enforcement.withdraw(one, by=by, at=at)
    if contact.event_id:
        enforcement.update_breach(contact.event_id, by=by, at=at)
