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
_acts: dict[str, str | Promise] = {}
_names: list[Names] = []


def shows(kind: str, screen: Screen, *, act: str | Promise = "") -> None:
    """Registers the screen of a kind of subject, such as "cases.contact".

    act   what is done there, where it is more than to look: "Review"
    """
    _screens[kind] = screen
    _acts[kind] = act


def address_of(about: str, crn: str) -> str:
    """The address of the subject `about`; "" for a kind that no app has registered."""
    kind, _, key = about.partition(":")
    return _screens[kind](crn, key) if key and kind in _screens else ""


def act_words(about: str) -> str | Promise:
    """The words of a link to the subject: what is done on its screen, else that it is opened."""
    return _acts.get(about.partition(":")[0]) or _("Open")


def named_by(names: Names) -> None:
    """Registers who knows the names of people: the app that keeps their records."""
    _names.append(names)


def names_of(crns: Collection[str], user: "User", *, at: datetime) -> dict[str, str]:
    """The names of people whom the user may see, by CRN. Others are left out."""
    found: dict[str, str] = {}
    for names in _names:
        found |= names(crns, user, at)
    return found
