"""Which clients a route lets in: by role, by scope, and by what the user it acts for may do."""

from typing import Any

from rest_framework.permissions import BasePermission

from core.access import may


class HasRole(BasePermission):
    """A view says `roles` (of clients) and `permission` (of the account); the scope follows the method."""

    message = "This client may not use this address"

    def has_permission(self, request: Any, view: Any) -> bool:
        caller = request.auth
        if caller is None:
            return False
        wanted = "read" if request.method in {"GET", "HEAD", "OPTIONS"} else "write"
        if caller.role not in view.roles or wanted not in caller.scopes:
            return False
        return may(request.user, view.permission)
