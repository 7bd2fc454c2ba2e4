"""Who may do what with referrals, and which are in sight: to practitioners by person, to suppliers by key."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases import access as case_access
from cases.models import LimitedAccess
from core import clock
from core.access import Decision, Refused, grant
from core.roles import PROBATION, RoleCode
from referrals.codes import ReferralState
from referrals.models import ApiClient, Referral
from referrals.queries import supplier_access
from referrals.queries.supplier_access import Scope

if TYPE_CHECKING:
    from core.models import User

R = RoleCode
REFERRERS = {R.PRACTITIONER, R.SENIOR}
READERS = {R.PRACTITIONER, R.SENIOR, R.CASE_ADMIN, R.PARTNERSHIPS}
grant(
    {
        "referrals.view-catalogue": READERS,
        "referrals.view": READERS,
        "referrals.view-interventions": PROBATION,
        "referrals.make": REFERRERS,
        "referrals.send": REFERRERS,
        "referrals.write-case-note": REFERRERS | {R.CASE_ADMIN},
        "referrals.supplier-view": {R.SUPPLIER_CASEWORKER, R.SUPPLIER_MANAGER},
        "referrals.supplier-assign": {R.SUPPLIER_CASEWORKER, R.SUPPLIER_MANAGER},
        "referrals.supplier-book": {R.SUPPLIER_CASEWORKER, R.SUPPLIER_MANAGER},
        "referrals.supplier-write-case-note": {R.SUPPLIER_CASEWORKER, R.SUPPLIER_MANAGER},
    }
)


def visible_to(user: "User", *, at: datetime | None = None) -> QuerySet[Referral]:
    """Referrals of the people whose records a member of probation staff may open; drafts are the maker's."""
    mine = Q(state=ReferralState.DRAFT, created_by=user) | ~Q(state=ReferralState.DRAFT)
    return Referral.objects.filter(mine, person__in=case_access.visible_to(user, at=at))


def referrals_in_scope(account: "User | ApiClient", *, at: datetime | None = None) -> QuerySet[Referral]:
    """Sent referrals a supplier's user, or a client, holds both keys to. 3 queries and its own.

    A restriction on the person does not hide what was sent; an exclusion that names the user does.

    raises   Refused with the account's problem when the whole account may see nothing
    """
    if isinstance(account, ApiClient):
        return supplier_access.sent_on(_open(supplier_access.scope_of_client(account)))
    rows = supplier_access.sent_on(_open(supplier_access.scope_of_user(account)))
    at = at or clock.now()
    named = LimitedAccess.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=at),
        person=OuterRef("person"),
        kind=LimitedAccess.EXCLUSION,
        user_id=account.pk,
    )
    return rows.exclude(Exists(named))


def _open(scope: Scope) -> Scope:
    if scope.refusal is not None:
        raise Refused(Decision(False, f"account:{scope.refusal.problem.value}", scope.refusal.because))
    return scope
