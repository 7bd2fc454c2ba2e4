"""How a person is reached: checks on phone numbers."""

from core.errors import RuleBroken, RulesBroken
from core.typed.phones import read_phone

#: What is said of a phone number and of a mobile number that cannot be one.
NOT_A_PHONE = "Phone number must be a whole number, like 0161 496 0000 or +353 1 555 0123"
NOT_A_MOBILE = "Mobile number must be a whole number, like 07700 900123 or +353 85 555 0123"
NOT_A_POSTCODE = "Postcode must be a full UK postcode, like LS1 4AP. Leave it out for an address abroad"


def phone_problems(*, phone: str, mobile: str, phone_field: str) -> list[RuleBroken]:
    """What is wrong with a phone number and a mobile number as typed; "" for none."""
    broken = []
    if phone.strip() and read_phone(phone) is None:
        broken.append(RuleBroken("PHONE_SHAPE", NOT_A_PHONE, phone_field))
    if mobile.strip() and read_phone(mobile) is None:
        broken.append(RuleBroken("MOBILE_SHAPE", NOT_A_MOBILE, "mobile"))
    return broken


def check_reach(*, telephone: str, mobile: str, allow_sms: bool | None) -> None:
    """Numbers must be ones that can be called; a yes to text messages needs a mobile number.

    raises   RulesBroken
    """
    broken = phone_problems(phone=telephone, mobile=mobile, phone_field="telephone")
    broken += broken_texting(mobile, allow_sms=allow_sms)
    if broken:
        raise RulesBroken(broken)


def broken_texting(mobile: str, *, allow_sms: bool | None) -> list[RuleBroken]:
    """A yes to text messages needs a mobile number."""
    if allow_sms is True and not mobile.strip():
        words = "Enter a mobile number, or do not select yes to text messages"
        return [RuleBroken("MOBILE_REQUIRED", words, "mobile")]
    if allow_sms is True and (read := read_phone(mobile)) and not read.is_mobile:
        words = "Enter a mobile number for text messages, like 07700 900123"
        return [RuleBroken("MOBILE_REQUIRED", words, "mobile")]
    return []
