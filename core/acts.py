"""The audit's acts in plain words. Each app names its own acts; a screen is named by its title."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_words: dict[str, str | Promise] = {}


def name_acts(words: Mapping[str, str | Promise]) -> None:
    """Adds an app's words: act -> what a reader of the audit sees in place of it."""
    _words.update(words)


def words_of(act: str) -> str:
    """An act in plain words. An act without words, as one that was renamed since, is returned as stored."""
    named = _words.get(act) or _titles().get(act)
    return str(named) if named else act


def acts_called(words: str) -> set[str]:
    """The acts whose words begin so, whatever the case of the letters."""
    asked = words.strip().lower()
    every = {**_titles(), **_words}
    return {act for act, named in every.items() if asked and str(named).lower().startswith(asked)}


def has_words(act: str) -> bool:
    return act in _words or act in _titles()


@cache
def _titles() -> dict[str, Any]:
    """URL name -> title of its screen. All routes of an API share one title."""
    return {name: title for name, callback in _named(get_resolver()) if (title := _title(callback))}


def _named(resolver: URLResolver, inside: str = "") -> Any:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _named(entry, ":".join(filter(None, [inside, entry.namespace])))
        elif isinstance(entry, URLPattern) and entry.name:
            yield ":".join(filter(None, [inside, entry.name])), entry.callback


def _title(callback: Any) -> Any:
    if hasattr(callback, "cls"):
        return _("Request by another system")
    return getattr(getattr(callback, "view_class", None), "title", "")


name_acts(
    {
        "api": _("Request by another system"),
        "core:draft-discard": _("Discard a draft"),
        "core:shortcuts-off": _("Turn keyboard shortcuts off"),
        "core:sign-out": _("Sign out"),
        "core:stay-signed-in": _("Stay signed in"),
        "admin": _("System administration"),
        "admin-added": _("Row added in system administration"),
        "admin-changed": _("Row changed in system administration"),
        "audit-read": _("Audit read"),
        "audit-searched": _("Audit searched"),
        "password-change": _("Change password"),
        "password-changed": _("Password changed"),
        "recovery-code-used": _("Recovery code used"),
        "recovery-codes-made": _("New recovery codes made"),
        "role-given": _("Role given"),
        "searches-read": _("Searches of a user read"),
        "second-step-removed": _("Second step of signing in removed by an administrator"),
        "second-step-set-up": _("Second step of signing in set up"),
        "second-step-turned-off": _("Second step of signing in turned off"),
        "sessions-ended": _("Signed out everywhere else"),
        "sign-in": _("Sign in"),
        "signed-in": _("Signed in"),
        "signed-out": _("Signed out"),
    }
)
