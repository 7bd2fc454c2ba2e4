"""Code, the base of every code list the program branches on."""

from enum import Enum


class Code(str, Enum):
    """A short stored code and the words a user reads: `WARN = "WARN", "Send a warning"`."""

    words: str

    def __new__(cls, value: str, words: str = "") -> "Code":
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words or value
        return member

    #: a member equals its stored value, so a dict or set finds it by that value too
    __hash__ = str.__hash__

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.words) for member in cls]
