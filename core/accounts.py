"""Accounts by the names that people type: alike in capitals and small letters, at every door."""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Lower

from core.models import User
from core.typed.user_names import read_user_name


def named(typed: str) -> Q:
    """The account with this user name."""
    return Q(username__iexact=read_user_name(typed))


def mailed(typed: str) -> Q:
    """The accounts with this email address."""
    address = read_user_name(typed)
    return Q(email__iexact=address) if address else Q(pk=None)


def account_named(typed: str) -> User | None:
    """The account with this user name; None without one. 1 query."""
    return User.objects.filter(named(typed)).first()


def people_named(names: Iterable[str]) -> list[User]:
    """Active users with one of these user names or email addresses. 1 query."""
    wanted = [name for typed in names if (name := read_user_name(typed).lower())]
    found = User.objects.annotate(own=Lower("username"), mail=Lower("email")).filter(
        Q(own__in=wanted) | Q(mail__in=wanted), is_active=True, is_service_account=False
    )
    return list(found.order_by("username__alphabetical", "pk"))
