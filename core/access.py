"""Who may do what: a table of permissions, filled by each app, and the refusal of one user's request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.built_once import built_once
from core.reasons import Reason
from core.roles import CASEWORK, EVERYONE, PROBATION, RoleCode

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from core.models import Role, User

#: The permission of a screen that everybody may open without signing in.
PUBLIC = "public"

_roles_with: dict[str, frozenset[str]] = {}


def grant(table: Mapping[str, Iterable[RoleCode]]) -> None:
    """Adds an app's table: permission -> roles that have it.

    raises   ValueError if a permission is declared twice
    """
    for permission, roles in table.items():
        if permission in _roles_with:
            raise ValueError(f"permission {permission} is declared twice")
        _roles_with[permission] = frozenset(str(role) for role in roles)


grant({"core.signed-in": EVERYONE, "core.administer": {RoleCode.ADMINISTRATOR}})
#: those whose work is no caseload: they begin with a search and the tasks of their job title
grant({"core.tasks": PROBATION - CASEWORK | {RoleCode.DATA_QUALITY, RoleCode.DATA_PROTECTION}})
#: the words that somebody searched with may name people, and say what was suspected of them
grant({"core.read-searches": {RoleCode.DATA_PROTECTION}})


def permissions() -> Mapping[str, frozenset[str]]:
    """Every permission with the codes of the roles that have it."""
    return _roles_with


def roles_of(user: "User | AnonymousUser") -> frozenset[str]:
    """Codes of the roles a user holds. 1 query a request: the codes are kept on the user."""
    if not user.is_authenticated:
        return frozenset()
    held = getattr(user, "_role_codes", None)
    if held is None:
        held = frozenset(_codes_of_roles(user.pk))
        user._role_codes = held  # type: ignore[attr-defined, union-attr]
    return held


@built_once
def _codes_of_roles(user_id: int) -> "QuerySet[Role, str]":
    from core.models import Role

    return Role.objects.filter(users=user_id).values_list("code", flat=True)


def may(user: "User | AnonymousUser", permission: str) -> bool:
    """Whether the user is active and one of their roles has the permission.

    raises   KeyError for a permission that no app declares
    """
    return user.is_active and not _roles_with[permission].isdisjoint(roles_of(user))


@dataclass(frozen=True)
class Decision:
    """Whether a user may open a record, and if not, what to say.

    kind   "" when allowed; otherwise permission, limited-access or out-of-sight
    """

    allowed: bool
    kind: str = ""
    because: Reason | None = None


ALLOWED = Decision(allowed=True)


class Refused(Exception):
    """The user may not. The view answers 403 with the reason, or 404 if it is out of sight, and audits it."""

    def __init__(self, decision: Decision, *, crn: str = "", record_kind: str = "", record_key: str = ""):
        self.decision, self.crn = decision, crn
        self.record_kind, self.record_key = record_kind, record_key
        super().__init__(decision.kind)
