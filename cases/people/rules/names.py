"""Names as they are compared: lower case, unaccented, apostrophes, hyphens and spaces optional."""

import re
import unicodedata

#: Letters that Unicode does not split into a plain letter and an accent.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_NOT_LETTERS = re.compile(r"[^a-z]+")

#: How many letters of a surname the delete dictionary looks at. Source: docs/sources/cases.md#searching
DELETE_LETTERS = 10


def plain_letters(text: str) -> str:
    """The text in lower case without accents. Everything else is kept."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(char for char in apart if not unicodedata.combining(char))


def name_key(name: str) -> str:
    """The name as it is stored for searching: letters only, so O'Neil-Smith is oneilsmith."""
    return _NOT_LETTERS.sub("", plain_letters(name))


def delete_forms(name: str) -> frozenset[str]:
    """The first letters of a name and every form with one of them left out.

    Names that differ by one slip share a form, and often names that differ by two. At most 11 forms.
    """
    short = name_key(name)[:DELETE_LETTERS]
    if not short:
        return frozenset()
    shorter = {short[:n] + short[n + 1 :] for n in range(len(short))}
    return frozenset({short} | shorter - {""})
