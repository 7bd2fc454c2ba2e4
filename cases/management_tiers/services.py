"""Keeps the management tier: closes the old row, opens the new, and says why in the contact list."""

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
#: The column that lists sort on, and the tier's rows: the old one ends before the new one begins, since the
#: count needs every row that ends. Only what differs is written.
CHANGE = """
    WITH given AS (
        SELECT * FROM jsonb_to_recordset(%(given)s) AS given (person_id bigint, code text, because jsonb)
    ), shown AS (
        UPDATE cases_person AS person SET tier_code = given.code FROM given
        WHERE person.id = given.person_id AND person.tier_code IS DISTINCT FROM given.code
    ), new AS (
        SELECT given.* FROM given
        LEFT JOIN cases_managementtier AS tier ON tier.person_id = given.person_id AND tier.ended_at IS NULL
        WHERE tier.code IS DISTINCT FROM given.code
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
    """`because` says how the tier was reached, `cause` what made it change."""

    person_id: int
    code: str
    because: Reason
    cause: Reason | None = None


@transaction.atomic(savepoint=False)
def change_tiers(changes: Sequence[TierChange], *, by: "User | None", at: datetime) -> int:
    """Sets the tiers of many people; those who have theirs already are left alone. Returns how many changed.

    Costs at most 3 queries however many people; the caller holds locks on them.
    """
    given = [
        {"person_id": change.person_id, "code": change.code, "because": as_stored(change.because)}
        for change in changes
    ]
    values: dict[str, Any] = {
        "given": json.dumps(given),
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
