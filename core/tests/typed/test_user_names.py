"""User names as typed or pasted."""

import pytest

from core.typed.user_names import read_user_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("jo.ashdown", "jo.ashdown"),
        (" Jo.Ashdown\u00a0", "Jo.Ashdown"),
        ("\u200bjo.ashdown.", "jo.ashdown"),
        ("<jo.ashdown>;", "jo.ashdown"),
        ("“jo.ashdown”", "jo.ashdown"),
        ("'jo_ashdown-2',", "jo_ashdown-2"),
        ("<Jo@example.org>", "Jo@example.org"),
        ("ｊｏ．ａｓｈｄｏｗｎ", "jo.ashdown"),
        ("jo–ashdown", "jo-ashdown"),
        ("<>", ""),
        ("", ""),
    ],
)
def test_a_user_name_is_read_without_what_is_pasted_around_it(typed, name):
    assert read_user_name(typed) == name
    assert read_user_name(name) == name
