"""The letters that staff use for a sentence in one line of a list."""

#: codes of cases/reference/disposal_types.csv -> letters: community, suspended sentence and youth order
LETTERS = {
    **dict.fromkeys(("201", "329", "340"), "CO"),
    **dict.fromkeys(("203", "216", "330", "341"), "SSO"),
    **dict.fromkeys(("204", "342"), "YRO"),
}


def letters_of(disposal_type: str) -> str:
    """CO, SSO or YRO; "" for a sentence that staff name in words."""
    return LETTERS.get(disposal_type, "")
