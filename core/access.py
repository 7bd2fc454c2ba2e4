"""Who may do what: a table of permissions, filled by each app, and the refusals a door answers with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.reasons import Reason
from core.roles import EVERYONE, RoleCode

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User

#: A screen that asks for no sign-in must say so with this word.
PUBLIC = "public"

_roles_with: dict[str, frozenset[str]] = {}


def grant(table: Mapping[str, Iterable[RoleCode]]) -> None:
    """Adds an app's table: permission -> roles that have it. A permission is declared once."""
    for permission, roles in table.items():
        if permission in _roles_with:
            raise ValueError(f"permission {permission} is declared twice")
        _roles_with[permission] = frozenset(str(role) for role in roles)


grant({"core.signed-in": EVERYONE, "core.administer": {RoleCode.ADMINISTRATOR}})


def permissions() -> Mapping[str, frozenset[str]]:
    """Every permission with the codes of the roles that have it."""
    return _roles_with


def roles_of(user: "User | AnonymousUser") -> frozenset[str]:
    """Codes of the roles a user holds, in one query a request."""
    if not user.is_authenticated:
        return frozenset()
    held = getattr(user, "_role_codes", None)
    if held is None:
        held = frozenset(user.roles.values_list("code", flat=True))
        user._role_codes = held  # type: ignore[attr-defined, union-attr]
    return held


def may(user: "User | AnonymousUser", permission: str) -> bool:
    """Whether one of the user's roles has the permission. An unknown permission is a mistake of ours."""
    return user.is_active and not _roles_with[permission].isdisjoint(roles_of(user))


@dataclass(frozen=True)
class Decision:
    """May this user open this record, and if not, what to say.

    kind   "" when allowed; otherwise permission, limited-access or out-of-sight
    """

    allowed: bool
    kind: str = ""
    because: Reason | None = None


ALLOWED = Decision(allowed=True)


class Refused(Exception):
    """A door answers it: 403 with the reason, or 404 for what is out of sight; and audits it."""

    def __init__(self, decision: Decision, *, crn: str = "", record_kind: str = "", record_key: str = ""):
        self.decision, self.crn = decision, crn
        self.record_kind, self.record_key = record_kind, record_key
        super().__init__(decision.kind)
