"""What a person's open registrations say together: RoSH colour, MAPPA."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.codes import ROSH_REGISTERS, RegisterCode, RegisterColour
from cases.rules.registrations import OpenRegistration


def rosh_colour(open_now: Iterable[OpenRegistration]) -> RegisterColour | None:
    """Colour of the open RoSH registration; None when there is none. The gravest if there are several."""
    rows = [row for row in open_now if row.type.code in ROSH_REGISTERS]
    if not rows:
        return None
    order = [code.value for code in ROSH_REGISTERS]
    return min(rows, key=lambda row: order.index(row.type.code)).type.colour


@dataclass(frozen=True, kw_only=True)
class Mappa:
    """Category 1 to 4 and level 1 to 3; 0 where the code is unknown or not set."""

    category: int
    level: int
    since: date


_MAPPA_LEVELS = {"M1": 1, "M2": 2, "M3": 3}
_MAPPA_CATEGORIES = {"M1": 1, "M2": 2, "M3": 3, "M4": 4}


def current_mappa(open_now: Iterable[OpenRegistration]) -> Mappa | None:
    """The most recent open MAPPA registration decides."""
    rows = [row for row in open_now if row.type.code == RegisterCode.MAPPA]
    if not rows:
        return None
    latest = max(rows, key=lambda row: (row.registered_on, row.id))
    return Mappa(
        category=_MAPPA_CATEGORIES.get(latest.category or "", 0),
        level=_MAPPA_LEVELS.get(latest.level or "", 0),
        since=latest.registered_on,
    )
