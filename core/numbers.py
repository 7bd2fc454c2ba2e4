"""Whole numbers that arrive as text: typed, in an address, in a hidden field."""

from collections.abc import Iterable

#: as many digits as the largest key of PostgreSQL's bigint surely holds
MOST_DIGITS = 18


def whole_number(text: str) -> int | None:
    """The number that ASCII digits stand for; None for anything else, and for more digits than a key has."""
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return None


def whole_numbers(texts: Iterable[str]) -> list[int]:
    """The numbers among the texts, such as the keys of the rows that were ticked."""
    return [number for number in map(whole_number, texts) if number is not None]
