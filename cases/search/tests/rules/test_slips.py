"""How many slips a name may have."""

import pytest

from cases.search.rules.slips import slips_allowed


@pytest.mark.parametrize(("name", "slips"), [("", 0), ("李", 0), ("li", 2), ("kim", 2), ("ashdown", 2)])
def test_a_name_of_two_letters_or_more_may_have_two_slips(name, slips):
    assert slips_allowed(name) == slips
