"""How a person is reached: reads postcodes and phone numbers as typed, and checks them."""

import re

from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason

POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}", re.ASCII | re.IGNORECASE)


def read_postcode(text: str) -> str | None:
    """The postcode in upper case, with one space before the last three; None when it is not one."""
    tidy = re.sub(r"\s+", "", text).upper()
    return f"{tidy[:-3]} {tidy[-3:]}" if POSTCODE.fullmatch(tidy) else None


def read_phone(text: str) -> str | None:
    """The digits of a UK number, from its 0; None when it is not one."""
    digits = re.sub(r"[\s()\-]", "", text)
    digits = re.sub(r"^(?:\+44|0044)0?", "0", digits)
    return digits if re.fullmatch(r"0\d{9,10}", digits, re.ASCII) else None


def check_reach(*, telephone: str, mobile: str, allow_sms: bool | None) -> None:
    """Numbers must have the shape of UK ones; a yes to text messages needs a mobile number.

    raises   RulesBroken
    """
    broken = []
    if telephone.strip() and read_phone(telephone) is None:
        words = Reason("Phone number must be a UK number, like 0161 496 0000")
        broken.append(RuleBroken("PHONE_SHAPE", words, "telephone"))
    if mobile.strip() and read_phone(mobile) is None:
        words = Reason("Mobile number must be a UK number, like 07700 900123")
        broken.append(RuleBroken("MOBILE_SHAPE", words, "mobile"))
    if allow_sms is True and not mobile.strip():
        words = Reason("Enter a mobile number, or do not select yes to text messages")
        broken.append(RuleBroken("MOBILE_REQUIRED", words, "mobile"))
    if broken:
        raise RulesBroken(broken)
