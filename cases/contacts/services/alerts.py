"""Raises, clears and restores alerts: contacts that wait in a practitioner's list."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from cases import access
from cases.allocations.queries.holders import allocated_holder_of
from cases.models import Contact, ContactAlert
from core import audit
from core.models import User


def raise_alert(contact: Contact, *, at: datetime) -> None:
    """Puts a contact into the alert list of whoever holds the case, unless it waits there already.

    While nobody holds the case, it goes to the contact's own officer. The caller has locked the person.
    """
    owner = allocated_holder_of(contact.person_id) or contact
    ContactAlert.objects.get_or_create(
        contact=contact,
        is_arrival=False,
        cleared_at=None,
        defaults={
            "person_id": contact.person_id,
            "staff_id": owner.staff_id,
            "team_id": owner.team_id,
            "raised_at": at,
        },
    )


def withdraw_alert(contact: Contact, *, by: User | None, at: datetime) -> None:
    """Takes a contact out of the alert list because it is no longer an alert."""
    _withdraw(contact, is_arrival=False, by=by, at=at)


def raise_arrival(contact: Contact, *, at: datetime) -> None:
    """Tells the officer of an appointment that the person has come, in their alert list."""
    ContactAlert.objects.get_or_create(
        contact=contact,
        is_arrival=True,
        cleared_at=None,
        defaults={
            "person_id": contact.person_id,
            "staff_id": contact.staff_id,
            "team_id": contact.team_id,
            "raised_at": at,
        },
    )


def withdraw_arrival(contact: Contact, *, by: User | None, at: datetime) -> None:
    """Takes the word of an arrival out of the alert list: taken back at reception, or seen by the officer."""
    _withdraw(contact, is_arrival=True, by=by, at=at)


def _withdraw(contact: Contact, *, is_arrival: bool, by: User | None, at: datetime) -> None:
    ContactAlert.objects.filter(contact=contact, is_arrival=is_arrival, cleared_at=None).update(
        cleared_at=at, cleared_by=by
    )


@transaction.atomic
def clear_alerts(alert_ids: Collection[int], *, owner_staff_id: int, by: User, at: datetime) -> list[int]:
    """Clears the alerts that are open, belong to the owner and are about people the user may see.

    returns   keys of the cleared alerts, for `restore_alerts`
    """
    alerts = list(
        ContactAlert.objects.select_for_update(of=("self",))
        .filter(_in_sight(by, at), pk__in=alert_ids, staff_id=owner_staff_id, cleared_at=None)
        .select_related("contact__person")
        .order_by("pk")
    )
    for alert in alerts:
        audit.record("alert-cleared", on=alert, by=by, at=at, crn=alert.contact.person.crn)
    cleared = [alert.pk for alert in alerts]
    ContactAlert.objects.filter(pk__in=cleared).update(cleared_at=at, cleared_by=by)
    _flag([alert.contact_id for alert in alerts if not alert.is_arrival], False, by=by, at=at)
    return cleared


@transaction.atomic
def restore_alerts(
    alert_ids: Collection[int], *, cleared_at: datetime, owner_staff_id: int, by: User, at: datetime
) -> list[int]:
    """Undoes one clearing by the same user; returns the keys of the restored alerts.

    cleared_at   when that clearing was: what has been put back and cleared again since is another clearing
    An alert stays cleared when its contact has been raised as an alert again since.
    """
    open_again = ContactAlert.objects.filter(
        contact=OuterRef("contact"), is_arrival=OuterRef("is_arrival"), cleared_at=None
    )
    alerts = list(
        ContactAlert.objects.select_for_update(of=("self",))
        .filter(_in_sight(by, at), pk__in=alert_ids, staff_id=owner_staff_id)
        .filter(cleared_by=by, cleared_at=cleared_at)
        .exclude(Exists(open_again))
        .select_related("contact__person")
        .order_by("pk")
    )
    for alert in alerts:
        audit.record("alert-restored", on=alert, by=by, at=at, crn=alert.contact.person.crn)
    restored = [alert.pk for alert in alerts]
    ContactAlert.objects.filter(pk__in=restored).update(cleared_at=None, cleared_by=None)
    _flag([alert.contact_id for alert in alerts if not alert.is_arrival], True, by=by, at=at)
    return restored


def _in_sight(user: User, at: datetime) -> Q:
    return Q(person__in=access.visible_to(user, at=at))


def _flag(contact_ids: list[int], is_alert: bool, *, by: User, at: datetime) -> None:
    """Sets the contacts' own flag. Their versions stay, so that nobody's open form meets a conflict."""
    Contact.objects.filter(pk__in=contact_ids).update(is_alert=is_alert, updated_at=at, updated_by=by)
