"""Reading what somebody searched for: for data protection alone, with a reason, and audited."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from core import audit
from core.accounts import mailed, named
from core.clock import LONDON
from core.models import AuditEntry, User
from core.typed.user_names import read_user_name

SHOWN = 100
#: acts of searching for people, whose details hold what was typed
SEARCHES = ("people-searched", "contacts-searched", "api-sent-referrals-listed")


@dataclass(frozen=True)
class Search:
    """One search: when, where, and what was typed.

    typed   name of the field -> what was typed
    crn     of the person in whose record it was made; "" for a search for people
    """

    at: datetime
    act: str
    crn: str
    typed: dict[str, str]


def searcher(typed: str) -> str | None:
    """The user name of whom somebody typed: an account's, by it or by its address, or one it had before.

    None when nobody is called so. 2 queries at most.
    """
    account = User.objects.filter(named(typed) | mailed(typed)).order_by("pk").first()
    if account is not None:
        return account.get_username()
    name = read_user_name(typed)
    was = AuditEntry.objects.filter(by_name__iexact=name, act__in=SEARCHES)
    return name if name and was.exists() else None


@transaction.atomic
def read_searches(username: str, *, since: date, because: str, by: User, at: datetime) -> list[Search]:
    """The last searches that a user made since a day, newest first: SHOWN at most. 1 insert, 1 query.

    because   why they are read; the audit keeps it
    """
    name = read_user_name(username)
    audit.record(
        "searches-read",
        by=by,
        at=at,
        outcome="viewed",
        of=name,
        since=since.isoformat(),
        because=because,
    )
    made = AuditEntry.objects.filter(
        by_name__iexact=name, act__in=SEARCHES, at__gte=datetime.combine(since, time(0), tzinfo=LONDON)
    )
    return [_search(entry) for entry in made.order_by("-at", "-pk")[:SHOWN]]


def _search(entry: AuditEntry) -> Search:
    typed = entry.details.get("criteria") or {"words": entry.details.get("words", "")}
    shown = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in typed.items()
    }
    return Search(entry.at, entry.act, entry.crn, shown)
