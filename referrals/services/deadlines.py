"""The deadlines of a referral, kept with everything else that is due about the person."""

from datetime import datetime

from cases.deadlines import services as record
from cases.models import Deadline
from core.models import User
from core.words import say
from referrals.codes import DeadlineKind
from referrals.models import Referral
from referrals.rules.deadlines import Due

#: As the deadlines of all apps are named.
KINDS = {kind: f"referral-{kind.value.lower().replace('_', '-')}" for kind in DeadlineKind}


def about(referral: Referral) -> str:
    return f"referrals.referral:{referral.reference}"


def open_for_supplier(
    referral: Referral, due: Due, *, began_at: datetime, by: User | None, at: datetime
) -> Deadline:
    """Starts the clock for the prime provider of the contract; `referral.contract` is loaded."""
    return record.set_deadline(
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


def meet(referral: Referral, kind: DeadlineKind, *, by: User | None, at: datetime) -> bool:
    """Whether there was one to meet."""
    return bool(record.meet_deadline(kind=KINDS[kind], about=about(referral), met_at=at, by=by, at=at))


def cancel(referral: Referral, kind: DeadlineKind, *, because: str, by: User | None, at: datetime) -> bool:
    """Whether there was one to cancel."""
    return bool(
        record.cancel_deadline(kind=KINDS[kind], about=about(referral), because=because, by=by, at=at)
    )


def cancel_all(referral: Referral, *, because: str, by: User | None, at: datetime) -> int:
    """Every deadline still open; how many there were."""
    return record.cancel_deadlines_about(about(referral), because=because, by=by, at=at)


def note_first_response(referral: Referral, *, by: User, at: datetime) -> None:
    """Whatever the supplier does first with an urgent referral answers it: assign, book, write a note."""
    meet(referral, DeadlineKind.FIRST_RESPONSE, by=by, at=at)
