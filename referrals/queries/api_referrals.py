"""Sent referrals as the suppliers' API shows them: the list with its filters, and one with all it names."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from cases.models import Disability
from core import clock
from core.models import User
from core.typed import letters
from core.typed.names import TITLES
from core.typed.terms import LABELS, terms
from referrals.codes import EndState, ReferralState
from referrals.models import Assignment, Referral, ReferralNeed, SharedRisk
from referrals.queries import withdrawals
from referrals.rules.statuses import withdrawal_state

if TYPE_CHECKING:
    from core.models import Staff, Supplier

#: What a list may be sorted by: name in the published service -> columns. The case of a name does not count.
SORTS: dict[str, tuple[str, ...]] = {
    "sentAt": ("sent_at",),
    "referenceNumber": ("reference",),
    "serviceUserLastName": ("person__surname__alphabetical", "person__first_name__alphabetical"),
    "serviceUserFirstName": ("person__first_name__alphabetical", "person__surname__alphabetical"),
    "interventionTitle": ("contract__title__alphabetical",),
    "serviceProviderName": ("contract__prime__name__alphabetical",),
    "assignedToUserName": ("caseworker",),
    "expectedReleaseDate": ("release_on",),
    "concludedAt": ("concluded_at",),
    "crn": ("person__crn",),
}
#: The names of the same columns in the older version of its front end.
OLDER_SORTS = {
    "serviceUserData.lastName": "serviceUserLastName",
    "intervention.title": "interventionTitle",
    "intervention.dynamicFrameworkContract.primeProvider.name": "serviceProviderName",
    "assignments.assignedTo.userName": "assignedToUserName",
    "referralLocation.expectedReleaseDate": "expectedReleaseDate",
}
SORTS |= {older: SORTS[name] for older, name in OLDER_SORTS.items()}


@dataclass(frozen=True, kw_only=True)
class ListFilters:
    """Filters and order of the list. None and "" stand for no filter.

    assigned_to   the id of the caseworker
    search        a reference, a CRN, or words of the person's name
    sort          (name in SORTS, whether descending) for each column to sort by
    """

    completed: bool | None = None
    cancelled: bool | None = None
    unassigned: bool | None = None
    assigned_to: UUID | None = None
    search: str = ""
    sort: tuple[tuple[str, bool], ...] = (("sentAt", True),)


COMPLETED = Q(state=ReferralState.CONCLUDED) & ~Q(end_state=EndState.CANCELLED)
CANCELLED = Q(state=ReferralState.CONCLUDED, end_state=EndState.CANCELLED)


def found(rows: QuerySet[Referral], filters: ListFilters) -> QuerySet[Referral]:
    """The rows that match the filters, in their order, which ends in the key."""
    current = Assignment.objects.filter(referral=OuterRef("pk"), ended_at=None)
    if filters.completed is not None:
        rows = rows.filter(COMPLETED if filters.completed else ~COMPLETED)
    if filters.cancelled is not None:
        rows = rows.filter(CANCELLED if filters.cancelled else ~CANCELLED)
    if filters.unassigned is not None:
        rows = rows.filter(~Exists(current) if filters.unassigned else Exists(current))
    if filters.assigned_to is not None:
        rows = rows.filter(Exists(current.filter(caseworker__uuid=filters.assigned_to)))
    if filters.search.strip():
        rows = rows.filter(_search(filters.search))
    rows = rows.annotate(caseworker=current.values("caseworker__username__alphabetical")[:1])
    order = [
        F(column).desc(nulls_last=True) if descending else F(column).asc(nulls_last=True)
        for name, descending in filters.sort
        for column in SORTS[name]
    ]
    return rows.order_by(*order, "pk")


def _search(text: str) -> Q:
    """Each word is a reference, a CRN or part of a name: case, accents and the punctuation around it aside.

    Labels and titles are left out where other words are left: "Name: Mr Ashdown, Daniel (X000001)".
    """
    asked = [word for word in terms(text, without=TITLES | LABELS) if letters.alphabetical(word)]
    if not asked:
        return Q(pk=None)
    matches = Q()
    for word in asked:
        key = letters.alphabetical(word)
        by_name = Q(person__first_name__alphabetical__contains=key)
        by_name |= Q(person__surname__alphabetical__contains=key)
        matches &= Q(reference__iexact=word) | Q(person__crn__iexact=word) | by_name
    return matches


def shown(keys: list[int]) -> list[Referral]:
    """The rows of the list, unsorted. The queries of `listed`."""
    return list(listed(Referral.objects.filter(pk__among=keys)))


def listed(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """With what a summary shows. At most 11 queries, however many: one join of all takes longer to plan."""
    shared = SharedRisk.objects.filter(referral=OuterRef("pk")).order_by("-version")
    rows = rows.annotate(shared_risk_uuid=shared.values("uuid")[:1])
    return rows.select_related("person", "contract__prime", "sent_by").prefetch_related(
        "person__title",
        "person__sex",
        "person__ethnicity",
        "person__main_language",
        "person__religion",
        "prison",
        "practitioner_office",
        "practitioner_pdu",
        _caseworkers(),
        _disabilities(),
    )


def _caseworkers() -> Prefetch:
    current = Assignment.objects.filter(ended_at=None).select_related("caseworker")
    return Prefetch("assignments", queryset=current, to_attr="current_assignments")


def _disabilities() -> Prefetch:
    today = clock.today()
    rows = Disability.objects.filter(Q(ended_on=None) | Q(ended_on__gt=today), removed_at=None)
    return Prefetch(
        "person__disabilities", queryset=rows.select_related("type"), to_attr="current_disabilities"
    )


@dataclass(frozen=True)
class ServiceUser:
    """The person as a supplier may see them. No query, if the referral is from `listed` or `one`."""

    referral: Referral

    @property
    def person(self):  # type: ignore[no-untyped-def]
        return self.referral.person

    @property
    def disabilities(self) -> list[str] | None:
        return [row.type.words for row in self.person.current_disabilities] or None


@dataclass(frozen=True)
class Summary:
    """A row of the list."""

    referral: Referral

    @property
    def service_user(self) -> ServiceUser:
        return ServiceUser(self.referral)

    @property
    def assigned_to(self) -> User | None:
        current = self.referral.current_assignments  # type: ignore[attr-defined]
        return current[0].caseworker if current else None

    @property
    def supplier(self) -> "Supplier":
        return self.referral.contract.prime

    @property
    def shared_risk(self) -> UUID | None:
        return self.referral.shared_risk_uuid  # type: ignore[attr-defined]

    @property
    def location(self) -> str:
        """Code of the prison, else the name of the office, else that of the delivery unit."""
        row = self.referral
        if row.prison is not None:
            return row.prison.code
        place = row.practitioner_office or row.practitioner_pdu
        return place.name if place else "Not available"


@dataclass(frozen=True)
class Need:
    """One service category of a referral."""

    category: UUID
    complexity: UUID | None
    outcomes: tuple[UUID, ...]


@dataclass(frozen=True)
class SentReferral(Summary):
    """One referral with everything its document names."""

    needs: tuple[Need, ...]
    end_reason: str
    #: ids of its action plans, once the service has them
    approved_plans: tuple[UUID, ...] = ()

    @property
    def complexities(self) -> list[Need]:
        return [need for need in self.needs if need.complexity is not None]

    @property
    def has_release_date(self) -> bool | None:
        """Whether the release date is known; None if it was not asked, as in the community."""
        row = self.referral
        return row.release_on is not None if row.release_on or row.release_unknown_reason else None

    @property
    def recorded_practitioner(self) -> "Staff | None":
        """The practitioner as the case record knew them when the referral was made, whatever was typed."""
        staff = self.referral.practitioner
        return staff if staff is not None and not staff.is_unallocated else None

    @property
    def has_recorded_practitioner(self) -> bool | None:
        """Whether the record names a practitioner with an e-mail address; None if there is none to name."""
        if not self.referral.has_practitioner:
            return None
        staff = self.recorded_practitioner
        return staff is not None and bool(staff.email)

    @property
    def has_main_contact(self) -> bool:
        return bool(self.referral.contact_name)

    @property
    def report_due(self) -> bool:
        return self.referral.state == ReferralState.ENDING

    @property
    def withdrawal_state(self) -> str | None:
        """What the withdrawal is called; None unless the practitioner asked to end."""
        row = self.referral
        if row.end_requested_at is None:
            return None
        delivered = row.end_state != EndState.CANCELLED
        return withdrawal_state(row.end_reason_code, delivered=delivered).value


#: Relations that one referral shows besides those of a summary.
NAMED = (
    "contract__type",
    "created_by",
    "event",
    "practitioner",
    "contact_establishment",
    "contact_office",
    "release_office",
)


def one(rows: QuerySet[Referral], uuid: UUID) -> SentReferral | None:
    """The referral with this id among the rows; None without one. At most 14 queries, and those of NAMED."""
    referral = listed(rows).prefetch_related(*NAMED).filter(uuid=uuid).first()
    if referral is None:
        return None
    needs = ReferralNeed.objects.filter(referral=referral).select_related("category", "complexity")
    code = referral.end_reason_code
    return SentReferral(
        referral,
        needs=tuple(
            _need(row)
            for row in needs.prefetch_related("outcomes").order_by("category__words__alphabetical", "pk")
        ),
        end_reason=withdrawals.words_of(code) if code else "",
    )


def _need(row: ReferralNeed) -> Need:
    outcomes = sorted(row.outcomes.all(), key=lambda outcome: (outcome.code, outcome.pk))
    return Need(
        category=row.category.uuid,
        complexity=row.complexity.uuid if row.complexity else None,
        outcomes=tuple(outcome.uuid for outcome in outcomes),
    )


def find(uuid: UUID) -> Referral | None:
    """A sent referral, in sight or not, for the audit of a refusal. 1 query."""
    rows = Referral.objects.exclude(state=ReferralState.DRAFT).select_related("person")
    return rows.filter(uuid=uuid).first()


def referral_of_assessment(uuid: UUID) -> UUID | None:
    return Referral.objects.filter(supplier_assessment__uuid=uuid).values_list("uuid", flat=True).first()


def referral_of_case_note(uuid: UUID) -> UUID | None:
    return Referral.objects.filter(case_notes__uuid=uuid).values_list("uuid", flat=True).first()


def referral_of_shared_risk(uuid: UUID) -> UUID | None:
    return Referral.objects.filter(shared_risk__uuid=uuid).values_list("uuid", flat=True).first()


def shared_risk(uuid: UUID) -> SharedRisk:
    return SharedRisk.objects.select_related("confirmed_by", "referral__person").get(uuid=uuid)
