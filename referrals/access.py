"""Who may do what with referrals, and which are in sight: to practitioners by person, to suppliers by key."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases import access as case_access
from cases.models import LimitedAccess
from cases.people.queries.records import real
from core import clock
from core.access import Decision, Refused, grant
from core.reasons import Reason
from core.roles import PROBATION, RoleCode
from referrals.codes import ReferralState
from referrals.models import ApiClient, Referral
from referrals.queries import supplier_access
from referrals.queries.api_clients import PROBATION as FOR_PROBATION
from referrals.queries.api_clients import PROVIDER
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
        "referrals.withdraw": REFERRERS,
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
    return rows.exclude(Exists(_entries(at).filter(kind=LimitedAccess.EXCLUSION, user_id=account.pk)))


def may_be_told(user: "User", referral: Referral, *, at: datetime | None = None) -> bool:
    """Whether a letter about a sent referral may go to somebody on either side. 1 query."""
    if user.supplier_id is None:
        return visible_to(user, at=at).filter(pk=referral.pk).exists()
    return not _shut_out(Referral.objects.filter(pk=referral.pk), user, at=at).exists()


def _shut_out(rows: QuerySet[Referral], user: "User", *, at: datetime | None) -> QuerySet[Referral]:
    return rows.filter(Exists(_entries(at).filter(kind=LimitedAccess.EXCLUSION, user_id=user.pk)))


def _entries(at: datetime | None) -> QuerySet[LimitedAccess]:
    current = Q(ended_at=None) | Q(ended_at__gt=at or clock.now())
    return LimitedAccess.objects.filter(current, person=OuterRef("person"))


def open_to_client(
    client: ApiClient, *, named: "User | None" = None, at: datetime | None = None
) -> QuerySet[Referral]:
    """Sent referrals a machine client may read, acting as itself or for a user it named.

    A supplier's client sees what its own contracts open and, acting for a user, only what the user sees too.
    One that acts for a practitioner sees with the practitioner's eyes. One that reads all is refused people
    under limited access, as nobody answers for its looking.
    """
    if client.role == PROVIDER:
        rows = referrals_in_scope(client, at=at)
        if named is not None:
            return rows.filter(pk__in=referrals_in_scope(named, at=at).values("pk"))
        account = _entries(at).filter(kind=LimitedAccess.EXCLUSION, user_id=client.account_id)
        return rows.exclude(Exists(account))
    rows = known_to_client(client)
    if named is not None:
        return rows.filter(person__in=case_access.visible_to(named, at=at))
    return rows.none() if client.role == FOR_PROBATION else rows.exclude(Exists(_entries(at)))


def known_to_client(client: ApiClient) -> QuerySet[Referral]:
    """Sent referrals a client outside the suppliers may know to exist: limited access refuses with its words,
    practice, removed and merged records are nobody's."""
    return Referral.objects.filter(~Q(state=ReferralState.DRAFT), person__in=real())


def refusal_to_client(
    referral: Referral, client: ApiClient, *, named: "User | None" = None, at: datetime
) -> Decision:
    """Why a referral is not open to a client: limited access, or (the same for all else) out of scope."""
    if client.role != PROVIDER and known_to_client(client).filter(pk=referral.pk).exists():
        if named is None:
            return Decision(False, "limited-access", Reason("This record has limited access"))
        decision = case_access.may_open(referral.person, named, at=at)
        if not decision.allowed:
            return decision
    return Decision(False, "out-of-scope")


def _open(scope: Scope) -> Scope:
    if scope.refusal is not None:
        raise Refused(Decision(False, f"account:{scope.refusal.problem.value}", scope.refusal.because))
    return scope
