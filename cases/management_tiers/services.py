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
#: Updates the column that lists sort on, and the rows of the tier. Only what differs is written. The INSERT
#: reads the count of the rows that ended, so that the old row ends before the new one begins.
CHANGE = """
    WITH wanted AS (
        SELECT * FROM jsonb_to_recordset(%(wanted)s) AS wanted (person_id bigint, code text, because jsonb)
    ), shown AS (
        UPDATE cases_person AS person SET tier_code = wanted.code FROM wanted
        WHERE person.id = wanted.person_id AND person.tier_code IS DISTINCT FROM wanted.code
    ), new AS (
        SELECT wanted.* FROM wanted
        LEFT JOIN cases_managementtier AS tier ON tier.person_id = wanted.person_id AND tier.ended_at IS NULL
        WHERE tier.code IS DISTINCT FROM wanted.code
    ), ended AS (
        UPDATE cases_managementtier AS tier
        SET ended_at = greatest(tier.began_at, %(at)s), updated_at = %(at)s, updated_by_id = %(by)s
        FROM new WHERE tier.person_id = new.person_id AND tier.ended_at IS NULL RETURNING tier.id
    )
    INSERT INTO cases_managementtier (
        person_id, code, because, began_at, reason_id, created_at, created_by_id, updated_at, updated_by_id
    )
    SELECT new.person_id, new.code, new.because, %(at)s,
           (SELECT id FROM cases_tierchangereason WHERE code = %(reason)s), %(at)s, %(by)s, %(at)s, %(by)s
    FROM new, (SELECT count(*) FROM ended)
    RETURNING person_id
"""


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
    wanted = [
        {"person_id": change.person_id, "code": change.code, "because": as_stored(change.because)}
        for change in changes
    ]
    values: dict[str, Any] = {
        "wanted": json.dumps(wanted),
        "at": at,
        "by": by.pk if by else None,
        "reason": CALCULATED,
    }
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, values)
        new = {person_id for (person_id,) in cursor}
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
