"""What a search found a person by."""

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
