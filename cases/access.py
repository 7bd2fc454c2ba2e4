"""Who may do what in the case record, and which people are in sight."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    OrderBy,
    OuterRef,
    Q,
    QuerySet,
    When,
)

from cases.allocations.queries.holders import allocated_holder_of
from cases.allocations.queries.staff import staff_of
from cases.codes import LimitedAccessKind
from cases.models import LimitedAccess, Person, RecentlyViewed
from cases.people.queries import records
from cases.people.rules.limited_access import LimitedAccessRow, judge_access
from core import clock
from core.access import ALLOWED, Decision, grant, may
from core.built_once import built_once
from core.roles import PROBATION, RoleCode

if TYPE_CHECKING:
    from cases.models import Contact
    from core.models import User

R = RoleCode
LOOKERS = PROBATION | {R.DATA_QUALITY, R.DATA_PROTECTION}
#: Permission -> the roles that have it. Who does what follows the training guide (docs/decisions/0011)
grant(
    {
        "cases.search": LOOKERS,
        "cases.view-person": LOOKERS,
        "cases.edit-personal": PROBATION,
        "cases.edit-numbers": PROBATION | {R.DATA_QUALITY},
        "cases.move-number": {R.DATA_QUALITY},
        "cases.edit-contact-details": PROBATION - {R.CORPORATE},
        "cases.edit-equality": PROBATION,
        "cases.view-gender-reassignment": {R.PRACTITIONER, R.SENIOR, R.DATA_PROTECTION},
        "cases.view-contacts": LOOKERS,
        "cases.add-contact": PROBATION - {R.CORPORATE, R.UNPAID_WORK_SUPERVISOR},
        "cases.edit-contact": PROBATION - {R.CORPORATE, R.UNPAID_WORK_SUPERVISOR},
        "cases.edit-any-contact": {R.SENIOR, R.CASE_ADMIN},
        "cases.remove-past-contact": {R.SENIOR, R.CASE_ADMIN},
        "cases.read-sensitive": {R.PRACTITIONER, R.SENIOR, R.CASE_ADMIN, R.APPROVED_PREMISES},
        "cases.arrange-appointment": {
            R.PRACTITIONER,
            R.SENIOR,
            R.CASE_ADMIN,
            R.APPROVED_PREMISES,
            R.PARTNERSHIPS,
        },
        "cases.record-outcome": {
            R.PRACTITIONER,
            R.SENIOR,
            R.CASE_ADMIN,
            R.UNPAID_WORK_ADMIN,
            R.PROGRAMMES,
            R.APPROVED_PREMISES,
        },
        "cases.record-arrival": {R.RECEPTION, R.CASE_ADMIN},
        "cases.enforce": {R.PRACTITIONER, R.SENIOR, R.CASE_ADMIN},
        "cases.view-enforcement": {R.PRACTITIONER, R.SENIOR, R.CASE_ADMIN, R.RECEPTION},
        "cases.clear-alert": PROBATION - {R.CORPORATE},
        "cases.view-alerts": PROBATION,
        "cases.view-sentence": LOOKERS,
        "cases.edit-sentence": {R.PRACTITIONER, R.CASE_ADMIN, R.SENIOR},
        "cases.view-registrations": LOOKERS,
        "cases.add-registration": PROBATION - {R.CORPORATE},
        "cases.review-registration": PROBATION - {R.CORPORATE, R.PARTNERSHIPS},
        "cases.end-registration": PROBATION - {R.CORPORATE},
        "cases.view-tier": LOOKERS,
        "cases.caseload": {R.PRACTITIONER, R.SENIOR, R.CASE_ADMIN, R.RECEPTION},
        "cases.team-work": {R.SENIOR, R.CASE_ADMIN},
        "cases.view-limited-access": {R.SENIOR, R.DATA_QUALITY, R.DATA_PROTECTION},
        "cases.edit-limited-access": {R.DATA_QUALITY},
        "cases.who-looked": {R.SENIOR, R.DATA_PROTECTION},
        "cases.print": PROBATION,
    }
)


def _open_rows(at: datetime) -> QuerySet[LimitedAccess]:
    return LimitedAccess.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at))


def visible_to(user: "User | int", *, at: datetime | None = None) -> QuerySet[Person]:
    """People whose records the user (or the one with that key) may open at `at`, None for now."""
    user_id = user if isinstance(user, int) else user.pk
    rows = _open_rows(at or clock.now()).filter(person=OuterRef("pk"))
    excluded = Exists(rows.filter(kind=LimitedAccess.EXCLUSION, user_id=user_id))
    restricted = Exists(rows.filter(kind=LimitedAccess.RESTRICTION))
    named = Exists(rows.filter(kind=LimitedAccess.RESTRICTION, user_id=user_id))
    return records.real_or_practice_of(user_id).exclude(excluded).exclude(restricted & ~named)


def names_in_sight(crns: Collection[str], user: "User", at: datetime) -> dict[str, str]:
    """The names of those of the people whom the user may see, by CRN. 1 query or none."""
    if not crns or not may(user, "cases.view-person"):
        return {}
    return {person.crn: person.name for person in visible_to(user, at=at).filter(crn__in=crns)}


def limited_access_of(person_ids: Iterable[int], user: "User", *, at: datetime) -> dict[int, Decision]:
    """Person key -> decision, for those of the people whose records the user may not open. 1 query."""
    judged = {pk: _decide(rows, user) for pk, rows in _rows_of(person_ids, at=at).items()}
    return {pk: decision for pk, decision in judged.items() if not decision.allowed}


def _rows_of(person_ids: Iterable[int], *, at: datetime) -> dict[int, list[LimitedAccessRow]]:
    """Person key -> open rows of limited access, for each person who has any. 1 query."""
    rows: dict[int, list[LimitedAccessRow]] = {}
    for person_id, *row in _limits_of(list(person_ids), at):
        rows.setdefault(person_id, []).append(_row(*row))
    return rows


@built_once
def _limits_of(person_ids: list[int], at: datetime) -> QuerySet[LimitedAccess, Any]:
    rows = _open_rows(at).filter(person_id__among=person_ids)
    return rows.values_list("person_id", "kind", "user_id", "message")


def _row(kind: str, user_id: int, message: str) -> LimitedAccessRow:
    return LimitedAccessRow(LimitedAccessKind(kind), user_id, message)


def _decide(rows: Iterable[LimitedAccessRow], user: "User") -> Decision:
    because = judge_access(rows, user_id=user.pk)
    return ALLOWED if because is None else Decision(False, "limited-access", because)


def may_maintain_limits(person_id: int, user: "User", *, at: datetime) -> bool:
    """Whether the user may change the limited access of a record that is closed to them. 1 query.

    Users with the permission may, unless an exclusion names them (docs/decisions/0014).
    """
    if not may(user, "cases.edit-limited-access"):
        return False
    rows = _rows_of([person_id], at=at).get(person_id, [])
    return all((row.kind, row.user_id) != (LimitedAccessKind.EXCLUSION, user.pk) for row in rows)


@dataclass(frozen=True)
class Look:
    """Whether a user may open a record, and whether it has any limited access (a tag in the banner)."""

    decision: Decision
    is_limited: bool


def look_at(person: Person, user: "User", *, at: datetime) -> Look:
    """Whether the user may open the record, and whether it is under limited access.

    Costs 1 query, none for a person whom `find_by_crn` found with `limits_at`.
    """
    loaded = getattr(person, "limits", None)
    if loaded is None:
        rows = _rows_of([person.pk], at=at).get(person.pk, [])
    else:
        rows = [_row(row["kind"], row["user_id"], row["message"]) for row in loaded]
    return Look(_decide(rows, user), is_limited=bool(rows))


def may_open(person: Person, user: "User", *, at: datetime) -> Decision:
    """Whether limited access lets the user open the record; always read from the database. 1 query."""
    return limited_access_of([person.pk], user, at=at).get(person.pk, ALLOWED)


def last_opened_crn(user: "User", *, at: datetime) -> str | None:
    """The CRN of the record that the user opened last, among those they may still open. 1 query."""
    opened = RecentlyViewed.objects.filter(user=user, person__in=visible_to(user, at=at))
    return opened.order_by("-viewed_at", "-pk").values_list("person__crn", flat=True).first()


@dataclass(frozen=True)
class MaskedRow:
    """What a list shows in place of a row about a person whose record the user may not open."""

    crn: str
    words: str = "Restricted record"
    is_masked: bool = True
    provider: str = ""


def masked(
    rows: Iterable[Any],
    user: "User",
    *,
    at: datetime,
    person_of: Callable[[Any], Person] = lambda row: row.person,
) -> list[Any]:
    """The rows of a work list, with a MaskedRow for each person whose record the user may not open. 1 query.

    person_of   gives the person of a row
    """
    listed = list(rows)
    blocked = limited_access_of({person_of(row).pk for row in listed}, user, at=at)
    return [MaskedRow(person_of(row).crn) if person_of(row).pk in blocked else row for row in listed]


def hidden_last(rows: QuerySet, user: "User", *, at: datetime, person: str = "person") -> QuerySet:
    """The rows of a work list in their order, but those to be masked come last, ordered by key alone.

    A masked row between two names, or two kinds of work, would give away what it hides.

    person   name of the foreign key to the person
    """
    hidden = ~Exists(visible_to(user, at=at).filter(pk=OuterRef(f"{person}_id")))
    order = [_where_in_sight(field) for field in rows.query.order_by]
    return rows.annotate(is_hidden=ExpressionWrapper(hidden, BooleanField())).order_by(
        "is_hidden", *order, "pk"
    )


def _where_in_sight(field: str) -> OrderBy:
    shown = Case(When(is_hidden=False, then=F(field.removeprefix("-"))))
    return shown.desc() if field.startswith("-") else shown.asc()


def may_edit_contact(contact: "Contact", user: "User") -> bool:
    """Whether the user may edit the contact. At most 2 queries.

    The author, the contact's officer and the holder of the case may, and users who may edit any contact.
    """
    if not may(user, "cases.edit-contact"):
        return False
    if may(user, "cases.edit-any-contact") or contact.created_by_id == user.pk:
        return True
    mine = staff_of(user)
    if mine is None:
        return False
    holder = allocated_holder_of(contact.person_id)
    return mine.pk == contact.staff_id or (holder is not None and holder.staff_id == mine.pk)
