"""Every address names a permission that exists, or is in the short list of those that need none."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from core import access
from core.screens.page import Page

#: URL name of each address that is meant to be open -> the reason.
OPEN = {
    "core:health": "monitoring asks before anybody signs in",
    "core:liveness": "as health",
    "core:readiness": "as health",
    "core:ping": "as health",
    "core:info": "as health: version and build, nothing else",
    "core:metrics": "scraped inside the network; the proxy keeps it from outside",
    "oidc_authentication_init": "the organisation's own sign-in",
    "oidc_authentication_callback": "the organisation's own sign-in",
}
#: Open addresses of the API, by name in any namespace: a client that asks for a token has none yet.
OPEN_NAMES = {"token", "jwks", "schema", "swagger-ui"}
#: Namespaces that core.administration.Site guards as a whole; core/tests/admin tests that.
GUARDED = ("admin",)


def addresses(resolver, namespace="", route=""):
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = ":".join(filter(None, [namespace, entry.namespace]))
            if entry.namespace not in GUARDED:
                yield from addresses(entry, inside, here)
        elif isinstance(entry, URLPattern):
            yield ":".join(filter(None, [namespace, entry.name])), here, entry.callback


ADDRESSES = [pytest.param(*found, id=found[1] or "/") for found in addresses(get_resolver())]


def view_of(callback):
    return getattr(callback, "view_class", None) or getattr(callback, "cls", None)


@pytest.mark.parametrize(("name", "route", "callback"), ADDRESSES)
def test_every_address_names_a_permission(name, route, callback):
    if name in OPEN or name.rpartition(":")[2] in OPEN_NAMES:
        return
    permission = getattr(view_of(callback), "permission", "")

    assert permission, f"/{route} names no permission"
    assert permission == access.PUBLIC or permission in access.permissions(), f"nobody has {permission}"


@pytest.mark.parametrize(("name", "route", "callback"), ADDRESSES)
def test_every_screen_is_a_page(name, route, callback):
    view = view_of(callback)
    is_api = hasattr(callback, "cls")

    assert name in OPEN or name.rpartition(":")[2] in OPEN_NAMES or is_api or issubclass(view, Page)


def test_every_permission_is_held_by_some_role():
    held = access.permissions()

    assert {"referrals.send", "cases.edit-personal"} <= set(held)
    assert [name for name, roles in held.items() if not roles] == []
