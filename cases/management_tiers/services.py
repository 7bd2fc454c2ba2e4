"""Changes the management tier: ends the old row, begins the new one and enters a contact that says why."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from cases.codes import ContactTypeCode
from cases.contacts.services.details import ContactDetails, worded
from cases.contacts.services.entering import enter_for_many
from core.clock import day_of
from core.reasons import Reason, as_stored

if TYPE_CHECKING:
    from core.models import User

CALCULATED = "ATS"  # the reason "Calculated by automatic tiering"
#: The procedure is in migration 0017_writing_costs_less. It gives the people whose tier changed, or None.
CHANGE = "CALL cases_change_tiers(%(changes)s, %(at)s, %(by)s, %(reason)s, NULL)"


@dataclass(frozen=True, kw_only=True, slots=True)
class TierChange:
    """A person's new tier. `because` says how it was reached, `cause` what made it change."""

    person_id: int
    code: str
    because: Reason
    cause: Reason | None = None


@transaction.atomic(savepoint=False)
def change_tiers(changes: Sequence[TierChange], *, by: "User | None", at: datetime) -> int:
    """Sets the tiers of many people; returns how many changed.

    People who have that tier already are left alone. Costs at most 3 queries, however many people there are.
    The caller holds the locks on them.
    """
    rows = [
        {"person_id": change.person_id, "code": change.code, "because": as_stored(change.because)}
        for change in changes
    ]
    values: dict[str, Any] = {
        "changes": json.dumps(rows),
        "at": at,
        "by": by.pk if by else None,
        "reason": CALCULATED,
    }
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, values)
        new = set(cursor.fetchone()[0] or ())
    today = day_of(at)
    entries = [
        (
            change.person_id,
            ContactDetails(type=ContactTypeCode.TIER_CALCULATED, on=today, **worded(_words_of(change))),
        )
        for change in changes
        if change.person_id in new
    ]
    enter_for_many(entries, by=by, at=at)
    return len(new)


def _words_of(change: TierChange) -> str:
    return ". ".join(str(part) for part in (change.because, change.cause) if part)
