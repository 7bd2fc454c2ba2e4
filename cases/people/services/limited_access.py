"""Limits who may open a record: exclusions, restrictions, and their end."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.codes import LimitedAccessKind
from cases.models import LimitedAccess, LimitedAccessReason
from cases.people.queries.limited_access import open_entries_of
from cases.people.rules.limited_access import check_new_rows, check_reason, what_ending_does
from cases.people.services.locking import lock_person
from core import audit
from core.errors import NeedsConfirming, RuleBroken, RulesBroken, broken_in
from core.models.bases import stamps
from core.reasons import Reason

if TYPE_CHECKING:
    from core.models import User


@transaction.atomic
def limit_access(
    person_id: int,
    *,
    kind: LimitedAccessKind,
    users: Sequence["User"],
    reason_id: int | None,
    message: str,
    confirmed: Iterable[str],
    by: "User",
    at: datetime,
) -> list[LimitedAccess]:
    """Opens an entry for each user.

    confirmed   codes of the warnings already answered. There is always one: LOCKS_YOU_OUT where a restriction
                leaves out who adds it, else CONFIRM_LIMITED_ACCESS
    raises      RuleBroken when nobody is named, a user has an entry already or the reason is for the other
                kind; NeedsConfirming until the warning is confirmed
    """
    person = lock_person(person_id)
    wrong_reason = []
    if reason_id is not None:
        reason_kind = LimitedAccessReason.objects.get(pk=reason_id).kind
        wrong_reason = broken_in(lambda: check_reason(kind, reason_kind))
    already = open_entries_of(person, at=at).filter(kind=kind).values_list("user__username", flat=True)
    names = [user.get_username() for user in users]
    try:
        check_new_rows(kind, names, by=by.get_username(), confirmed=False, already=already)
    except RuleBroken as broken:
        if broken.field != "confirmed" or wrong_reason:
            raise RulesBroken(
                [*wrong_reason, *(rule for rule in broken.all if rule.field != "confirmed")]
            ) from None
        if broken.code not in set(confirmed):
            raise NeedsConfirming([broken]) from broken
    made = [
        LimitedAccess.objects.create(
            person=person,
            kind=kind,
            user=user,
            reason_id=reason_id,
            message=message,
            started_at=at,
            **stamps(by=by, at=at),
        )
        for user in users
    ]
    for entry in made:
        _audit("access-limited", entry, by=by, at=at)
    return made


@transaction.atomic
def end_limit(
    entry_id: int,
    *,
    person_id: int,
    ends_at: datetime,
    confirmed: Iterable[str],
    by: "User",
    at: datetime,
) -> LimitedAccess:
    """Ends an entry now or at an instant in the future.

    confirmed   codes of the warnings already answered. There is always one, which says what follows
    raises      RuleBroken when the entry has ended already; NeedsConfirming until the warning is confirmed
    """
    person = lock_person(person_id)
    rows = LimitedAccess.objects.select_for_update(of=("self",)).select_related("user")
    entry = rows.get(pk=entry_id, person_id=person_id)
    if entry.ended_at is not None and entry.ended_at <= at:
        raise RuleBroken("ALREADY_ENDED", Reason("This entry has ended already"))
    restricted = open_entries_of(person, at=at).filter(kind=LimitedAccessKind.RESTRICTION.value)
    warning = what_ending_does(
        LimitedAccessKind(entry.kind),
        name=entry.user.name,
        is_own=entry.user_id == by.pk,
        others_named=restricted.exclude(pk=entry.pk).exists(),
    )
    if warning.code not in set(confirmed):
        raise NeedsConfirming([warning])
    entry.ended_at, entry.updated_at, entry.updated_by = max(ends_at, at), at, by
    entry.save(update_fields=["ended_at", "updated_at", "updated_by"])
    _audit("access-limit-ended", entry, by=by, at=at)
    return entry


def _audit(act: str, entry: LimitedAccess, *, by: "User", at: datetime) -> None:
    """Audits the start or end of an entry, with the staff code and the team of the user who decided it."""
    staff = getattr(by, "staff", None)
    team = staff.teams.order_by("code").values_list("code", flat=True).first() if staff else None
    audit.record(
        act,
        on=entry,
        by=by,
        at=at,
        kind=entry.kind,
        user=entry.user.get_username(),
        ends_at=entry.ended_at.isoformat() if entry.ended_at else "",
        staff=staff.code if staff else "",
        team=team or "",
    )
