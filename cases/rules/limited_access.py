"""Whether a person's record may be opened: exclusions and restrictions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cases.codes import LimitedAccessKind
from core.errors import RuleBroken
from core.reasons import Reason

EXCLUDED = Reason("You are excluded from viewing this record")
RESTRICTED = Reason("This is a restricted record. Contact a system administrator.")


@dataclass(frozen=True, kw_only=True)
class LimitedAccessRow:
    """An exclusion of, or a restriction to, one user; `username` in any case."""

    kind: LimitedAccessKind
    username: str
    ends_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        return self.ends_at is None or self.ends_at > now


@dataclass(frozen=True, kw_only=True)
class LimitedAccessVerdict:
    """Who may not see what, and the words for it.

    limited    the record has an open row, whoever asks: a permitted user sees a tag
    messages   for each bar its words: exclusion first, as it wins on screen
    """

    excluded: bool
    restricted: bool
    limited: bool
    messages: tuple[Reason, ...]

    @property
    def allowed(self) -> bool:
        return not (self.excluded or self.restricted)

    @property
    def label(self) -> Reason | None:
        """What stands in a list in place of the name."""
        if self.excluded:
            return Reason("Excluded")
        return Reason("Restricted record") if self.restricted else None


def judge_access(
    rows: Iterable[LimitedAccessRow],
    *,
    username: str | None,
    now: datetime,
    exclusion_message: str = "",
    restriction_message: str = "",
) -> LimitedAccessVerdict:
    """Whether `username` may open the record whose rows these are.

    username   None for a system or unknown user: barred by any open row
    messages   those kept on the person; the house words when there is none
    source     docs/sources/cases.md#limited-access
    """
    open_rows = [row for row in rows if row.is_open(now)]
    excluded_users = _users(open_rows, LimitedAccessKind.EXCLUSION)
    permitted_users = _users(open_rows, LimitedAccessKind.RESTRICTION)
    me = _same(username) if username else None
    excluded = me in excluded_users if me else bool(excluded_users)
    restricted = bool(permitted_users) and me not in permitted_users
    messages = []
    if excluded:
        messages.append(_message(exclusion_message, EXCLUDED))
    if restricted:
        messages.append(_message(restriction_message, RESTRICTED))
    return LimitedAccessVerdict(
        excluded=excluded, restricted=restricted, limited=bool(open_rows), messages=tuple(messages)
    )


def check_new_rows(
    kind: LimitedAccessKind,
    usernames: Iterable[str],
    *,
    by: str,
    confirmed: bool,
    already: Iterable[str] = (),
) -> None:
    """A restriction names at least one user; whoever adds it without being on the list is warned.

    already   users an open row of the same kind names
    """
    named = {_same(name) for name in usernames}
    if not named:
        raise RuleBroken("NO_USERS", "Select at least one user", "users")
    listed = {_same(name) for name in already}
    if named & listed:
        reason = Reason(
            "Select users who are not on the list already: {names}", names=", ".join(sorted(named & listed))
        )
        raise RuleBroken("ALREADY_LISTED", reason, "users")
    if confirmed:
        return
    if kind == LimitedAccessKind.RESTRICTION and _same(by) not in named | listed:
        words = Reason(
            "You are not on the list: once this is saved you cannot open the record. Confirm to continue"
        )
        raise RuleBroken("LOCKS_YOU_OUT", words, "confirmed")
    raise RuleBroken(
        "CONFIRM_LIMITED_ACCESS", "Confirm that access to this record is to be limited", "confirmed"
    )


def _users(rows: list[LimitedAccessRow], kind: LimitedAccessKind) -> set[str]:
    return {_same(row.username) for row in rows if row.kind == kind}


def _same(username: str) -> str:
    return username.strip().casefold()


def _message(stored: str, default: Reason) -> Reason:
    return Reason("{message}", message=stored.strip()) if stored.strip() else default
