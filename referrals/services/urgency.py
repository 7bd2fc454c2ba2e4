"""Judges anew whether a sent referral is urgent, when the release date it counts to has changed."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import transaction

from core import audit
from core.clock import LONDON, day_of
from core.models import User
from referrals.codes import DeadlineKind, ReferralKind, ReferralState
from referrals.models import Referral
from referrals.rules.deadlines import became_urgent_at, first_response_due, urgency
from referrals.services import deadlines
from referrals.services.referrals import lock_referral

BECAUSE = "No longer urgent: the release date has changed"


@transaction.atomic
def change_release_dates(
    referral_id: int,
    dates: Mapping[str, date],
    *,
    by: User | None,
    at: datetime,
) -> Referral:
    """Takes over new dates and what follows from them. The same dates again change nothing.

    dates   the new ones by name, "release_on" or "hdc_eligible_on"; a date that is absent stays

    A referral that becomes urgent starts the 24 hours; one that stops being urgent ends them.
    """
    referral = lock_referral(referral_id)
    release_on = dates.get("release_on", referral.release_on)
    hdc_eligible_on = dates.get("hdc_eligible_on", referral.hdc_eligible_on)
    same = (referral.release_on, referral.hdc_eligible_on) == (release_on, hdc_eligible_on)
    if same or referral.state not in (ReferralState.SENT, ReferralState.ASSIGNED):
        return referral
    referral.release_on, referral.hdc_eligible_on = release_on, hdc_eligible_on
    if release_on is not None:
        referral.release_unknown_reason = ""
    was_urgent = referral.is_urgent
    judge(referral, at=at)
    referral.version += 1
    referral.updated_at, referral.updated_by = at, by
    referral.save()
    if referral.is_urgent and not was_urgent and referral.became_urgent_at is not None:
        due = first_response_due(referral.became_urgent_at.astimezone(LONDON))
        if not has_responded(referral):
            deadlines.open_for_supplier(referral, due, began_at=referral.became_urgent_at, by=by, at=at)
    elif was_urgent and not referral.is_urgent:
        deadlines.cancel(referral, DeadlineKind.FIRST_RESPONSE, because=BECAUSE, by=by, at=at)
    audit.record("referral-release-date-changed", on=referral, by=by, at=at, urgent=referral.is_urgent)
    return referral


def judge(referral: Referral, *, at: datetime) -> None:
    """Sets is_urgent and the moment it became so; what was urgent already keeps its moment."""
    found = urgency(
        kind=ReferralKind(referral.kind),
        categories=list(referral.needs.values_list("category__code", flat=True)),
        release_on=referral.release_on,
        hdc_eligible_on=referral.hdc_eligible_on,
        on=day_of(at),
    )
    if found.is_urgent and found.urgent_on is not None and not referral.is_urgent:
        began = datetime.combine(found.urgent_on, time(), tzinfo=LONDON)
        referral.became_urgent_at = became_urgent_at(known_at=at, urgent_from=began)
    if not found.is_urgent:
        referral.became_urgent_at = None
    referral.is_urgent = found.is_urgent


def has_responded(referral: Referral) -> bool:
    """Whether the service provider has assigned it, booked, or written anything."""
    return (
        referral.state != ReferralState.SENT
        or referral.case_notes.filter(sent_by__supplier__isnull=False).exists()
    )
