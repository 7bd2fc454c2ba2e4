"""Names of people as typed."""

import unicodedata

from core.typed import tidying

#: Titles as lists and letters show them, in small letters. They are in no name that is kept; but a few people
#: have one for a name. Those of the code list (cases/reference/titles.csv) are all among them.
TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "master", "dr", "sir", "dame", "lady", "lord", "rev", "reverend"}
    | {"prof", "professor", "father", "fr", "imam", "rabbi", "brother", "sister", "unknown"}
)
_MARKS = frozenset(" '-.,()·\u200c\u200d")


def read_name(text: str) -> str | None:
    """A name of a person as it is kept: with plain hyphens and apostrophes, one space between words.

    Letters of every script make a name. None for a text without a letter, or with a digit or a sign in it.
    """
    name = tidying.plain(text).strip(' ,;:-_"')
    if not any(char.isalpha() for char in name):
        return None
    return name if all(_may_be_in_a_name(char) for char in name) else None


def _may_be_in_a_name(char: str) -> bool:
    return char.isalpha() or char in _MARKS or unicodedata.category(char).startswith("M")
