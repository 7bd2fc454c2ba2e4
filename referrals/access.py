"""Who may do what with referrals, and which referrals are in sight.

Practitioners see the referrals of people whose records they may open. Suppliers see those for which they
hold both keys (rules/supplier_access.py).
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases import access as case_access
from cases.allocations.queries.staff import staff_of
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
from referrals.queries.referrals import concerning
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
        "referrals.supplier-manage": {R.SUPPLIER_MANAGER},
        "referrals.supplier-assign": {R.SUPPLIER_CASEWORKER, R.SUPPLIER_MANAGER},
        "referrals.supplier-book": {R.SUPPLIER_CASEWORKER, R.SUPPLIER_MANAGER},
        "referrals.supplier-write-case-note": {R.SUPPLIER_CASEWORKER, R.SUPPLIER_MANAGER},
    }
)


def visible_to(user: "User", *, at: datetime | None = None) -> QuerySet[Referral]:
    """Referrals of people whose records a user of probation may open, without the drafts of others."""
    mine = Q(state=ReferralState.DRAFT, created_by=user) | ~Q(state=ReferralState.DRAFT)
    return Referral.objects.filter(mine, person__in=case_access.visible_to(user, at=at))


def referrals_in_scope(account: "User | ApiClient", *, at: datetime | None = None) -> QuerySet[Referral]:
    """Sent referrals for which a supplier's user, or a client, holds both keys. 3 queries and its own.

    A restriction on the person does not hide what was sent. An exclusion that names the user does.

    raises   Refused with the account's problem if the whole account may see nothing
    """
    if isinstance(account, ApiClient):
        return supplier_access.sent_on(_checked(supplier_access.scope_of_client(account)))
    scope = _checked(supplier_access.scope_of_user(account))
    return _not_excluded(account.pk, supplier_access.sent_on(scope), at=at)


def _not_excluded(user_id: int, rows: QuerySet[Referral], *, at: datetime | None) -> QuerySet[Referral]:
    return rows.exclude(Exists(_current_limits(at).filter(kind=LimitedAccess.EXCLUSION, user_id=user_id)))


def may_be_emailed(user: "User", referral: Referral, *, at: datetime | None = None) -> bool:
    """Whether an e-mail about a sent referral may go to a user of probation or of a supplier. 1 query."""
    if user.supplier_id is None:
        return visible_to(user, at=at).filter(pk=referral.pk).exists()
    return not _that_exclude(user, Referral.objects.filter(pk=referral.pk), at=at).exists()


def _that_exclude(user: "User", rows: QuerySet[Referral], *, at: datetime | None) -> QuerySet[Referral]:
    return rows.filter(Exists(_current_limits(at).filter(kind=LimitedAccess.EXCLUSION, user_id=user.pk)))


def _current_limits(at: datetime | None) -> QuerySet[LimitedAccess]:
    current = Q(ended_at=None) | Q(ended_at__gt=at or clock.now())
    return LimitedAccess.objects.filter(current, person=OuterRef("person"))


def open_to_client(
    client: ApiClient, *, named: "User | None" = None, at: datetime | None = None
) -> QuerySet[Referral]:
    """Sent referrals a machine client may read, as itself or for the user it acts for.

    named   the user it acts for; None if it acts as itself

    A supplier's client sees the referrals of its own contracts; acting for a user, only those that the user
    sees too. A client that acts for a practitioner sees what the practitioner sees. A client that reads all
    sees nobody under limited access, because no user is accountable for what it reads.
    """
    if client.role == PROVIDER:
        scope = _checked(supplier_access.scope_of_client(client))
        if named is not None:
            scope = supplier_access.of_both(scope, _checked(supplier_access.scope_of_user(named)))
        account = client.account_id if named is None else named.pk
        return _not_excluded(account, supplier_access.sent_on(scope), at=at)
    rows = known_to_client(client)
    if named is not None:
        return rows.filter(person__in=case_access.visible_to(named, at=at))
    return rows.none() if client.role == FOR_PROBATION else rows.exclude(Exists(_current_limits(at)))


def listed_to_client(
    client: ApiClient, *, named: "User | None" = None, at: datetime | None = None
) -> QuerySet[Referral]:
    """Sent referrals in a client's list: those it may read, but of a practitioner it acts for only their own.

    These are the ones they made and those of the people they hold, as on their screen.
    Source: docs/sources/referrals.md#whose-referrals-a-list-shows
    """
    if client.role == PROVIDER or named is None:
        return open_to_client(client, named=named, at=at)
    own = concerning(staff_of(named) or (), user=named)
    return own.filter(person__in=case_access.visible_to(named, at=at))


def known_to_client(client: ApiClient) -> QuerySet[Referral]:
    """Sent referrals that a client of probation, or one that reads all, may know of.

    People under limited access are included: the refusal says why. Practice, removed and merged records are
    left out.
    """
    return Referral.objects.filter(~Q(state=ReferralState.DRAFT), person__in=real())


def refusal_to_client(
    referral: Referral, client: ApiClient, *, named: "User | None" = None, at: datetime
) -> Decision:
    """Why a referral is not open to a client: limited access with its reason, or else out of scope."""
    if client.role != PROVIDER and known_to_client(client).filter(pk=referral.pk).exists():
        if named is None:
            return Decision(False, "limited-access", Reason("This record has limited access"))
        decision = case_access.may_open(referral.person, named, at=at)
        if not decision.allowed:
            return decision
    return Decision(False, "out-of-scope")


def _checked(scope: Scope) -> Scope:
    if scope.refusal is not None:
        raise Refused(Decision(False, f"account:{scope.refusal.problem.value}", scope.refusal.because))
    return scope
