"""The deadlines of a referral, stored with all other deadlines about the person.

Whatever opens, meets or cancels one does so here, so that `Referral.next_due_at` is always the soonest.
"""

from datetime import datetime

from django.db.models import Subquery

from cases.deadlines import services as record
from cases.models import Deadline
from core.models import User
from core.words import say
from referrals.codes import DeadlineKind
from referrals.models import Referral
from referrals.queries.referrals import open_about_outer
from referrals.rules.deadlines import Due

#: Kind of deadline -> its name among the deadlines of all apps.
KINDS = {kind: f"referral-{kind.value.lower().replace('_', '-')}" for kind in DeadlineKind}


def about(referral: Referral) -> str:
    """The referral as a subject (core/subjects.py), by which its deadlines and its NSI name it."""
    return f"referrals.referral:{referral.reference}"


def open_for_supplier(
    referral: Referral, due: Due, *, began_at: datetime, by: User | None, at: datetime
) -> Deadline:
    """Opens a deadline for the prime provider of the contract. `referral.contract` must be loaded."""
    opened = record.set_deadline(
        referral.person_id,
        record.Due(
            kind=KINDS[due.kind],
            about=about(referral),
            words=due.kind.words,
            rule=say(due.rule),
            due_on=due.on,
            due_at=due.at,
            began_at=began_at,
            supplier_id=referral.contract.prime_id,
        ),
        by=by,
        at=at,
    )
    _note_next(referral)
    return opened


def meet(referral: Referral, kind: DeadlineKind, *, by: User | None, at: datetime) -> bool:
    """Meets the open deadline of a kind; returns whether there was one."""
    met = record.meet_deadline(kind=KINDS[kind], about=about(referral), met_at=at, by=by, at=at)
    if met:
        _note_next(referral)
    return met


def cancel(referral: Referral, kind: DeadlineKind, *, because: str, by: User | None, at: datetime) -> bool:
    """Cancels the open deadline of a kind; returns whether there was one."""
    was_open = record.cancel_deadline(kind=KINDS[kind], about=about(referral), because=because, by=by, at=at)
    if was_open:
        _note_next(referral)
    return was_open


def cancel_all(
    referral: Referral, *, because: str, by: User | None, at: datetime, but: DeadlineKind | None = None
) -> int:
    """Cancels every open deadline of the referral; returns how many.

    but   the kind that stays open; None for none
    """
    kept = KINDS[but] if but else ""
    cancelled = record.cancel_deadlines_about(about(referral), but=kept, because=because, by=by, at=at)
    if cancelled:
        _note_next(referral)
    return cancelled


def _note_next(referral: Referral) -> None:
    """Stores when the soonest open deadline is due."""
    soonest = open_about_outer().order_by("due_at").values("due_at")[:1]
    Referral.objects.filter(pk=referral.pk).update(next_due_at=Subquery(soonest))


def meet_first_response(referral: Referral, *, by: User, at: datetime) -> None:
    """Meets the first response to an urgent referral: the supplier has assigned, booked or written a note."""
    meet(referral, DeadlineKind.FIRST_RESPONSE, by=by, at=at)
