"""Where a thing is shown: rows keep what they are about, and its address is worked out when it is shown.

A subject is written "app.model:key". Each app names the screens of its own kinds when it starts, so that a
lower app can show a link to what an upper one owns.
"""

from collections.abc import Callable

#: the CRN of the person and the key of the thing -> the address of its screen
Screen = Callable[[str, str], str]

_screens: dict[str, Screen] = {}


def shows(kind: str, screen: Screen) -> None:
    """Names the screen of a kind of thing: "cases.contact"."""
    _screens[kind] = screen


def address_of(about: str, crn: str) -> str:
    """The address of what a row is about; "" for a kind that no app shows."""
    kind, _, key = about.partition(":")
    return _screens[kind](crn, key) if key and kind in _screens else ""
