"""Checks on typed words, numbers and addresses that several referral forms share."""

import re

from core.errors import RuleBroken
from core.reasons import Reason
from core.typed.phones import read_phone
from core.typed.postcodes import read_postcode

EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
GOVERNMENT_DOMAIN = ".gov.uk"

#: What people type when they have nothing to say; compared without case, spaces or punctuation.
SAYS_NOTHING = frozenset(
    {
        "",
        "na",
        "none",
        "nil",
        "no",
        "nothing",
        "notapplicable",
        "nonapplicable",
        "noneknown",
        "notknown",
        "tbc",
    }
    | {
        "nothingtoadd",
        "nofurtherinformation",
        "nofurtherinfo",
        "asabove",
        "seeabove",
        "unknown",
        "x",
        "xx",
        "xxx",
    }
)
#: Texts that tell the reader to ask the practitioner, instead of an answer.
PASSES_IT_BACK = re.compile(
    r"(please\s+)?(contact|speak\s+to|ring|call|e-?mail|see|ask|phone)\s+"
    r"(me|(the\s+)?(pp|po|pso|com|pom|om|probation(\s+(officer|practitioner))?|practitioner|offender\s+manager))\W*",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def says_nothing(text: str) -> bool:
    """Whether a text is blank, N/A or the like."""
    return bare(text) in SAYS_NOTHING


def passes_it_back(text: str) -> bool:
    """Whether a text only says to contact the practitioner."""
    return PASSES_IT_BACK.fullmatch(text.strip()) is not None


def counted_length(text: str) -> int:
    """The number of characters in a text. A line break counts as one, in whatever form it was sent."""
    return len(text.replace("\r\n", "\n").replace("\r", "\n"))


def is_email(text: str) -> bool:
    return EMAIL.fullmatch(text.strip()) is not None


def is_government_email(text: str) -> bool:
    return is_email(text) and text.strip().lower().endswith(GOVERNMENT_DOMAIN)


def is_phone(text: str) -> bool:
    """Whether a text is a phone number: a British one in any notation, or a foreign one with its plus."""
    return read_phone(text) is not None


def tidy_postcode(text: str) -> str:
    """A postcode as stored: upper case, no spaces.

    raises   RuleBroken INVALID_FORMAT
    """
    postcode = read_postcode(text)
    if postcode is None:
        raise RuleBroken("INVALID_FORMAT", "Enter a full UK postcode", "postcode")
    return postcode.replace(" ", "")


def shown_postcode(stored: str) -> str:
    """A stored postcode as it is shown: with its space."""
    return read_postcode(stored) or stored


def empty(field: str, words: str) -> RuleBroken:
    return RuleBroken("CANNOT_BE_EMPTY", words, field)


def depends(field: str, words: str) -> RuleBroken:
    """The problem of an empty field that another answer makes necessary."""
    return RuleBroken("CONDITIONAL_FIELD_MUST_BE_SET", words, field)


def invalid(field: str, words: str | Reason) -> RuleBroken:
    return RuleBroken("INVALID_VALUE", words, field)
