"""Links to the subject of a row: the row stores what it is about, and the address is made when it is shown.

A subject is stored as "app.model:key". Each app registers the screens of its own kinds when it starts, so
that a lower app can link to a record that an upper app owns.
"""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: (CRN of the person, key of the subject) -> address of its screen
Screen = Callable[[str, str], str]

_screens: dict[str, Screen] = {}
_link_words: dict[str, str | Promise] = {}


def shows(kind: str, screen: Screen, *, link_words: str | Promise = "") -> None:
    """Registers the screen of a kind of subject, such as "cases.contact".

    link_words   what is done there, where it is more than to look: "Review"
    """
    _screens[kind] = screen
    _link_words[kind] = link_words


def address_of(about: str, crn: str) -> str:
    """The address of the subject `about`; "" for a kind that no app has registered."""
    kind, _, key = about.partition(":")
    return _screens[kind](crn, key) if key and kind in _screens else ""


def link_words_of(about: str) -> str | Promise:
    """The words of a link to the subject: what is done on its screen, else that it is opened."""
    return _link_words.get(about.partition(":")[0]) or _("Open")
