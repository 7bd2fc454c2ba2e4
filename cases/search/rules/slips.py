"""How far a name may be from what was typed and still be found."""

MOST_SLIPS = 2


def slips_allowed(name: str) -> int:
    """How many slips a name may have: none in one letter, two in more.

    A slip is a letter left out, doubled or put for another, or two neighbours that changed places.
    """
    return MOST_SLIPS if len(name) > 1 else 0
