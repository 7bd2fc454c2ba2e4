"""Code: a stored code with its words."""

from core.codes import Code


class Step(Code):
    WARN = "W", "Send a warning"
    BREACH = "B"


def test_a_code_is_its_stored_value():
    assert Step.WARN == "W"
    assert str(Step.WARN) == "W"
    assert Step("W") is Step.WARN


def test_a_table_finds_a_code_by_its_stored_value_and_the_other_way_round():
    assert {Step.WARN: 1}["W"] == 1
    assert {"W": 1}[Step.WARN] == 1
    assert {"W", "X"} & {Step.WARN} == {"W"}


def test_words_default_to_the_code():
    assert Step.choices() == [("W", "Send a warning"), ("B", "B")]
