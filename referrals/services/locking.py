"""Locks a referral. One that was sent is no longer changed by the draft's pages."""

from core.errors import RuleBroken
from referrals.codes import ReferralState
from referrals.models import Referral
from referrals.queries.drafts import with_related


def lock_referral(referral_id: int) -> Referral:
    """The locked referral with everything its services read. Only the referral's own row is locked."""
    rows = with_related(Referral.objects.select_for_update(of=("self",)))
    return rows.prefetch_related("nsi").get(pk=referral_id)


def lock_draft(referral_id: int) -> Referral:
    """The locked draft with everything it refers to.

    raises   RuleBroken NOT_A_DRAFT once it was sent
    """
    referral = with_related(Referral.objects.select_for_update(of=("self",))).get(pk=referral_id)
    if referral.state != ReferralState.DRAFT:
        raise RuleBroken("NOT_A_DRAFT", "This referral has been sent already")
    return referral
