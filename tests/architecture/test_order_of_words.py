"""Lists ordered by words are in alphabetical order, not in the order of code points."""

import re

from tests.architecture.test_sizes import modules, named

WORDS = r'"-?(?:[a-z_]+__)*(?:surname|first_name|last_name|name|words|title)"'
ORDERED = re.compile(rf"order_by\((?:[^()]|\([^()]*\))*{WORDS}")
SORTS = re.compile(
    rf"^(?:    )?(?:sorts|SORTS|ORDERS|NAME)\b[^=]*= [{{(][^}}]*[(,] ?{WORDS}(?=[,)])", re.MULTILINE
)
#: The lists of the administration, and what Python sorts by words.
ADMINISTERED = re.compile(rf"^    ordering = \((?:[^()]*, ?)?{WORDS}", re.MULTILINE)
SORTED = re.compile(r"sorted\([^\n]*(?<!alphabetical\()\b\w+\.(?:surname|first_name|name|words|title)\b")
RULES = (ORDERED, SORTS, ADMINISTERED, SORTED)


def test_no_list_is_ordered_by_plain_words():
    plain, ordered = [], 0
    for path in modules():
        text = path.read_text()
        ordered += text.count("__alphabetical")
        plain += [f"{named(path)}: {found[0][-60:]}" for rule in RULES for found in rule.finditer(text)]

    assert ordered > 40
    assert plain == []


def test_the_rules_know_a_plain_order_when_they_see_one():
    seen = [
        'order_by("name", "pk")',
        "sorted(rows, key=lambda one: (one.words, one.pk))",
        '    ordering = ("code", "surname", "pk")',
    ]

    for text in seen:
        assert any(rule.search(text) for rule in RULES), text
    assert not any(rule.search("sorted(rows, key=lambda one: alphabetical(one.words))") for rule in RULES)
