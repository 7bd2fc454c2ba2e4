"""CRN, PNC, CRO, NOMS and National Insurance numbers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.codes import IdentifierKind
from cases.people.rules import identifiers as ids
from core.errors import RuleBroken

YEAR = 2026


@pytest.mark.parametrize(
    ("n", "crn"),
    [
        pytest.param(0, "X000000", id="the first"),
        pytest.param(999_999, "X999999", id="the last under X"),
        pytest.param(1_000_000, "A000000", id="a new letter every million"),
        pytest.param(22_999_999, "Z999999", id="the very last"),
    ],
)
def test_crns_are_issued_in_sequence(n, crn):
    assert ids.crn_from_sequence(n) == crn


@pytest.mark.parametrize("n", [-1, 23_000_000])
def test_no_crn_is_made_outside_the_sequence(n):
    with pytest.raises(ValueError, match="no CRN"):
        ids.crn_from_sequence(n)


@given(st.integers(0, 22_999_999), st.integers(0, 22_999_999))
def test_two_places_in_the_sequence_never_share_a_crn(a, b):
    assert (ids.crn_from_sequence(a) == ids.crn_from_sequence(b)) == (a == b)
    assert ids.read_crn(ids.crn_from_sequence(a)) == ids.crn_from_sequence(a)


def test_a_crn_is_read_in_any_case_and_trimmed():
    assert ids.read_crn(" x123456 ") == "X123456"


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (ids.read_crn, "X12345", "CRN_SHAPE"),
        (ids.read_crn, "X1234567", "CRN_SHAPE"),
        (ids.read_crn, "1234567", "CRN_SHAPE"),
        (ids.read_crn, "X12345٦", "CRN_SHAPE"),
        (ids.read_cro, "65656.91H", "CRO_SHAPE"),
        (ids.read_cro, "1234567/91H", "CRO_SHAPE"),
        (ids.read_cro, "065656/91J", "CRO_LETTER"),
        (ids.read_cro, "SF83/50058A", "CRO_LETTER"),
        (ids.read_noms, "A123BC", "NOMS_SHAPE"),
        (ids.read_noms, "A1234B1", "NOMS_SHAPE"),
        (ids.read_ni, "JG103759E", "NI_SHAPE"),
        (ids.read_ni, "QQ123456C", "NI_SHAPE"),
        (ids.read_ni, "JO103759A", "NI_SHAPE"),
        (ids.read_ni, "GB103759A", "NI_SHAPE"),
        (ids.read_ni, "JG10375A", "NI_SHAPE"),
    ],
)
def test_what_does_not_fit_is_refused_in_plain_words(read, text, code):
    with pytest.raises(RuleBroken) as refused:
        read(text)

    assert refused.value.code == code
    assert " must " in str(refused.value.reason)
    assert refused.value.field


@pytest.mark.parametrize(
    "typed",
    [
        "1979/0163001B",
        "79/163001b",
        "1979/163001B",
        " 79/0163001B",
        "19790163001B",
        "790163001b",
        "79163001B",
    ],
)
def test_a_pnc_number_is_stored_in_one_form_however_it_was_typed(typed):
    pnc = ids.read_pnc(typed, this_year=YEAR)

    assert str(pnc) == "1979/0163001B"
    assert len(str(pnc)) == 13


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1979/0163001C", "PNC_LETTER"),
        ("1979/01630011B", "PNC_SHAPE"),
        ("1979/B", "PNC_SHAPE"),
        ("16/11/2018", "PNC_SHAPE"),
        ("1879/0163001B", "PNC_SHAPE"),
        ("2027/0000001A", "PNC_SHAPE"),
        ("Smith", "PNC_SHAPE"),
        ("", "PNC_SHAPE"),
    ],
)
def test_a_pnc_number_of_wrong_shape_or_letter_is_refused(typed, code):
    with pytest.raises(RuleBroken) as refused:
        ids.read_pnc(typed, this_year=YEAR)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("typed_year", "year"),
    [("26", 2026), ("00", 2000), pytest.param("27", 1927, id="next year's digits are the last century")],
)
def test_a_two_digit_pnc_year_is_never_in_the_future(typed_year, year):
    letter = ids.pnc_letter(year, 42)

    assert ids.read_pnc(f"{typed_year}/42{letter}", this_year=YEAR).year == year


@given(st.integers(1927, YEAR), st.integers(0, 9_999_999))
def test_a_pnc_number_with_its_letter_reads_back_and_with_another_letter_does_not(year, serial):
    letter = ids.pnc_letter(year, serial)
    pnc = ids.Pnc(year, serial, letter)

    assert ids.read_pnc(str(pnc), this_year=YEAR) == pnc
    wrong = ids.CHECK_LETTERS[(ids.CHECK_LETTERS.index(letter) + 1) % 23]
    with pytest.raises(RuleBroken, match="PNC_LETTER"):
        ids.read_pnc(f"{year}/{serial}{wrong}", this_year=YEAR)


@given(st.integers(1927, YEAR), st.integers(0, 9_999_999))
def test_a_record_is_met_by_every_way_of_typing_its_pnc_number(year, serial):
    pnc = ids.Pnc(year, serial, ids.pnc_letter(year, serial))
    typed = [str(pnc), f"{year % 100:02d}/{serial}{pnc.letter.lower()}", str(pnc).replace("/", "")]

    for text in typed:
        assert set(ids.pnc_search_keys(text)) & set(pnc.search_keys), text


def test_a_date_is_not_taken_for_a_pnc_number():
    assert ids.pnc_search_keys("16/11/2018") == ()


def test_the_search_key_of_a_pnc_number_keeps_the_year_as_typed():
    assert ids.pnc_search_keys("2003/0034567A") == ("2003/34567a",)
    assert ids.pnc_search_keys("03/34567a") == ("03/34567a",)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("065656/91H", "065656/91H"),
        ("65656/91h", "065656/91H"),
        ("sf83/50058z", "SF83/50058Z"),
        ("SF83/050058Z", "SF83/50058Z"),
        ("065656-91H", "065656/91H"),
        ("SF83–50058Z", "SF83/50058Z"),
    ],
)
def test_a_cro_number_is_stored_in_its_own_form(typed, stored):
    assert ids.read_cro(typed) == stored
    assert ids.cro_search_key(typed) == stored.lower()


@given(st.integers(0, 99), st.integers(0, 999_999), st.booleans())
def test_a_cro_number_with_its_letter_reads_back(year, serial, short_file):
    yy, padded = f"{year:02d}", f"{serial:06d}"
    if short_file:
        cro = f"SF{yy}/{serial}{ids.cro_letter(yy, str(serial))}"
    else:
        cro = f"{padded}/{yy}{ids.cro_letter(yy, padded)}"

    assert ids.read_cro(cro) == cro


@pytest.mark.parametrize(
    "label", ["Prison number (NOMS): ", "NOMS number (NOMS) ", "Prison number:", "noms "]
)
def test_a_prison_number_is_read_with_the_label_of_our_pages(label):
    assert ids.read_noms(f"{label}a1234bc.") == "A1234BC"


def test_noms_and_national_insurance_numbers_are_stored_upper_case_without_spaces():
    assert ids.read_noms(" a1234bc ") == "A1234BC"
    assert ids.read_ni("jg 10 37 59 a") == "JG103759A"


@pytest.mark.parametrize(
    "prefix", ["DA", "FA", "IA", "QA", "UA", "VA", "AD", "AO", "NK", "KN", "TN", "NT", "ZZ", "BG"]
)
def test_national_insurance_prefixes_never_issued_are_refused(prefix):
    assert ids.read_ni("JG123456A") == "JG123456A"
    with pytest.raises(RuleBroken, match="NI_SHAPE"):
        ids.read_ni(f"{prefix}123456A")


@pytest.mark.parametrize(
    ("current", "held", "former", "moved"),
    [
        pytest.param(None, False, None, False, id="a first, free number"),
        pytest.param(None, True, None, True, id="a first number taken over from another record"),
        pytest.param("A0000AA", False, "A0000AA", False, id="replaced by a free number"),
        pytest.param("A0000AA", True, "A0000AA", True, id="replaced by one of another record"),
    ],
)
def test_a_noms_number_is_assigned_or_replaced(current, held, former, moved):
    change = ids.change_noms("A1234BC", current=current, held_by_another=held, may_move=True)

    assert (change.former, change.moved) == (former, moved)


@pytest.mark.parametrize("current", [None, "A0000AA"])
def test_only_who_may_move_numbers_takes_one_in_use(current):
    with pytest.raises(RuleBroken) as refused:
        ids.change_noms("A1234BC", current=current, held_by_another=True, may_move=False)

    assert (refused.value.code, refused.value.field) == ("NOMS_IN_USE", "noms")


def test_assigning_the_same_noms_number_changes_nothing():
    assert ids.change_noms("A1234BC", current="A1234BC", held_by_another=True, may_move=False) is None


@pytest.mark.parametrize(
    ("kind", "typed", "keys"),
    [
        (IdentifierKind.CRN, " x123456", ("x123456",)),
        (IdentifierKind.CRN, "12", ()),
        (IdentifierKind.PNC, "03/0034567A", ("03/34567a",)),
        (IdentifierKind.CRO, "65656/91H", ("065656/91h",)),
        (IdentifierKind.CRO, "nonsense", ()),
        (IdentifierKind.NOMS, "a1234bc", ("a1234bc",)),
        (IdentifierKind.NI, "JG 10 37 59 A", ("jg103759a",)),
        ("IMMN", " AB/12 ", ("ab/12",)),
        ("IMMN", " ", ()),
    ],
)
def test_an_identifier_of_a_known_kind_has_one_key_to_search_by(kind, typed, keys):
    assert ids.search_keys(kind, typed) == keys


def test_check_letters_leave_out_those_taken_for_numbers():
    assert len(set(ids.CHECK_LETTERS)) == 23
    assert not re.search("[IOS]", ids.CHECK_LETTERS)
