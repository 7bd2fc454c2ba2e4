"""Postcodes as typed: of the United Kingdom, the Crown dependencies and overseas; BFPO numbers."""

import re

from core.typed import tidying

#: How a postcode is written, with or without its space. The last two letters are never C, I, K, M, O or V.
SHAPE = (
    r"(?:GIR\s?0AA|[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9OI][ABD-HJLNP-UW-Z]{2}|[A-Z]{4}\s?1ZZ|BFPO\s?[0-9]{1,3})"
)
#: The letters a postcode may begin with. NF1 1NF and ZZ99 stand for no fixed abode in older records.
_AREAS = (
    r"AB|AL|B|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|BX|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH"
    r"|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GX|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE"
    r"|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NF|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH"
    r"|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS"
    r"|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|ZZ"
)
_WHOLE = re.compile(
    rf"(?P<outward>GIR|(?:{_AREAS})[0-9][A-Z0-9]?|ASCN|BBND|BIQQ|FIQQ|PCRN|SIQQ|STHL|TDCU|TKCA)"
    r"(?P<inward>[0-9OI][ABD-HJLNP-UW-Z]{2})"
)
_FORCES = re.compile(r"BFPO0*(?P<number>[1-9][0-9]{0,2})")
_LETTERS_FOR_DIGITS = str.maketrans("OI", "01")


def read_postcode(text: str) -> str | None:
    """The postcode in upper case, with one space before the last three: SW1A 1AA, JE2 3AB, BFPO 57.

    The letters O and I are read as 0 and 1 where only a digit can stand. None for what is no postcode.
    """
    tidy = re.sub(r"[\s.\-]", "", tidying.bare(text)).upper()
    if forces := _FORCES.fullmatch(tidy):
        return f"BFPO {forces['number']}"
    if found := _WHOLE.fullmatch(tidy):
        inward = found["inward"]
        return f"{found['outward']} {inward[0].translate(_LETTERS_FOR_DIGITS)}{inward[1:]}"
    return None
