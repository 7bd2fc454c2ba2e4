"""The page that opens after signing in: the user's choice, else their first role's, else My day."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import gettext

from core.built_once import built_once
from core.models import RoleHolding, User


def landing_page(user: User) -> str:
    """The address of the user's landing page. Costs 1 query."""
    asked = _asked_for(user.pk)
    return next(filter(None, map(_address, asked[0] if asked else ())), reverse("core:my-day"))


@built_once
def _asked_for(user_id: int) -> QuerySet[User, tuple[str | None, str | None]]:
    roles = RoleHolding.objects.filter(user=OuterRef("pk")).order_by("order", "pk")
    by_role = Subquery(roles.values("role__landing_page")[:1])
    return User.objects.filter(pk=user_id).values_list("preferences__landing_page", by_role)


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
