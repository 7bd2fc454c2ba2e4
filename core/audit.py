"""Records who did what to which record.

An entry written in a service commits with the act. A refusal is written by the view, after the rollback.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import structlog
from django.db import DatabaseError, connection
from django.db.models import Model

from core import clock, outbox
from core.context import correlation_id
from core.notices import Notice

if TYPE_CHECKING:
    from core.models import User


log = structlog.get_logger("audit")
INSERT = """
    INSERT INTO core_auditentry (
        at, by_id, by_name, for_name, act, record_kind, record_key, crn, crns, outcome, details,
        correlation_id
    )
    VALUES (
        %(at)s, %(by)s, %(by_name)s, %(for_name)s, %(act)s, %(record_kind)s, %(record_key)s, %(crn)s,
        %(crns)s, %(outcome)s, %(details)s, %(correlation_id)s
    )
"""


Outcome = Literal["done", "viewed", "refused", "failed"]


def record(
    act: str,
    *,
    by: "User | None",
    at: datetime | None = None,
    on: Model | None = None,
    crn: str = "",
    crns: Sequence[str] = (),
    outcome: Outcome = "done",
    for_name: str = "",
    notice: Notice | None = None,
    **details: Any,
) -> None:
    """Adds one audit row. Costs 1 insert.

    act       what was done, verb last: "contact-recorded"
    on        the record; the person's CRN is read from `on.crn` or `on.person.crn` unless `crn` is passed
    crns      of the people whom a list showed; "who looked" finds the row under each of them
    notice    a notice to publish in the same statement, which saves a frequent act one query
    details   never text that somebody typed about a person, except criteria of a search, or why they asked
    """
    if on is not None and not crn:
        crn = getattr(on, "crn", "") or getattr(getattr(on, "person", None), "crn", "")
    values = {
        "at": at or clock.now(),
        "by": by.pk if by else None,
        "by_name": by.get_username() if by else "system",
        "for_name": for_name or getattr(by, "acting_for", ""),
        "act": act,
        "record_kind": on._meta.label_lower if on is not None else "",
        "record_key": str(on.pk) if on is not None else "",
        "crn": crn,
        "crns": list(crns) or None,
        "outcome": outcome,
        "details": json.dumps(_without_nuls(details)),
        "correlation_id": correlation_id.get(),
    }
    with connection.cursor() as cursor:
        if notice is None:
            cursor.execute(INSERT, values)
        else:
            published = f"WITH published AS ({outbox.INSERT})"
            cursor.execute(f"{published} {INSERT}", values | outbox.row_of(notice, by=by))
            outbox.wake_for(notice)


def viewed(what: str, *, by: "User", crn: str, on: Model | None = None, crns: Sequence[str] = ()) -> None:
    """Audits that a page of a person was viewed, or a list of people."""
    record(what, by=by, crn=crn, on=on, crns=crns, outcome="viewed")


def refused(what: str, *, by: "User | None", crn: str = "", kind: str, **details: Any) -> None:
    """Audits a refused attempt. The view calls it after the rollback."""
    record(what, by=by, crn=crn, outcome="refused", kind=kind, **details)


def failed(what: str, *, by: "User | None", crn: str = "", error: Exception, **details: Any) -> None:
    """Audits an act that an error broke off. The view calls it after the rollback.

    Where the database itself is out of reach no row can be written: the log then tells of both.
    """
    try:
        record(what, by=by, crn=crn, outcome="failed", error=type(error).__name__, **details)
    except DatabaseError:
        log.exception("audit-not-written", act=what)


def _without_nuls(value: Any) -> Any:
    """The details as the database takes them: no row is lost for a NUL that somebody typed."""
    if isinstance(value, dict):
        return {name: _without_nuls(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nuls(part) for part in value]
    return value.replace("\x00", "") if isinstance(value, str) else value
