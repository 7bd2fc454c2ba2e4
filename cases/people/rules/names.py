"""Names as they are searched by: lower case, unaccented, apostrophes, hyphens and spaces optional."""

from core.typed.letters import letters_alone

LONGEST_KEY = 200
#: How many letters of a surname the delete dictionary looks at. Source: docs/sources/cases.md#searching
DELETE_LETTERS = 10


def name_key(name: str) -> str:
    """The name as it is stored for searching: letters of any script only, so O'Neil-Smith is oneilsmith."""
    return letters_alone(name)[:LONGEST_KEY]


def delete_forms(name: str) -> frozenset[str]:
    """The first letters of a name and every form with one of them left out.

    Names that differ by one slip share a form, and often names that differ by two. At most 11 forms.
    """
    short = name_key(name)[:DELETE_LETTERS]
    if not short:
        return frozenset()
    shorter = {short[:n] + short[n + 1 :] for n in range(len(short))}
    return frozenset({short} | shorter - {""})
