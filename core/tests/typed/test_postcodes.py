"""Postcodes as typed."""

import pytest

from core.typed.postcodes import read_postcode


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [
        ("SW1A  1AA", "SW1A 1AA"),
        ("sw1a1aa", "SW1A 1AA"),
        ("(NE1 1AA).", "NE1 1AA"),
        ("NE1\u00a01AA\u200b", "NE1 1AA"),
        ("ＮＥ１ １ＡＡ", "NE1 1AA"),
        ("NE1-1AA", "NE1 1AA"),
        pytest.param("SW1A OAA", "SW1A 0AA", id="the letter O where only a digit stands"),
        pytest.param("JE2 3AB", "JE2 3AB", id="Jersey"),
        pytest.param("gy1 1aa", "GY1 1AA", id="Guernsey"),
        pytest.param("IM1 1AA", "IM1 1AA", id="Isle of Man"),
        pytest.param("bfpo57", "BFPO 57", id="forces"),
        pytest.param("BF1 3AA", "BF1 3AA", id="forces by postcode"),
        pytest.param("STHL 1ZZ", "STHL 1ZZ", id="St Helena"),
        pytest.param("GIR 0AA", "GIR 0AA", id="the oldest"),
        pytest.param("BFPO 057", "BFPO 57", id="forces with a nought in front"),
        pytest.param("GX11 1AA", "GX11 1AA", id="Gibraltar"),
        pytest.param("NF1 1NF", "NF1 1NF", id="no fixed abode, as older records say it"),
    ],
)
def test_a_postcode_is_read_as_people_write_it(typed, postcode):
    assert read_postcode(typed) == postcode
    assert read_postcode(postcode) == postcode


@pytest.mark.parametrize(
    "typed",
    [
        *["", "not a pc", "M1", "x123456", "a1234bc", "NE1 1CI", "75001", "BFPO", "NE1 1A", "١M1 1AA"],
        *["QA1 1AA", "VV1 1AA", "BFPO 0", "BFPO 000", "A1 1AA", "XY1 1AA"],
    ],
)
def test_what_is_no_postcode_is_not_read(typed):
    assert read_postcode(typed) is None
