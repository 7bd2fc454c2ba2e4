"""Giving a role from the terminal, as the first administrator of an installation needs."""

from datetime import datetime

from django.db import transaction

from core import audit
from core.accounts import named
from core.models import Role, RoleHolding, User


@transaction.atomic
def give_role(username: str, code: str, *, by: User | None, at: datetime) -> RoleHolding:
    """Gives a user a role; changes nothing if they hold it already.

    raises   User.DoesNotExist, Role.DoesNotExist
    """
    user = User.objects.select_for_update(of=("self",)).get(named(username))
    role = Role.objects.get(code=code)
    order = user.role_holdings.count() + 1
    holding, new = RoleHolding.objects.get_or_create(user=user, role=role, defaults={"order": order})
    if new:
        audit.record("role-given", by=by, at=at, on=user, role=code)
    return holding
