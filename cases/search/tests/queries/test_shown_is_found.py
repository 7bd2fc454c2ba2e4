"""Whatever name, number or address our pages show of a person, typed back as shown, finds that person."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cases
from cases.models import AdditionalIdentifier, Address, AddressStatus, IdentifierType
from cases.people.rules import identifiers
from cases.search.queries import finding
from cases.search.rules.box import read_search
from cases.search.rules.ways import wanted_from_box
from cases.tests.factories import AdditionalIdentifierFactory
from cases.tests.search_world import NOON, also_known, somebody
from core.calendar.typed_dates import format_date, format_long_date, format_short_date
from core.govuk.fields import EmailField
from core.typed.phones import read_phone
from core.typed.postcodes import read_postcode

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
REFERENCE = Path(cases.__file__).parent / "reference"

FIRST = [
    "Daniel",
    "Mary Ann",
    "Jean-Luc",
    "Siân",
    "Łukasz",
    "D'Arcy",
    "Ngọc Ánh",
    "Иван",
    "李",
    "محمد",
    "राम",
    "",
]
MIDDLE = ["", "", "John", "Jean Luc", "Élodie", "Öykü"]
THIRD = ["", "", "Rhys", "Mary-Jo"]
TITLES = [row["description"] for row in csv.DictReader((REFERENCE / "titles.csv").read_text().splitlines())]
LAST = [
    *["Ashdown", "Smythe-Robertson", "O’Brien", "O'Neill Walsh", "van der Berg", "de la Cruz", "ap Rhys"],
    *["Ó Súilleabháin", "Mac an tSaoi", "Müller", "St. John", "Al-Hassan", "Nguyễn", "Llŷr", "Strauß", "Ng"],
    *["Петрова-Сидорова", "王", "김", "Παπαδόπουλος", "كوهين", "Lord", "Dean", "May", "Ni", "Born"],
]  # fmt: skip
#: Letters of names nobody thought of: Latin with accents, Greek, Cyrillic, Arabic, Chinese.
LETTERS = [(0x61, 0x7B), (0xE0, 0xF7), (0x100, 0x180), (0x3B1, 0x3CA), (0x430, 0x450), (0x627, 0x640)]
LETTERS += [(0x4E00, 0x4E80)]
invented = st.text(
    st.sampled_from([chr(n) for low, high in LETTERS for n in range(low, high)]), min_size=2, max_size=9
)


def found(text):
    wanted = wanted_from_box(read_search(text, today=TODAY))
    return {hit.person_id for hit in finding.find(wanted, blocked=lambda ids: frozenset()).hits}


def shown_names(person, title):
    """A name as pages, lists, letters and the suppliers' API show it."""
    names = (person.first_name, person.second_name, person.third_name, person.surname)
    full = " ".join(filter(None, names))
    yield from (f"{title} {full}", f"{title} {person.name}", f"Name {full}", f"Name: {title} {full}")
    yield from (person.name, person.listed_name, full, f"Mr {person.name}", f"Ms. {full}", person.surname)
    yield from (person.name.upper(), f"“{person.name}”", f"Name: {person.name}", f"{person.name}.")
    yield from (f"{person.name} ({person.crn})", f"{person.listed_name} – {person.crn}")
    yield f"{person.name}, born {format_date(person.born_on)} (45 years old)"
    yield f"\u200b{person.name.replace(' ', chr(0xA0))}\ufeff"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(FIRST) | invented,
    st.sampled_from(MIDDLE),
    st.sampled_from(THIRD),
    st.sampled_from(LAST) | invented,
    st.sampled_from(TITLES),
)
@example("Mary Ann", "Jean Luc", "Élodie", "Smith", "Sister")
@example("Mary Ann", "Jean Luc", "Mary-Jo", "van der Berg", "Imam")
@example("Daniel", "Jean Luc", "Rhys", "Ashdown", "Mr")
@example("Mary Ann", "", "", "Ni", "Mr")
@example("Mary Ann", "", "", "Born", "Mr")
@example("", "", "", "Lord", "Mr")
@example("Master", "", "", "Lord", "Mr")
@example("", "", "", "Lord", "Dr Mrs")
def test_a_name_is_found_as_it_is_shown(first, middle, third, last, title):
    middle, third = (middle, third if middle else "") if first else ("", "")
    person = somebody(first, last, second_name=middle, third_name=third, born_on=date(1980, 6, 20))

    for text in shown_names(person, title):
        assert person.pk in found(text), text


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(FIRST) | invented, st.sampled_from(LAST) | invented)
def test_an_alias_and_other_names_are_found_as_they_are_shown(first, last):
    by_alias = somebody("Robin", "Quill")
    alias = also_known(by_alias, first, last)
    before = somebody("Robin", "Quill", previous_surname=last)
    called = somebody("Robin", "Quill", preferred_name=first)

    for text in (alias.name, f"Alias {alias.name}", f"Aliases: {alias.name}"):
        assert by_alias.pk in found(text), text
    assert before.pk in found(last)
    if first:
        assert called.pk in found(f"{first} Quill")


