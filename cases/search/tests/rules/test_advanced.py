"""The advanced search form."""

from datetime import date

import pytest

from cases.codes import IdentifierKind
from cases.search.rules.advanced import SearchForm, read_search_form
from core.errors import RulesBroken

TODAY = date(2026, 6, 15)


def test_every_field_filled_is_asked_for():
    form = SearchForm(
        first_name="Jo*",
        last_name="O'Neil",
        date_of_birth="19/7/65",
        crn="x123456",
        identifier_kind=IdentifierKind.PNC,
        identifier="2003/0034567A",
        sex="M",
        phone="+44 7700 900982",
        postcode="ne11aa",
        exact=True,
    )

    terms = read_search_form(form, today=TODAY)

    assert terms.first_name.like == "jo%"
    assert terms.last_name.whole == "oneil"
    assert terms.date_of_birth == date(1965, 7, 19)
    assert terms.crn == "X123456"
    assert terms.identifier == (IdentifierKind.PNC, ("2003/34567a",))
    assert terms.sex == "M"
    assert (terms.phone, terms.postcode) == ("07700900982", "NE1 1AA")
    assert terms.exact


@pytest.mark.parametrize("field", ["sex", "nationality", "provider", "crn"])
def test_one_criterion_is_enough(field):
    assert getattr(read_search_form(SearchForm(**{field: "X123456"}), today=TODAY), field) == "X123456"


@pytest.mark.parametrize(
    ("form", "refusals"),
    [
        pytest.param({}, {("SEARCH_EMPTY", None)}, id="nothing"),
        pytest.param({"identifier_kind": "PNC"}, {("SEARCH_EMPTY", None)}, id="a kind alone is nothing"),
        pytest.param({"last_name": "S"}, {("NAME_TOO_SHORT", "last_name")}, id="one letter"),
        pytest.param({"last_name": "42"}, {("NAME_NOT_LETTERS", "last_name")}, id="no letters"),
        pytest.param({"first_name": "*jo"}, {("STAR_FIRST", "first_name")}, id="leading star"),
        pytest.param({"phone": "0123"}, {("PHONE_SHAPE", "phone")}, id="half a phone number"),
        pytest.param({"postcode": "NE1"}, {("POSTCODE_SHAPE", "postcode")}, id="half a postcode"),
        pytest.param({"postcode": "NE1*"}, {("STAR_NOT_IN_NAME", "postcode")}, id="star in a postcode"),
        pytest.param({"crn": "X1*"}, {("STAR_NOT_IN_NAME", "crn")}, id="star in a CRN"),
        pytest.param({"crn": "12"}, {("CRN_SHAPE", "crn")}, id="not a CRN"),
        pytest.param({"date_of_birth": "31/2/1965"}, {("DOB_NOT_REAL", "date_of_birth")}, id="unreal"),
        pytest.param({"date_of_birth": "16/6/2026"}, {("DOB_FUTURE", "date_of_birth")}, id="tomorrow"),
        pytest.param({"identifier": "AB1"}, {("IDENTIFIER_KIND", "identifier_kind")}, id="no kind"),
        pytest.param(
            {"identifier": "AB1", "identifier_kind": "NOMS"},
            {("IDENTIFIER_SHAPE", "identifier")},
            id="wrong shape",
        ),
        pytest.param(
            {"first_name": "J*", "last_name": "S", "crn": "1"},
            {("STAR_TOO_SOON", "first_name"), ("NAME_TOO_SHORT", "last_name"), ("CRN_SHAPE", "crn")},
            id="all of it said at once",
        ),
    ],
)
def test_what_cannot_be_searched_for_is_said_by_its_field(form, refusals):
    with pytest.raises(RulesBroken) as refused:
        read_search_form(SearchForm(**form), today=TODAY)

    assert {(broken.code, broken.field) for broken in refused.value.all} == refusals


def test_a_birth_today_can_be_searched_for():
    assert read_search_form(SearchForm(date_of_birth="15/6/2026"), today=TODAY).date_of_birth == TODAY
