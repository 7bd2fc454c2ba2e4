"""Longer names may be further from what was typed."""

import pytest

from cases.search.rules.slips import slips_allowed


@pytest.mark.parametrize(
    ("name", "slips"), [("li", 1), ("kim", 1), ("john", 2), ("smith", 2), ("ashdown", 3)]
)
def test_a_longer_name_may_have_more_wrong_letters(name, slips):
    assert slips_allowed(name) == slips