@settings(max_examples=40, deadline=None)
@given(st.dates(date(1907, 1, 1), TODAY))
def test_a_date_of_birth_is_found_as_it_is_shown(born_on):
    person = somebody(born_on=born_on)

    for show in (
        format_date,
        format_short_date,
        format_long_date,
        "{:%d/%m/%Y}".format,
        "{:%Y-%m-%d}".format,
    ):
        for text in (
            show(born_on),
            f"Date of birth: {show(born_on)}",
            f"DOB {show(born_on)}.",
            f"({show(born_on)})",
        ):
            assert person.pk in found(text), text


@settings(max_examples=30, deadline=None)
@given(st.integers(1950, 2025), st.integers(1, 9_999_999), st.integers(0, 999_999), st.integers(0, 9999))
def test_an_identifier_is_found_as_it_is_shown(year, serial, number, digits):
    pnc = f"{year}/{serial:07d}{identifiers.pnc_letter(year, serial)}"
    cro = f"{number:06d}/{year % 100:02d}{identifiers.cro_letter(f'{year % 100:02d}', f'{number:06d}')}"
    person = somebody(
        pnc=pnc, cro=cro, noms_number="", ni_number=f"JG10{digits:04d}A", prison_number=f"MX{digits}"
    )
    immigration = f"IM{serial}"
    type(person).objects.filter(pk=person.pk).update(immigration_number=immigration)
    noms = f"A{digits:04d}BC"
    type(person).objects.filter(noms_number=noms).update(noms_number="")
    type(person).objects.filter(pk=person.pk).update(noms_number=noms)
    ni = f"JG 10 {digits // 100:02d} {digits % 100:02d} A"

    shown = {
        "CRN": person.crn,
        "PNC": pnc,
        "CRO": cro,
        "Prison number": noms,
        "Prison number (NOMS)": noms,
        "Latest prison number": f"MX{digits}",
        "Immigration number": immigration,
        "National Insurance number": ni,
    }
    for label, value in shown.items():
        for text in (
            value,
            value.lower(),
            f"({value})",
            f"{value}.",
            f"{label}: {value}",
            f"{label} {value}",
        ):
            assert person.pk in found(text), text


def test_a_former_crn_is_found_as_it_is_shown():
    person = somebody()
    stamps = {"created_at": NOON, "updated_at": NOON}
    kind = IdentifierType.objects.get_or_create(code="PCRN", defaults={"words": "Previous CRN"})[0]
    AdditionalIdentifier.objects.create(
        person=person, type=kind, value="E987654", search_key="e987654", **stamps
    )

    for text in ("E987654", "Previous CRN: E987654", "Previous CRN E987654."):
        assert person.pk in found(text), text


@pytest.mark.parametrize("value", ["LN 12345 K", "AB-1234", "12 34 56", "Ref. 77 B"])
def test_another_identifier_is_found_as_it_is_shown(value):
    person = somebody()
    kind = IdentifierType.objects.get_or_create(code="LIFN", defaults={"words": "Lifer number"})[0]
    key = identifiers.search_keys(kind.code, value)[0]
    stamps = {"created_at": NOON, "updated_at": NOON}
    AdditionalIdentifier.objects.create(person=person, type=kind, value=value, search_key=key, **stamps)

    for text in (value, f"Lifer number: {value}", f"({value})"):
        assert person.pk in found(text), text


