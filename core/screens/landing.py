"""The page that opens after signing in: the user's choice, else their first role's, else My day."""

from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import gettext

from core.models import Preferences, RoleHolding

if TYPE_CHECKING:
    from core.models import User


def landing_page(user: "User") -> str:
    """The address of the user's landing page. Costs 2 queries."""
    chosen = Preferences.objects.filter(user_id=user.pk).values_list("landing_page", flat=True).first()
    for asked in (chosen, _role_page(user)):
        if address := _address(asked):
            return address
    return reverse("core:my-day")


def first_page_elsewhere(user: "User", *, here: str) -> tuple[str, str] | None:
    """Address and title of the user's landing page, None where it is this one. Costs 2 queries."""
    address = landing_page(user)
    try:
        view = getattr(resolve(address.partition("?")[0]).func, "view_class", None)
    except Resolver404:
        return None
    title = getattr(view, "title", "") or gettext("System administration")
    return None if address == here else (address, str(title))


def _role_page(user: "User") -> str:
    first = RoleHolding.objects.filter(user_id=user.pk).order_by("order", "pk").select_related("role").first()
    return first.role.landing_page if first else ""


def _address(asked: str | None) -> str:
    """The address of a path or a URL name; "" for None or for a name that no longer exists."""
    if not asked:
        return ""
    if asked.startswith("/"):
        return asked
    try:
        return reverse(asked)
    except NoReverseMatch:
        return ""
