"""What a search found a person by, and how near the name is that it found."""

from core.codes import Code


class MatchedOn(Code):
    """What a person was found by; ours."""

    IDENTIFIER = "IDENTIFIER", "Identifier"
    DATE_OF_BIRTH = "DOB", "Date of birth"
    SURNAME = "SURNAME", "Last name"
    FIRST_NAME = "FIRST", "First name"
    MIDDLE_NAME = "MIDDLE", "Middle name"
    ALIAS = "ALIAS", "Alias"
    POSTCODE = "POSTCODE", "Postcode"
    STREET = "STREET", "Street"


class Nearness(Code):
    """How a name that was found is near the one that was typed; ours."""

    SPELLING = "SPELLING", "Similar spelling"
    SOUND = "SOUND", "Sounds like it"
    SHORT = "SHORT", "Short for it"
    LONG = "LONG", "What it is short for"
    COUSIN = "COUSIN", "Short for the same name"
    SAME = "SAME", "Another form of it"
    JOINED = "JOINED", "First and middle name written together"
    FAR = "FAR", "Another name, beside the same date of birth or the like"
    DATE = "DATE", "The name as typed, beside a date of birth easily mistaken for the one typed"

    @classmethod
    def of_variants(cls) -> list[tuple[str, str]]:
        """Value and words of those that a list of names says."""
        return [(kind.value, kind.words) for kind in (cls.SHORT, cls.LONG, cls.COUSIN, cls.SAME)]