@pytest.mark.parametrize(
    "typed", ["07700 900982", "020 7946 0018", "+353 1 555 0123", "0161 496 0000 ext 12"]
)
def test_a_phone_number_is_found_as_it_is_shown_and_as_others_write_it(typed):
    phone = read_phone(typed)
    by_mobile, by_phone, at_home = somebody(mobile=phone.shown), somebody(telephone=phone.shown), somebody()
    status = AddressStatus.objects.get_or_create(code="M", defaults={"words": "Main"})[0]
    stamps = {"started_on": date(2020, 1, 1), "created_at": NOON, "updated_at": NOON}
    Address.objects.create(person=at_home, status=status, telephone=phone.shown, **stamps)

    for text in (
        phone.shown,
        f"Mobile number: {phone.shown}",
        f"Phone at this address: {phone.shown}",
        f"Contact number: {phone.shown}",
        f"({phone.shown})",
        phone.key,
        f"Tel. {phone.shown}",
    ):
        assert {by_mobile.pk, by_phone.pk, at_home.pk} <= found(text), text


def accepted(email):
    """Whether our forms take it: they refuse what is allowed in theory, such as a local part in quotes."""
    try:
        return bool(EmailField().clean(email))
    except ValidationError:
        return False


@settings(max_examples=60, deadline=None)
@given(st.emails().filter(accepted))
@example("aka.born.12.3.1980@example.org")
@example("sian_o'neill+x000001@tŷ-gwyn.cymru")
@example("_River@Example.CO.UK")
@example("o`neill@example.org")
def test_an_email_address_is_found_as_it_is_shown(email):
    email = EmailField().clean(email)
    person, other = somebody(email=email), somebody(email=f"x{email}"[:254])

    for text in (
        email,
        email.upper(),
        f"Email address: {email}",
        f"E-mail {email}",
        f"mailto:{email}",
        f"<{email}>.",
        f"{person.name} <{email}>; {person.crn}",
    ):
        assert person.pk in found(text), text
        assert other.pk not in found(text), text


ADDRESSES = [
    {"number": "12", "street": "Mill Lane", "town": "Leeds", "postcode": "LS1 4AP"},
    {"building": "Flat 2, Tŷ Gwyn", "number": "12-14", "street": "St. John’s Road", "town": "Stoke-on-Trent"},
    {"number": "3", "street": "Ffordd Ddŵr", "district": "Y Felinheli", "town": "Bangor", "county": "Môn"},
    {"building": "O'Connell Hall", "street": "Rue de l’Église", "town": "Saint-Malo", "county": "France"},
    {"building": "Norton Barracks", "town": "Worcester", "postcode": "BFPO 57"},
]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address["town"])
def test_an_address_is_found_as_it_is_shown(address):
    person, other = somebody(), somebody("Kim", "Stone")
    status = AddressStatus.objects.get_or_create(code="M", defaults={"words": "Main"})[0]
    postcode = read_postcode(address.get("postcode", "")) or ""
    values = {**address, "postcode": postcode, "postcode_key": postcode.replace(" ", "")}
    stamps = {"started_on": date(2020, 1, 1), "created_at": NOON, "updated_at": NOON}
    row = Address.objects.create(person=person, status=status, **values, **stamps)
    Address.objects.create(person=other, status=status, street="Mill Road", town="Leeds", **stamps)

    for text in (", ".join(row.lines), " ".join(row.lines), "Address: " + ", ".join(row.lines).upper()):
        assert found(text) == {person.pk}, text
    if postcode:
        assert found(f"Postcode: {postcode}.") == {person.pk}


@pytest.mark.parametrize("value", ["AS/12345/26", "1234567/89"])
def test_another_identifier_with_slashes_is_found_as_it_is_shown(value):
    person = somebody()
    AdditionalIdentifierFactory(person=person, value=value, search_key=value.lower())

    for text in (value, value.lower(), f"{value}."):
        assert person.pk in found(text), text
