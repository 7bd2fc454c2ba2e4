"""Assigns referrals to a caseworker of the service provider."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from core import audit, outbox
from core.errors import RuleBroken, StaleVersion
from core.models import User
from core.reasons import Reason
from core.versions import raise_version
from referrals.codes import Act
from referrals.models import Assignment, Referral
from referrals.notices import ReferralAssigned
from referrals.queries import supplier_access
from referrals.rules.assignment import Candidate, check_assignment
from referrals.rules.referrals import state_after
from referrals.services import deadlines
from referrals.services.locking import lock_referral


@transaction.atomic
def assign_referral(
    referral_id: int, *, caseworker_id: int | None, by: User, at: datetime, version: int | None = None
) -> Referral:
    """Makes a supplier's user the caseworker of a referral, in place of the present one.

    version  the referral's version when the page was opened; None where no page was shown
    raises   StaleVersion; RuleBroken for "assigned_to": nobody chosen, not on the contract, or the caseworker
             already
    """
    referral = lock_referral(referral_id)
    if version is not None and referral.version != version:
        raise StaleVersion(referral.version)
    candidates = supplier_access.candidates_for(referral.contract)
    chosen = next((one for one in candidates if one.user_id == caseworker_id), None)
    return _assign(referral, chosen, by=by, at=at)


@transaction.atomic
def assign_referrals(
    referral_ids: Sequence[int],
    *,
    caseworker_id: int | None,
    by: User,
    at: datetime,
    only_unassigned: bool = False,
) -> list[Referral]:
    """Assigns several referrals, all or none; returns those that changed.

    A referral that the caseworker already has is left as it is.

    only_unassigned  they were chosen as unassigned: refuse one that a colleague has assigned meanwhile
    raises           RuleBroken ASSIGNED_MEANWHILE, and what `assign_referral` raises
    """
    done = []
    for pk in sorted(set(referral_ids)):
        lock_referral(pk)
        current = Assignment.objects.filter(referral=pk, ended_at=None).select_related(
            "caseworker", "referral"
        )
        present = current.first()
        if present is not None and present.caseworker_id == caseworker_id:
            continue
        if present is not None and only_unassigned:
            reason = Reason(
                "{reference} has been assigned to {name} meanwhile",
                reference=present.referral.reference,
                name=present.caseworker.name,
            )
            raise RuleBroken("ASSIGNED_MEANWHILE", reason, "referral")
        done.append(assign_referral(pk, caseworker_id=caseworker_id, by=by, at=at))
    return done


def _assign(referral: Referral, chosen: Candidate | None, *, by: User, at: datetime) -> Referral:
    contract = supplier_access.facts_of(referral.contract)
    present = (
        Assignment.objects.select_for_update(of=("self",)).filter(referral=referral, ended_at=None).first()
    )
    after = state_after(referral.state, Act.ASSIGN)
    check_assignment(chosen, contract=contract, current=present.caseworker_id if present else None)
    assert chosen is not None
    if present is not None:
        present.ended_at = at
        present.save(update_fields=["ended_at"])
    Assignment.objects.create(referral=referral, caseworker_id=chosen.user_id, assigned_at=at, assigned_by=by)
    referral.state = after.value
    raise_version(referral, ["state"], by=by, at=at)
    deadlines.meet_first_response(referral, by=by, at=at)
    audit.record("referral-assigned", on=referral, by=by, at=at, caseworker=chosen.user_id)
    outbox.publish(
        ReferralAssigned(
            referral_id=referral.pk,
            referral_uuid=str(referral.uuid),
            crn=referral.person.crn,
            caseworker_id=chosen.user_id,
        ),
        by=by,
    )
    return referral
