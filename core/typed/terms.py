"""The words of a text that is searched for."""

import re
from collections.abc import Set

from core.typed import tidying

#: Words that stand before a name or a number on pages and in letters, in small letters.
LABELS = frozenset({"crn", "reference", "ref", "name"})


def terms(text: str, *, without: Set[str] = frozenset()) -> list[str]:
    """The words without the punctuation around them: “Robbery” (03400), is Robbery and 03400.

    without   words in small letters that are left out where others are left, such as labels
    """
    parts = (part.strip(tidying.AROUND) for part in re.split(r"[\s,;]+", tidying.plain(text)))
    words = [part for part in parts if part]
    return [word for word in words if word.lower() not in without] or words
