"""The page that opens after signing in: the user's choice, else their first role's, else My day."""

from django.db.models import OuterRef, Subquery
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import gettext

from core.models import RoleHolding, User


def landing_page(user: User) -> str:
    """The address of the user's landing page. Costs 1 query."""
    roles = RoleHolding.objects.filter(user=OuterRef("pk")).order_by("order", "pk")
    by_role = Subquery(roles.values("role__landing_page")[:1])
    asked = User.objects.filter(pk=user.pk).values_list("preferences__landing_page", by_role).first()
    return next(filter(None, map(_address, asked or ())), reverse("core:my-day"))


def first_page_elsewhere(user: User, *, here: str) -> tuple[str, str] | None:
    """Address and title of the user's landing page, None where it is this one. Costs 1 query."""
    address = landing_page(user)
    try:
        view = getattr(resolve(address.partition("?")[0]).func, "view_class", None)
    except Resolver404:
        return None
    title = getattr(view, "title", "") or gettext("System administration")
    return None if address == here else (address, str(title))


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
