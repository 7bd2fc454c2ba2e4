"""Which clients a route lets in: by role, by scope, and by what the user it acts for may do."""

from typing import Any

from rest_framework.permissions import BasePermission

from core.access import may
from referrals.queries.api_clients import PROVIDER, READ_ALL


class HasRole(BasePermission):
    """Checks the view's `roles` and permission. The scope is "read" for safe methods, else "write".

    A client of probation that acts for nobody may use only views that are about no person (`personless`).
    """

    message = "This client may not use this address"

    def has_permission(self, request: Any, view: Any) -> bool:
        caller = request.auth
        if caller is None:
            return False
        wanted = "read" if request.method in {"GET", "HEAD", "OPTIONS"} else "write"
        if caller.role not in view.roles or wanted not in caller.scopes:
            return False
        if caller.role != PROVIDER and caller.named is None:
            return view.personless or caller.role == READ_ALL
        return may(request.user, view.permission if caller.role == PROVIDER else view.probation_permission)
