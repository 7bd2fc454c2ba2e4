"""Names as they are searched by: lower case, unaccented, apostrophes, hyphens and spaces optional."""

from core.typed.letters import letters_alone

LONGEST_KEY = 200
#: How many letters of a name the delete dictionary looks at. Source: docs/sources/cases.md#searching
DELETE_LETTERS = 7


def name_key(name: str) -> str:
    """The name as it is stored for searching: letters of any script only, so O'Neil-Smith is oneilsmith."""
    return letters_alone(name)[:LONGEST_KEY]


def delete_forms(name: str) -> frozenset[str]:
    """The first letters of a name, and every form with one or two of them left out. At most 29 forms.

    Names that differ by two slips share a form. At least two letters are left when two are left out.
    """
    short = name_key(name)[:DELETE_LETTERS]
    if not short:
        return frozenset()
    one = {short[:n] + short[n + 1 :] for n in range(len(short))}
    two = {form[:n] + form[n + 1 :] for form in one for n in range(len(form))}
    return frozenset({short} | one - {""} | {form for form in two if len(form) > 1})
