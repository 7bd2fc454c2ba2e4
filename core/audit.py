"""Records who did what to which record. Inside a service it commits with the act; refusals come after."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from core import clock
from core.context import correlation_id
from core.models import AuditEntry

if TYPE_CHECKING:
    from core.models import User


def record(
    act: str,
    *,
    by: "User | None",
    at: datetime | None = None,
    on: Model | None = None,
    crn: str = "",
    outcome: str = "done",
    for_name: str = "",
    **details: Any,
) -> None:
    """Adds one audit row. Costs one insert.

    act       what was done, verb last: "contact-recorded"
    on        the record; its person's CRN is found on `on.crn` or `on.person.crn` unless given
    details   never what somebody typed about a person, save a search's criteria
    """
    if on is not None and not crn:
        crn = getattr(on, "crn", "") or getattr(getattr(on, "person", None), "crn", "")
    AuditEntry.objects.create(
        at=at or clock.now(),
        by_id=by.pk if by else None,
        by_name=by.get_username() if by else "system",
        for_name=for_name or getattr(by, "acting_for", ""),
        act=act,
        record_kind=on._meta.label_lower if on is not None else "",
        record_key=str(on.pk) if on is not None else "",
        crn=crn,
        outcome=outcome,
        details=details,
        correlation_id=correlation_id.get(),
    )


def viewed(what: str, *, by: "User", crn: str, on: Model | None = None) -> None:
    """A person's page was looked at."""
    record(what, by=by, crn=crn, on=on, outcome="viewed")


def refused(what: str, *, by: "User | None", crn: str = "", kind: str, **details: Any) -> None:
    """An attempt was refused: written by the door, after the rollback."""
    record(what, by=by, crn=crn, outcome="refused", kind=kind, **details)
