"""Links to the subject of a row: the row stores what it is about, and the address is made when it is shown.

A subject is stored as "app.model:key". Each app registers the screens of its own kinds when it starts, so
that a lower app can link to a record that an upper app owns.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from core.models import User

#: (CRN of the person, key of the subject) -> address of its screen
Screen = Callable[[str, str], str]

#: (CRNs, user, at) -> the names of those people whom the user may see, by CRN
Names = Callable[[Collection[str], "User", datetime], dict[str, str]]

_screens: dict[str, Screen] = {}
_link_words: dict[str, str | Promise] = {}
_owed_by: dict[str, str | Promise] = {}
_names: list[Names] = []


def shows(kind: str, screen: Screen, *, link_words: str | Promise = "", owed_by: str | Promise = "") -> None:
    """Registers the screen of a kind of subject, such as "cases.contact".

    link_words   what is done there, where it is more than to look: "Review"
    owed_by      who does what is due about it, where that is not the person's practitioner
    """
    _screens[kind] = screen
    _link_words[kind], _owed_by[kind] = link_words, owed_by


def address_of(about: str, crn: str) -> str:
    """The address of the subject `about`; "" for a kind that no app has registered."""
    kind, _, key = about.partition(":")
    return _screens[kind](crn, key) if key and kind in _screens else ""


def link_words_of(about: str) -> str | Promise:
    """The words of a link to the subject: what is done on its screen, else that it is opened."""
    return _link_words.get(about.partition(":")[0]) or _("Open")


def owed_by(about: str) -> str | Promise:
    """Who does what is due about the subject; "" for the person's practitioner."""
    return _owed_by.get(about.partition(":")[0]) or ""


def named_by(names: Names) -> None:
    """Registers who knows the names of people: the app that keeps their records."""
    _names.append(names)


def names_of(crns: Collection[str], user: "User", *, at: datetime) -> dict[str, str]:
    """The names of people whom the user may see, by CRN. Others are left out."""
    found: dict[str, str] = {}
    for names in _names:
        found |= names(crns, user, at)
    return found
