"""Phone numbers as typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.typed.phones import LONGEST, note_beside, phone_key, read_phone


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("07700.900.982", "07700 900982"),
        ("447700900982", "07700 900982"),
        ("07700900982", "07700 900982"),
        ("7700900982", "07700 900982"),
        ("+44 (0)7700 900982", "07700 900982"),
        ("(+44) 7700-900-982", "07700 900982"),
        ("0044 7700/900982", "07700 900982"),
        ("\u00a007700\u202f900\u2009982\u200b", "07700 900982"),
        ("Tel: 0161 496 0000", "0161 496 0000"),
        ("(0161) 496-0000", "0161 496 0000"),
        ("0207 946 0018", "020 7946 0018"),
        ("01632 960001", "01632 960001"),
        ("01204 55555", "01204 55555"),
        ("0300 123 4567", "0300 123 4567"),
        ("0800 1111", "0800 1111"),
        ("0161 496 0000 ext. 12", "0161 496 0000 ext 12"),
        ("+353 1 555 0123", "+353 1 555 0123"),
        ("00353 (0)1 555 0123", "+353 1 555 0123"),
        ("+1 (212) 555-0123", "+1 212 555 0123"),
        ("+48 22 555 01 23", "+48 22 555 01 23"),
        ("+44 1534 555 012", "01534 555012"),
        ("(+353) 1 555 0123", "+353 1 555 0123"),
        ("(00353) 1 555 0123", "+353 1 555 0123"),
        ("(00 353 1) 555 0123", "+353 1 555 0123"),
        ("011 44 7700 900982", "07700 900982"),
        ("011 353 1 555 0123", "+353 1 555 0123"),
        ("0113 496 0000", "0113 496 0000"),
        ("Home: 0161 496 0000", "0161 496 0000"),
        ("T: 0161 496 0000", "0161 496 0000"),
        ("M 07700 900982", "07700 900982"),
        ("m07700900982", "07700 900982"),
        ("Mobile phone no. 07700 900982", "07700 900982"),
        ("Tel (home): (0161) 496 0000", "0161 496 0000"),
        ("Contact number - +353 1 555 0123", "+353 1 555 0123"),
    ],
)
def test_a_number_is_read_in_every_notation(typed, shown):
    assert read_phone(typed).shown == shown
    assert read_phone(shown).shown == shown


@pytest.mark.parametrize("digits", ["353123456789012", "12125550123", "48225550123", "3531555012"])
@pytest.mark.parametrize("ending", ["", " ext 123456", " x 1"])
def test_a_number_is_never_longer_than_it_is_kept(digits, ending):
    phone = read_phone(f"+{' '.join(digits)}{ending}")

    assert phone.key == f"+{digits}"
    assert len(phone.shown) <= LONGEST
    assert read_phone(phone.shown) == phone


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("07700 900 98", id="a mobile number has 11 digits"),
        pytest.param("07700 900 9821", id="and no more"),
        pytest.param("020 7946 001", id="so has a London one"),
        pytest.param("04700 900982", id="no number begins with 04"),
        pytest.param("+999 1234 5678", id="no such country"),
        pytest.param("+353 12", id="too short for abroad"),
        pytest.param("+1 212 555 012", id="too short for America"),
        pytest.param("07700 900982 (mum)", id="a note is not a number"),
        pytest.param("٠٧٧٠٠٩٠٠٩٨٢", id="digits of another script"),
        "", "ring me", "0", "+", "()", "123456", "079",
    ],
)  # fmt: skip
def test_what_cannot_be_a_number_is_not_read(typed):
    assert read_phone(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        *["07700 900982 (mum)", "07700900982 - mum", "07700 900982, mum", "M: 07700 900982 (mum)"],
        *["mum 07700 900982", "mum: 07700900982", "(mum) 07700 900982", "mum - 07700 900982"],
    ],
)
def test_a_note_beside_a_number_is_told_from_it(typed):
    assert note_beside(typed) == ("07700 900982" if " 9" in typed else "07700900982", "mum")
    assert phone_key(typed) == "07700900982"


def test_a_foreign_number_may_get_texts_a_landline_not():
    assert read_phone("07700 900982").is_mobile
    assert read_phone("+353 85 555 0123").is_mobile
    assert not read_phone("0161 496 0000").is_mobile


@settings(max_examples=60, deadline=None)
@given(
    st.integers(10**8, 10**9 - 1),
    st.sampled_from(["07", "01", "02", "03"]),
    st.sampled_from(["{}", "+44{}", "0044{}", "+44 (0){}", "44 {}", "(+44) {}"]),
    st.sampled_from(["", " ", "-", ".", "/", " - ", "\u00a0", ") "]),
    st.integers(2, 6),
)
def test_a_british_number_is_the_same_however_it_is_grouped_and_begun(rest, start, begun, gap, size):
    digits = f"{start}{rest}"
    national = digits if begun == "{}" else digits[1:]
    grouped = gap.join(national[at : at + size] for at in range(0, len(national), size))

    phone = read_phone(begun.format(grouped))

    assert phone.key == digits
    assert read_phone(phone.shown).key == digits


@settings(max_examples=60, deadline=None)
@given(
    st.integers(10**6, 10**9 - 1),
    st.sampled_from(["353", "48", "33", "61", "972"]),
    st.sampled_from(
        ["+{} {}", "00{} {}", "(+{}) {}", "(00{}) {}", "+({}) {}", "+{} (0) {}", "011 {} {}", "00 {}-{}"]
    ),
)
def test_a_number_abroad_is_the_same_however_it_is_begun(rest, country, begun):
    phone = read_phone(begun.format(country, rest))

    assert phone.key == f"+{country}{rest}"
    assert read_phone(phone.shown) == phone
