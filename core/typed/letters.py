"""Letters as they are compared and put in order: case and accents aside, in every script.

The database has the same in SQL: plain_letters, alphabetical and search_name_key. Tests hold the two equal.
"""

import re
import unicodedata

#: Letters that Unicode does not split into a plain letter and an accent; and the sigma at the end of a word.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th",
        "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ı": "i",
        "ħ": "h", "Ħ": "h", "ς": "σ",
    }
)  # fmt: skip
_ACCENTS = re.compile("[\u0300-\u036f]")
#: What a name is compared without: ASCII other than letters, punctuation, symbols, vowel points.
_NOT_COMPARED = re.compile(
    "[\x00-`{-\u00bf\u00d7\u00f7\u02b0-\u036f\u0483-\u0489\u0559-\u055f\u0589-\u05c7\u0600-\u061f\u0640"
    "\u064b-\u066d\u0670\u06d4\u06d6-\u06ed\u06f0-\u06f9\u0964\u0965\u1dc0-\u1dff\u2000-\u2bff\u2e00-\u2e7f"
    "\u3000-\u3004\u3008-\u3020\u30a0\u30fb\ufe00-\ufe2f\ufeff\U0001f000-\U0001faff\U000e0000-\U000e0fff]+"
)
_APOSTROPHES = re.compile("['`\u2018\u2019\u02bb\u02bc]")
_GAPS = re.compile("[ \t\\-\u2010-\u2015]+")


def plain_letters(text: str) -> str:
    """The text in lower case without accents. Everything else is kept."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text).lower().translate(_LETTERS))


def letters_alone(text: str) -> str:
    """The letters of a text as they are compared: O'Neil-Smith is oneilsmith."""
    return _NOT_COMPARED.sub("", plain_letters(text))


def alphabetical(text: str) -> str:
    """What words are put in order by: O’Brien stands between Obote and Ocean, Émile beside Emile."""
    return _GAPS.sub(" ", _APOSTROPHES.sub("", plain_letters(text)))
