"""Whether a person's record may be opened: exclusions and restrictions."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.codes import LimitedAccessKind
from core.errors import RuleBroken
from core.reasons import Reason

EXCLUDED = Reason("You are excluded from viewing this record")
RESTRICTED = Reason("This is a restricted record. Contact a system administrator.")


@dataclass(frozen=True)
class LimitedAccessRow:
    """An open exclusion of, or restriction to, one user. `message` is what its author wrote."""

    kind: LimitedAccessKind
    user_id: int
    message: str = ""


def judge_access(open_rows: Iterable[LimitedAccessRow], *, user_id: int) -> Reason | None:
    """Why the user may not open the record with these rows; None when they may.

    An exclusion of the user comes before a restriction.

    source   docs/sources/cases.md#limited-access
    """
    rows = list(open_rows)
    exclusions = [row for row in rows if row.kind == LimitedAccessKind.EXCLUSION and row.user_id == user_id]
    if exclusions:
        return _message(exclusions, EXCLUDED)
    restrictions = [row for row in rows if row.kind == LimitedAccessKind.RESTRICTION]
    if restrictions and all(row.user_id != user_id for row in restrictions):
        return _message(restrictions, RESTRICTED)
    return None


def check_reason(kind: LimitedAccessKind, reason_kind: str) -> None:
    """A reason must be for the kind of entry.

    reason_kind   the kind that the reason is for, "" for both
    raises        RuleBroken REASON_OF_OTHER_KIND
    """
    if reason_kind not in {"", kind.value}:
        words = "Select a reason that is for an exclusion"
        if kind == LimitedAccessKind.RESTRICTION:
            words = "Select a reason that is for a restriction"
        raise RuleBroken("REASON_OF_OTHER_KIND", Reason(words), "reason")


def check_new_rows(
    kind: LimitedAccessKind,
    usernames: Iterable[str],
    *,
    by: str,
    confirmed: bool,
    already: Iterable[str] = (),
) -> None:
    """Checks the users whom new exclusions or restrictions name: at least one, and nobody named already.

    by        user name of who adds them
    already   user names in open rows of the same kind
    raises    RuleBroken; unless `confirmed`, LOCKS_YOU_OUT where a restriction leaves out who adds it, else
              CONFIRM_LIMITED_ACCESS: both are warnings
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


def _same(username: str) -> str:
    return username.strip().casefold()


def _message(rows: Iterable[LimitedAccessRow], otherwise: Reason) -> Reason:
    """The first message of the rows, else `otherwise`. Braces in a message are kept as written."""
    message = next((row.message.strip() for row in rows if row.message.strip()), "")
    return Reason("{message}", message=message) if message else otherwise


def what_ending_does(kind: LimitedAccessKind, *, name: str, is_own: bool, others_named: bool) -> RuleBroken:
    """The warning that must be confirmed before an entry ends: it says what follows.

    name           the user whom the entry names; `is_own` when that is who ends it
    others_named   whether another open restriction of the record names somebody
    source         docs/sources/cases.md#limited-access
    """
    if kind == LimitedAccessKind.EXCLUSION:
        words = Reason("Confirm that {name} is no longer kept out of this record", name=name)
        return RuleBroken("CONFIRM_END_OF_LIMIT", words, "confirmed")
    if not others_named:
        words = Reason("Nobody else is named: everybody who is not excluded will be able to open this record")
        return RuleBroken("OPENS_TO_ALL", words, "confirmed")
    if is_own:
        words = Reason("You will no longer be able to open this record")
        return RuleBroken("LOCKS_YOU_OUT", words, "confirmed")
    words = Reason("Confirm that {name} will no longer be able to open this record", name=name)
    return RuleBroken("CONFIRM_END_OF_LIMIT", words, "confirmed")
