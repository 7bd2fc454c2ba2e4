"""Lists ordered by words are in alphabetical order, not in the order of code points."""

import re

from tests.architecture.test_sizes import modules, named

WORDS = r'"-?(?:[a-z_]+__)*(?:surname|first_name|last_name|name|words|title)"'
ORDERED = re.compile(rf"order_by\((?:[^()]|\([^()]*\))*{WORDS}")
SORTS = re.compile(
    rf"^(?:    )?(?:sorts|SORTS|ORDERS|NAME)\b[^=]*= [{{(][^}}]*[(,] ?{WORDS}(?=[,)])", re.MULTILINE
)


def test_no_list_is_ordered_by_plain_words():
    plain, ordered = [], 0
    for path in modules():
        text = path.read_text()
        ordered += text.count("__alphabetical")
        plain += [
            f"{named(path)}: {found[0][-60:]}" for rule in (ORDERED, SORTS) for found in rule.finditer(text)
        ]

    assert ordered > 40
    assert plain == []
