"""Locks a referral. One about a record that was removed or merged away is not changed any more."""

from cases.people.services.locking import check_stands
from core.errors import RuleBroken
from referrals.codes import ReferralState
from referrals.models import Referral
from referrals.queries.drafts import with_related


def lock_referral(referral_id: int) -> Referral:
    """The locked referral with everything its services read. Only the referral's own row is locked.

    raises   RuleBroken PERSON_REMOVED or PERSON_MERGED
    """
    rows = with_related(Referral.objects.select_for_update(of=("self",)))
    referral = rows.prefetch_related("nsi").get(pk=referral_id)
    check_stands(referral.person)
    return referral


def lock_draft(referral_id: int) -> Referral:
    """The locked draft with everything it refers to.

    raises   RuleBroken NOT_A_DRAFT once it was sent, PERSON_REMOVED or PERSON_MERGED
    """
    referral = with_related(Referral.objects.select_for_update(of=("self",))).get(pk=referral_id)
    if referral.state != ReferralState.DRAFT:
        raise RuleBroken("NOT_A_DRAFT", "This referral has been sent already")
    check_stands(referral.person)
    return referral
