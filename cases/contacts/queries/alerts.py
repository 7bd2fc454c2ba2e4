"""Alerts: contacts waiting in a practitioner's list."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from cases.allocations.queries.whose import Officers, each_of
from cases.models import ContactAlert
from cases.people.queries.records import OF_REAL_PEOPLE
from core.built_once import built_once, counted

if TYPE_CHECKING:
    from core.models import User


def open_alerts(staff: Officers) -> QuerySet[ContactAlert]:
    """The alerts in the lists of one officer or several, unsorted. Uses the index open_alerts_of_staff."""
    rows = ContactAlert.objects.filter(
        OF_REAL_PEOPLE, staff__in=each_of(staff), cleared_at=None, contact__removed_at=None
    )
    return rows.select_related("person", "staff", "contact__type", "contact__created_by")


def count_open_alerts(user: "User") -> int:
    """The number of open alerts in the user's list, for the header. 1 query.

    It is exact, unlike the counts of lists that may be long: these alerts are one officer's own.
    """
    return _number_of_alerts(user.pk)[0]


@built_once
def _number_of_alerts(user_id: int) -> QuerySet[ContactAlert, int]:
    rows = ContactAlert.objects.filter(
        OF_REAL_PEOPLE, staff__user=user_id, cleared_at=None, contact__removed_at=None
    )
    return counted(rows)
