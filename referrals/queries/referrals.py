"""Sent referrals: the lists of both sides with their tabs, one referral's page, and what is due."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.db.models import (
    Count,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Concat
from django.utils.translation import gettext

from cases.allocations.queries.holders import HELD
from cases.models import Allocation, Deadline, Person
from cases.people.queries.records import OF_REAL_PEOPLE, real_or_practice_of
from core.built_once import built_once
from core.calendar.holidays import bank_holidays
from core.calendar.working_days import working_days_between
from core.keys import first_of_each, keys_of
from core.models import Staff
from core.screens.paging import by_keys, capped_count
from referrals.codes import (
    AppointmentStatus,
    DeadlineKind,
    EndState,
    ProviderAct,
    ReferralKind,
    ReferralState,
    ReferralStatus,
    ReferralStep,
)
from referrals.models import Assignment, Contract, Referral, WithdrawalReason
from referrals.models.referrals import TABS as STORED_TABS
from referrals.queries import assessments
from referrals.rules import assessment_appointments as rules
from referrals.rules.statuses import NEXT_ACT, Standing, status_of, steps_of

if TYPE_CHECKING:
    from core.models import User

TABS: dict[str, Q] = STORED_TABS | {"urgent": STORED_TABS["open"] & Q(is_urgent=True)}

#: Relations that a referral's page shows besides those of its row in a list.
SHOWN = (
    "sent_by",
    "end_requested_by",
    "practitioner_pdu",
    "practitioner_office",
    "contact_establishment",
    "contact_office",
    "nsi",
    "event",
    "person__sex",
    "person__main_language",
    "person__ethnicity",
    "contract__region__region",
    "contract__pcc_area__region",
)

#: The first order of a list: urgent first, then by what is due next.
SOONEST = ("-is_urgent", "next_due_at", "pk")

#: The first order of a list of what has ended: the latest first.
LATEST = ("-concluded_at", "-pk")

#: For who leads caseworkers: each one's referrals together, what is due first on top.
BY_CASEWORKER = (
    "current__caseworker__last_name__alphabetical",
    "current__caseworker__first_name__alphabetical",
    "next_due_at",
    "pk",
)

#: Tabs of referrals that have ended, on which nothing is due.
ENDED_TABS = frozenset({"completed", "cancelled"})


def in_tab(
    rows: QuerySet[Referral], tab: str, *, user: "User | None" = None, now: datetime | None = None
) -> QuerySet[Referral]:
    """The rows of a tab.

    user   whose open referrals the tab "my" has, as their caseworker
    now    the tab "overdue" has the open referrals with something due before
    """
    return rows.filter(_is_in(tab, user=user, now=now))


def _is_in(tab: str, *, user: "User | None", now: datetime | None) -> Q:
    if tab == "overdue":
        return TABS["open"] & Q(next_due_at__lt=now)
    if tab == "my":
        mine = Assignment.objects.filter(ended_at=None, caseworker=user)
        return TABS["open"] & Q(pk__among=keys_of(mine.values("referral")))
    return TABS[tab]


def first_with_rows(rows: QuerySet[Referral], tabs: Iterable[str], *, user: "User", now: datetime) -> str:
    """The first of the tabs that holds a referral; "" where none does. A query for each tab looked at."""
    return next((tab for tab in tabs if in_tab(rows, tab, user=user, now=now).exists()), "")


def counts_of(
    rows: QuerySet[Referral], *, cap: int, user: "User | None" = None, now: datetime | None = None
) -> dict[str, str]:
    """The number of rows in each tab with something to do: "12", "1000+" above the cap, "" for none.

    2 queries, or 1 for each tab where more are open than the cap: each stops there, since a provider may have
    tens of thousands of referrals.

    user   counts the tab "my" too
    now    counts the tab "overdue" too
    """
    asked = {
        "open": True,
        "urgent": True,
        "unassigned": True,
        "my": user is not None,
        "overdue": now is not None,
    }
    tabs = {name: _is_in(name, user=user, now=now) for name, is_asked in asked.items() if is_asked}
    counted = {"open": capped_count(rows.filter(tabs["open"]), cap)}
    others = {name: where for name, where in tabs.items() if name != "open"}
    if counted["open"][1]:
        counted |= {name: capped_count(rows.filter(where), cap) for name, where in others.items()}
    else:
        counts = {name: Count("pk", filter=where) for name, where in others.items()}
        together = rows.filter(tabs["open"]).order_by().aggregate(**counts)
        counted |= {name: (number, False) for name, number in together.items()}
    return {name: f"{number or ''}{'+' if more else ''}" for name, (number, more) in counted.items()}


def known_to(user: "User") -> QuerySet[Referral]:
    """Sent referrals that probation staff may know of. Limited access decides which of them may be opened."""
    return Referral.objects.exclude(state=ReferralState.DRAFT).filter(
        person__in=real_or_practice_of(user.pk).values("pk")
    )


def concerning(officers: Staff | Collection[Staff], *, user: "User | None" = None) -> QuerySet[Referral]:
    """Sent referrals that the officers made, or about people whose cases they hold today.

    Limited access is not applied yet: the caller masks the rows.

    user   who made referrals too, with or without a staff record
    """
    staff = [officers] if isinstance(officers, Staff) else officers
    by = {row.user_id for row in staff if row.user_id} | ({user.pk} if user else set())
    return made_or_held(staff_ids=[row.pk for row in staff], user_ids=sorted(by))


def made_or_held(*, staff_ids: list[int], user_ids: list[int]) -> QuerySet[Referral]:
    """Sent referrals that the users made, or about people whose cases the officers hold today."""
    held = Allocation.objects.filter(HELD, staff__among=staff_ids).values("person")
    rows = Referral.objects.exclude(state=ReferralState.DRAFT)
    keys = rows.values("pk")
    searches = (
        keys.filter(sent_by__among=user_ids),
        keys.filter(created_by__among=user_ids),
        keys.filter(person__in=held),
    )
    return rows.filter(OF_REAL_PEOPLE, pk__among=keys_of(*searches))


def of_person(person_id: int, user_id: int) -> QuerySet[Referral]:
    """Referrals of a person, newest first, without the drafts of other users."""
    seen = ~Q(state=ReferralState.DRAFT) | Q(created_by=user_id)
    return listed(Referral.objects.filter(seen, person=person_id)).order_by("-sent_at", "-created_at", "-pk")


def open_from_custody(person_id: int) -> list[int]:
    """Keys of the person's sent referrals whose release date may still change. 1 query."""
    rows = Referral.objects.filter(
        person_id=person_id, kind=ReferralKind.CUSTODY, state__in=(ReferralState.SENT, ReferralState.ASSIGNED)
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def open_to_same_service(referral: Referral) -> list[Referral]:
    """Other open referrals of the person on the same type of contract, first sent first. 1 query."""
    rows = Referral.objects.filter(
        TABS["open"], person_id=referral.person_id, contract__type_id=referral.contract.type_id
    )
    return list(rows.exclude(pk=referral.pk).select_related("contract__prime").order_by("sent_at", "pk"))


def sortable(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """With what lists are sorted by besides their own columns: the assignment (`current`)."""
    return rows.annotate(current=FilteredRelation("assignments", condition=Q(assignments__ended_at=None)))


@built_once
def shown(keys: list[int]) -> QuerySet[Referral]:
    """The rows of a list, unsorted, for `rows_of`. 1 query."""
    return listed(Referral.objects.filter(pk__among=keys)).select_related("sent_by")


def listed(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """With what a row shows: the next deadline, caseworker, attempts, why it ended. 1 query, however many."""
    due = open_about_outer().order_by("due_at", "pk")
    return (
        sortable(rows)
        .annotate(
            next_due=Subquery(due.values("words")[:1]),
            next_due_on=Subquery(due.values("due_on")[:1]),
            attempts=assessments.attempts_within(OuterRef("pk")),
            end_reason=Subquery(
                WithdrawalReason.objects.filter(code=OuterRef("end_reason_code")).values("words")[:1]
            ),
        )
        .select_related("person", "contract__type", "contract__prime", "release_office", "prison")
        .select_related("current__caseworker")
    )


def first_on_contracts(
    rows: QuerySet[Referral], start: int, size: int, *, contract_ids: Iterable[int]
) -> list[Referral]:
    """So many rows of a provider's tab in the order in which it opens, from a start on. 2 queries.

    As many of each contract are read as could be among them, by the tab's index of contracts: the list costs
    the same however many referrals the provider has.

    rows   in order, all on the contracts
    """
    contracts, stop = Contract.objects.filter(pk__in=contract_ids), start + size
    first = first_of_each(contracts, rows.filter(contract=OuterRef("pk")), stop)
    return by_keys(rows.filter(pk__among=first)[start:stop], shown)


def open_about_outer() -> QuerySet[Deadline]:
    """Open deadlines about the referral of the outer query."""
    about = Concat(Value("referrals.referral:"), OuterRef("reference"))
    return Deadline.objects.filter(about=about, met_at=None, cancelled_at=None)


def caseworker_of(referral: Referral) -> "User | None":
    """The current caseworker of a referral from `listed`, None without one. No query."""
    current = getattr(referral, "current", None)  # a filtered relation without a row sets no attribute
    return current.caseworker if current else None


@dataclass(frozen=True)
class Row:
    """A referral as a list shows it.

    steps             each step both sides see, and whether it is done; empty for a draft
    due               what is due next, "" if nothing is
    days_left         working days until then, negative once it is late
    days_to_release   calendar days, 0 once the date has passed; None in the community or without a date
    """

    referral: Referral
    status: ReferralStatus
    steps: dict[ReferralStep, bool]
    caseworker: "User | None"
    due: str
    due_on: date | None
    due_at: datetime | None
    is_late: bool
    days_left: int | None
    days_to_release: int | None
    is_masked: ClassVar[bool] = False

    @property
    def by_clock(self) -> bool:
        """Whether it is due at an hour, not on a day: the first response to an urgent referral."""
        return self.due == DeadlineKind.FIRST_RESPONSE.words

    @property
    def act(self) -> ProviderAct | None:
        """What the service provider does next, None where nothing waits for them."""
        return NEXT_ACT.get(self.status)

    @property
    def ended_at(self) -> datetime | None:
        """When the practitioner asked to end it, else when it concluded."""
        return self.referral.end_requested_at or self.referral.concluded_at

    @property
    def end_reason(self) -> str:
        """Why it was withdrawn; "" if it was not."""
        return self.referral.end_reason or ""  # type: ignore[attr-defined]

    @property
    def person(self) -> Person:
        return self.referral.person

    @property
    def dots(self) -> list[tuple[str, bool]]:
        """`steps` of components/dots.html."""
        return [(gettext(step.words), is_done) for step, is_done in self.steps.items()]


def rows_of(referrals: Iterable[Referral], *, now: datetime, today: date) -> list[Row]:
    """Rows of referrals from `listed`. No query besides the bank holidays."""
    holidays = bank_holidays()
    return [_row(referral, now=now, today=today, holidays=holidays) for referral in referrals]


def _row(referral: Referral, *, now: datetime, today: date, holidays: frozenset[date]) -> Row:
    due_at, due_on = referral.next_due_at, referral.next_due_on  # type: ignore[attr-defined]
    in_custody = referral.kind == ReferralKind.CUSTODY and referral.release_on is not None
    caseworker, assessment = caseworker_of(referral), assessment_of(referral, now=now)
    return Row(
        referral=referral,
        status=standing_of(referral, assessment=assessment),
        steps=steps_of(ReferralState(referral.state), assigned=caseworker is not None, assessment=assessment),
        caseworker=caseworker,
        due=referral.next_due or "",  # type: ignore[attr-defined]
        due_on=due_on,
        due_at=due_at,
        is_late=due_at is not None and due_at < now,
        days_left=working_days_between(today, due_on, holidays) if due_on else None,
        days_to_release=max((referral.release_on - today).days, 0)
        if in_custody and referral.release_on
        else None,
    )


def assessment_of(referral: Referral, *, now: datetime) -> AppointmentStatus:
    """The status of the current attempt at the assessment of a referral from `listed`. No query."""
    attempts = assessments.attempts_read(referral.attempts)  # type: ignore[attr-defined]
    return rules.status_of(rules.current_of(attempts), now=now)


def standing_of(referral: Referral, *, assessment: AppointmentStatus) -> ReferralStatus:
    """The status of a referral. No query."""
    return status_of(
        Standing(
            state=ReferralState(referral.state),
            end_state=EndState(referral.end_state) if referral.end_state else None,
            assessment=assessment,
        )
    )


def sent_with(reference: str, rows: QuerySet[Referral]) -> Referral | None:
    """The sent referral with this reference among the rows, with what its page shows; None without one.

    1 query, and 1 for each of SHOWN that is set: planning one join of them all takes twice as long.
    """
    found = listed(rows.exclude(state=ReferralState.DRAFT)).prefetch_related(*SHOWN)
    return found.filter(reference=reference.upper()).first()


def crn_of_sent(reference: str) -> str:
    """The CRN of a sent referral, for the audit of a refusal; "" without one. 1 query."""
    rows = Referral.objects.exclude(state=ReferralState.DRAFT).filter(reference=reference.upper())
    return rows.values_list("person__crn", flat=True).first() or ""


def deadlines_of(referral: Referral) -> list[Deadline]:
    """Every deadline about a referral, met ones too, soonest first. 1 query."""
    rows = Deadline.objects.filter(about=f"referrals.referral:{referral.reference}")
    return list(rows.order_by("due_at", "pk"))
