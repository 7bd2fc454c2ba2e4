"""Changing one's own password."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from core import audit
from core.models import User

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def change_password(new: str, *, by: "AbstractBaseUser", at: datetime) -> User:
    """Sets a new password, which ends the user's other sessions; returns the account."""
    user = User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    user.set_password(new)
    user.save(update_fields=["password"])
    audit.record("password-changed", on=user, by=user, at=at)
    return user
