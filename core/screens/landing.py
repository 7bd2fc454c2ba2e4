"""Where somebody lands after signing in: their own choice, else their first role's, else My day."""

from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from core.models import Preferences, RoleHolding

if TYPE_CHECKING:
    from core.models import User


def landing_page(user: "User") -> str:
    """An address. Costs 2 queries."""
    chosen = Preferences.objects.filter(user_id=user.pk).values_list("landing_page", flat=True).first()
    for asked in (chosen, _role_page(user)):
        if address := _address(asked):
            return address
    return reverse("core:my-day")


def _role_page(user: "User") -> str:
    first = RoleHolding.objects.filter(user_id=user.pk).order_by("order", "pk").select_related("role").first()
    return first.role.landing_page if first else ""


def _address(asked: str | None) -> str:
    """A path stays as it is, a URL name is looked up; what is gone is nothing."""
    if not asked:
        return ""
    if asked.startswith("/"):
        return asked
    try:
        return reverse(asked)
    except NoReverseMatch:
        return ""
