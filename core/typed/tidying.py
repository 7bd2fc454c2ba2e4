"""The one tidying of everything typed or pasted, done before any rule reads it.

Pasted text brings spaces of many widths, characters that nobody sees, and dashes and quotes of other shapes.
Source: docs/sources/core.md#what-is-typed
"""

import re
import unicodedata

#: Spaces of every width, and letters and signs that show as a blank.
_BLANKS = re.compile("[\t\u00a0\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0]")
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: Characters that nobody sees. The flag of Wales is a black flag with tags after it, so those are kept.
_UNSEEN = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007f]+)|"
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\ufffb\U000e0000-\U000e007f]"
)
#: Joiners make one sign of several in some scripts and in emoji. Elsewhere they are characters nobody sees.
_JOINED = "[\u0590-\u1fff\u2100-\U0010ffff]"
_LOOSE_JOINERS = re.compile(f"(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})")
_SPACES = re.compile(r"\s+")

_DASHES = "\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63"
_APOSTROPHES = "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2018\u2019\u201a\u201b\u2032\ua78c"
_QUOTES = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033"
_SLASHES = "\u2044\u2215\\"
_PLAIN = (
    {ord(char): "-" for char in _DASHES}
    | {ord(char): "'" for char in _APOSTROPHES}
    | {ord(char): '"' for char in _QUOTES}
    | {ord(char): "/" for char in _SLASHES}
    | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # letters and digits as wide as Chinese ones
)
#: What may stand around a number or a word without being part of it.
AROUND = " \t()[]{}<>\"'.,;:!?|_-•·…=#"


def visible(text: str) -> str:
    """A text without what nobody sees, with one form of each letter and of spaces; line breaks stay."""
    return _LOOSE_JOINERS.sub("", _UNSEEN.sub(_kept, _BLANKS.sub(" ", unicodedata.normalize("NFC", text))))


def lines(text: str) -> str:
    """A text of several lines: the same with one form of line breaks, and without blanks around it.

    Dashes and quotes stay as they are. "" when nothing visible was typed.
    """
    return visible(_LINE_BREAKS.sub("\n", text)).strip()


def one_line(text: str) -> str:
    """The same in one line, with one space between words."""
    return _SPACES.sub(" ", lines(text))


def plain(text: str) -> str:
    """One line in plain dashes, quotes, slashes and digits: for what has a shape, such as numbers and names.

    Digits of other scripts stay, and are refused where digits are read.
    """
    return one_line(text).translate(_PLAIN)


def bare(text: str) -> str:
    """The same without the punctuation around it: "(X000001)." is X000001."""
    return plain(text).strip(AROUND)


def _kept(found: re.Match[str]) -> str:
    return found[1] or ""
