"""How far a name may be from what was typed and still be found."""

MOST_SLIPS = 3
#: names of up to so many letters
LETTERS_OF_ONE_SLIP, LETTERS_OF_TWO_SLIPS = 3, 5


def slips_allowed(name: str) -> int:
    """How many letters may be wrong: 1 in a name of up to three letters, 2 of up to five, 3 of more."""
    if len(name) <= LETTERS_OF_ONE_SLIP:
        return 1
    return 2 if len(name) <= LETTERS_OF_TWO_SLIPS else MOST_SLIPS
