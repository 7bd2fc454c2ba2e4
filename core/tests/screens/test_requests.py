"""What was sent is tidied before a screen reads it."""

import pytest
from django.http import QueryDict

from core.screens.requests import tidied


def test_what_nobody_sees_leaves_every_value_sent():
    typed = QueryDict("find=\u200bab%00c&find=d%C2%A0e&note=a%0D%0Ab&type=%EF%BB%BFX")

    tidy = tidied(typed)

    assert tidy.getlist("find") == ["abc", "d e"]
    assert (tidy["note"], tidy["type"]) == ("a\r\nb", "X")
    with pytest.raises(AttributeError):
        tidy["find"] = "x"


def test_a_password_is_taken_as_it_was_typed():
    typed = QueryDict("new_password=a%C2%A0b&name=a%C2%A0b")

    assert tidied(typed)["new_password"] == "a\u00a0b"
    assert tidied(typed)["name"] == "a b"


def test_plain_values_stay_the_object_they_were():
    typed = QueryDict("q=alex%20river&note=a%0D%0Ab")

    assert tidied(typed) is typed
