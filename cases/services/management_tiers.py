"""Keeps the management tier: closes the old row, opens the new, and says why in the contact list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from cases.codes import ContactTypeCode
from cases.models import ManagementTier, TierChangeReason
from cases.services import system_contacts
from core.clock import day_of
from core.reasons import Reason, as_stored

if TYPE_CHECKING:
    from core.models import User

CALCULATED = "ATS"  # the reason "Calculated by automatic tiering"


@dataclass(frozen=True, kw_only=True, slots=True)
class TierChange:
    """`because` says how the tier was reached, `cause` what made it change."""

    person_id: int
    code: str
    because: Reason
    cause: Reason | None = None


def change_tier(
    person_id: int,
    *,
    code: str,
    because: Reason,
    by: "User | None",
    at: datetime,
    cause: Reason | None = None,
) -> ManagementTier:
    """The person's current tier row, new if the code was another."""
    change = TierChange(person_id=person_id, code=code, because=because, cause=cause)
    change_tiers([change], by=by, at=at)
    return ManagementTier.objects.get(person_id=person_id, ended_at=None)


@transaction.atomic
def change_tiers(changes: Sequence[TierChange], *, by: "User | None", at: datetime) -> int:
    """Sets the tiers of many people; those who have theirs already are left alone. Returns how many changed.

    Costs at most 9 queries however many people; the caller holds locks on them.
    """
    current = dict(
        ManagementTier.objects.filter(
            person_id__in=[change.person_id for change in changes], ended_at=None
        ).values_list("person_id", "code")
    )
    new = [change for change in changes if current.get(change.person_id) != change.code]
    _keep_on_people(changes)
    if not new:
        return 0
    ManagementTier.objects.filter(person_id__in=[change.person_id for change in new], ended_at=None).update(
        ended_at=Greatest(F("began_at"), Value(at)), updated_at=at, updated_by=by
    )
    reason = TierChangeReason.objects.filter(code=CALCULATED).first()
    ManagementTier.objects.bulk_create(
        [
            ManagementTier(
                person_id=change.person_id,
                code=change.code,
                began_at=at,
                reason=reason,
                because=as_stored(change.because),
                created_at=at,
                created_by=by,
                updated_at=at,
                updated_by=by,
            )
            for change in new
        ],
        batch_size=1000,
    )
    today = day_of(at)
    entries = [
        system_contacts.Entry(
            person_id=change.person_id,
            type_code=ContactTypeCode.TIER_CALCULATED,
            on=today,
            text=". ".join(str(part) for part in (change.because, change.cause) if part),
        )
        for change in new
    ]
    system_contacts.enter_all(entries, by=by, at=at)
    return len(new)


def _keep_on_people(changes: Sequence[TierChange]) -> None:
    """The column that lists sort on; only what differs is written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_person AS person SET tier_code = given.code"
            " FROM unnest(%s::bigint[], %s::text[]) AS given (id, code)"
            " WHERE person.id = given.id AND person.tier_code IS DISTINCT FROM given.code",
            [[change.person_id for change in changes], [change.code for change in changes]],
        )
