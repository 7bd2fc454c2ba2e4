"""Phone numbers as typed: British ones in every notation, foreign ones with their plus.

Source: docs/sources/core.md#phone-numbers
"""

import re
from dataclasses import dataclass

from core.typed import tidying

#: What stands before a number: Tel. no:, Home (mobile):, M, T:
_LABEL = re.compile(
    r"^(?:[(\s]*(?:telephone|tel|phone|mobile|mob|cell|fax|landline|home|work|office|daytime|day|evening|contact"
    r"|number|num|no|[tmhwpfd])(?![^\W\d_])[.:;,)\s\-]*)+(?=[(+0-9])",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"[\s,;]*(?:extension|ext|x)\.?:?\s*(?P<extension>[0-9]{1,6})$", re.IGNORECASE)
#: A note behind a number: 07700 900982 (mum), 07700 900982 - ask for Jo.
_NOTE = re.compile(
    r"^(?P<number>[+0-9][0-9\s()./\-]*[0-9])(?:[\s,;\-]*\(|[\s,;:\-]+)(?P<note>[^\W\d_].*?)\)?$"
)
#: A note in front: mum 07700 900982, ask for Jo on (0161) 496 0000.
_NOTE_IN_FRONT = re.compile(
    r"^\(?(?P<note>[^\W\d_].*?)[\s,;:)\-]*[\s,;:)\-](?P<number>\(?[+0-9][0-9\s()./\-]*[0-9])$"
)
_WRITTEN = re.compile(r"\(?\+?[0-9\s()./\-]+")
_BETWEEN = re.compile(r"[\s()./\-]+")
#: What people in America dial before the code of another country. It is tried where nothing else fits.
_FROM_AMERICA = re.compile(r"\(?011\)?[\s.\-]*(?=[(1-9])")

#: Digits of a national number, from its 0. Source: docs/sources/core.md#phone-numbers
_NATIONAL = re.compile(r"01[0-9]{8,9}|0[2357][0-9]{9}|08[0-9]{8,9}|09[0-9]{9}|08001111|084546[0-9]{2}")
#: Country codes that are in use. No code begins with another.
_COUNTRY = re.compile(
    r"(?:1(?=[0-9]{10}$)|7|2(?:0|7|1[12368]|[2346][0-9]|5[0-8]|9[01789])|3(?:[0-469]|5[0-9]|7[0-9]|8[0-35-79])"
    r"|4(?:[013-9]|2[013])|5(?:[1-8]|0[0-9]|9[0-9])|6(?:[0-6]|7[02-9]|8[0-35-9]|9[0-2])"
    r"|8(?:[1246]|5[02356]|7[08]|8[0-368])|9(?:[0-58]|6[0-8]|7[0-79]|9[2-68]))"
)
FOREIGN_DIGITS = range(8, 16)
#: Characters of the longest number as it is kept. One whose digits were typed apart is kept without spaces.
LONGEST = 30


@dataclass(frozen=True)
class Phone:
    """A phone number that was read.

    key     its digits: from the 0 for a British number, after a plus for a foreign one; found by these
    shown   as it is kept and shown: 07700 900982, 020 7946 0018, +353 1 555 0123, 0161 496 0000 ext 12
    """

    key: str
    shown: str

    @property
    def is_mobile(self) -> bool:
        """Whether it may get text messages: a British mobile number, or any foreign one."""
        return self.key.startswith(("07", "+"))


def read_phone(text: str) -> Phone | None:
    """The number that was typed; None for what cannot be one, such as a mobile number of ten digits."""
    tidy = _LABEL.sub("", tidying.plain(text).strip(tidying.AROUND.replace("(", "")))
    extension = _EXTENSION.search(tidy)
    number = tidy[: extension.start()] if extension else tidy
    if not _WRITTEN.fullmatch(number):
        return None
    phone = _british(number) or _foreign(number)
    if phone is None and (abroad := _FROM_AMERICA.match(number)):
        number = f"+{number[abroad.end() :]}"
        phone = _british(number) or _foreign(number)
    if phone is None:
        return None
    ending = f" ext {extension['extension']}" if extension else ""
    shown = phone.shown if len(phone.shown + ending) <= LONGEST else phone.key
    return Phone(phone.key, shown + ending)


def note_beside(text: str) -> tuple[str, str] | None:
    """The number and the note that was typed beside it; None when there is no number with a note."""
    for shape in (_NOTE, _NOTE_IN_FRONT):
        found = shape.match(_LABEL.sub("", tidying.plain(text)))
        if found and read_phone(found["number"]):
            return found["number"], found["note"]
    return None


def phone_key(text: str) -> str | None:
    """What a number typed to search for is looked up by; a note beside the number does not count."""
    phone = read_phone(text)
    if phone is None and (found := note_beside(text)):
        phone = read_phone(found[0])
    return phone.key if phone else None


def _british(number: str) -> Phone | None:
    digits = _BETWEEN.sub("", number)
    digits = re.sub(r"^(?:\+|00)44(?:0(?=[1-9]))?", "0", digits)
    if re.fullmatch(r"440?[1-9][0-9]{8,9}", digits) and not number.startswith("0"):
        digits = re.sub(r"^440?", "0", digits)
    elif re.fullmatch(r"7[0-9]{9}", digits):
        digits = f"0{digits}"
    return Phone(digits, _grouped(digits)) if _NATIONAL.fullmatch(digits) else None


def _grouped(digits: str) -> str:
    """The digits as they are usually written: the area code first."""
    if len(digits) == 8:
        return f"{digits[:4]} {digits[4:]}"
    sizes: tuple[int, ...] = (5,)
    if digits.startswith(("02", "05")):
        sizes = (3, 4)
    elif digits.startswith(("03", "09", "011")) or (digits[1] == "1" and digits[3] == "1"):
        sizes = (4, 3)
    elif digits.startswith("08"):
        sizes = (4, 3) if len(digits) == 11 else (4,)
    parts, rest = [], digits
    for size in sizes:
        parts.append(rest[:size])
        rest = rest[size:]
    return " ".join([*parts, rest])


def _foreign(number: str) -> Phone | None:
    """A number with + or 00 and the code of a country; a 0 in brackets, for calls inside it, is left out."""
    without = re.sub(r"\(0\)", " ", number).strip().removeprefix("(")
    international = re.sub(r"^00\)?", "+", without)
    digits = _BETWEEN.sub("", international)
    if not digits.startswith("+") or digits.startswith("+44"):
        return None
    if len(digits) - 1 not in FOREIGN_DIGITS or not _COUNTRY.match(digits[1:]):
        return None
    return Phone(digits, f"+{_BETWEEN.sub(' ', international[1:]).strip()}")
