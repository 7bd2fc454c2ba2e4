"""Numbers that arrive as text, from an address or a hidden field."""

#: as many digits as the largest key of PostgreSQL's bigint surely holds
MOST_DIGITS = 18


def whole_number(text: str) -> int | None:
    """The number that ASCII digits stand for; None for anything else, and for more digits than a key has."""
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return None
