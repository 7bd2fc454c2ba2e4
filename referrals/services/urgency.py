"""Works out again whether a sent referral is urgent, after its release dates have changed."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import transaction

from core import audit, outbox
from core.clock import LONDON, day_of
from core.models import User
from core.versions import raise_version
from referrals.codes import DeadlineKind, ReferralKind, ReferralState
from referrals.models import Referral
from referrals.notices import ReferralBecameUrgent
from referrals.rules.deadlines import became_urgent_at, first_response_due, urgency
from referrals.services import deadlines
from referrals.services.locking import lock_referral

#: columns that follow from new release dates
CHANGED = ("release_on", "hdc_eligible_on", "release_unknown_reason", "is_urgent", "became_urgent_at")
BECAUSE = "No longer urgent: the release date has changed"


@transaction.atomic
def change_release_dates(
    referral_id: int,
    dates: Mapping[str, date],
    *,
    by: User | None,
    at: datetime,
) -> Referral:
    """Changes the release dates of a referral, and its urgency. The same dates again change nothing.

    dates   new date by field, "release_on" or "hdc_eligible_on"; a field that is left out stays

    If the referral becomes urgent, the deadline of the first response is opened, unless the supplier has
    responded, and the service provider is told. If it stops being urgent, that deadline is cancelled.
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
    update_urgency(referral, at=at)
    raise_version(referral, CHANGED, by=by, at=at)
    if referral.is_urgent and not was_urgent and referral.became_urgent_at is not None:
        due = first_response_due(referral.became_urgent_at.astimezone(LONDON))
        if not has_responded(referral):
            deadlines.open_for_supplier(referral, due, began_at=referral.became_urgent_at, by=by, at=at)
    elif was_urgent and not referral.is_urgent:
        deadlines.cancel(referral, DeadlineKind.FIRST_RESPONSE, because=BECAUSE, by=by, at=at)
    audit.record("referral-release-date-changed", on=referral, by=by, at=at, urgent=referral.is_urgent)
    if referral.is_urgent and not was_urgent:
        notice = ReferralBecameUrgent(
            referral_id=referral.pk, referral_uuid=str(referral.uuid), crn=referral.person.crn
        )
        outbox.publish(notice, by=by)
    return referral


def update_urgency(referral: Referral, *, at: datetime) -> None:
    """Sets is_urgent and became_urgent_at, without saving. What was urgent already keeps its moment."""
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
    """Whether the service provider has assigned the referral, or written a case note."""
    return (
        referral.state != ReferralState.SENT
        or referral.case_notes.filter(sent_by__supplier__isnull=False).exists()
    )
