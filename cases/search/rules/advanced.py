"""The advanced search form: each field has one meaning."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date

from cases.codes import IdentifierKind
from cases.people.rules import identifiers
from cases.search.rules.box import NameTerm, read_name
from core.calendar.typed_dates import read_date
from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason
from core.typed.phones import phone_key
from core.typed.postcodes import read_postcode


@dataclass(frozen=True, kw_only=True)
class SearchForm:
    """The form as typed. Sex, nationality, provider and identifier kind are codes, chosen from lists."""

    first_name: str = ""
    last_name: str = ""
    date_of_birth: str = ""
    crn: str = ""
    identifier_kind: str = ""
    identifier: str = ""
    sex: str = ""
    nationality: str = ""
    phone: str = ""
    postcode: str = ""
    provider: str = ""
    include_aliases: bool = True
    exact: bool = False


@dataclass(frozen=True, kw_only=True)
class AdvancedTerms:
    """What the form asks for; a field that is None or "" asks nothing.

    identifier   the kind, and lower-case keys: any one of them may match
    exact        False also finds names that begin so, sound alike or are spelt much the same
    """

    first_name: NameTerm | None = None
    last_name: NameTerm | None = None
    date_of_birth: date | None = None
    crn: str | None = None
    identifier: tuple[str, tuple[str, ...]] | None = None
    sex: str = ""
    nationality: str = ""
    phone: str | None = None
    postcode: str | None = None
    provider: str = ""
    include_aliases: bool = True
    exact: bool = False


def read_search_form(form: SearchForm, *, today: date) -> AdvancedTerms:
    """Reads what was typed into the form.

    raises   RulesBroken with every field that cannot be searched for
    """
    broken: list[RuleBroken] = list(_stars_outside_names(form))
    asked = [
        f.name for f in fields(form) if isinstance(getattr(form, f.name), str) and f.name != "identifier_kind"
    ]
    if not any(getattr(form, name).strip() for name in asked):
        broken.append(RuleBroken("SEARCH_EMPTY", "Enter at least one thing to search for", None))
    names = {}
    for field in ("first_name", "last_name"):
        try:
            names[field] = _name(getattr(form, field), field)
        except RuleBroken as refused:
            broken.append(refused)
    born = _date_of_birth(form, today, broken)
    crn = _crn(form, broken)
    identifier = _identifier(form, broken)
    phone = _whole(form, "phone", phone_key, broken)
    postcode = _whole(form, "postcode", read_postcode, broken)
    if broken:
        raise RulesBroken(broken)
    return AdvancedTerms(
        **names,
        date_of_birth=born,
        crn=crn,
        identifier=identifier,
        sex=form.sex,
        nationality=form.nationality,
        phone=phone,
        postcode=postcode,
        provider=form.provider,
        include_aliases=form.include_aliases,
        exact=form.exact,
    )


def _name(text: str, field: str) -> NameTerm | None:
    if not text.strip():
        return None
    name = read_name(text, field=field)
    letters = "".join(name.parts)
    if len(letters) < 2 and letters.isascii():
        words = Reason("First name must be at least 2 letters")
        if field == "last_name":
            words = Reason("Last name must be at least 2 letters")
        raise RuleBroken("NAME_TOO_SHORT", words, field)
    return name


def _stars_outside_names(form: SearchForm) -> list[RuleBroken]:
    return [
        RuleBroken("STAR_NOT_IN_NAME", "Only use * in a name", field)
        for field in ("date_of_birth", "crn", "identifier", "phone", "postcode")
        if "*" in getattr(form, field)
    ]


def _date_of_birth(form: SearchForm, today: date, broken: list[RuleBroken]) -> date | None:
    typed = form.date_of_birth.strip()
    if not typed or "*" in typed:
        return None
    born = read_date(typed, not_after=today)
    if born is None:
        broken.append(RuleBroken("DOB_NOT_REAL", "Date of birth must be a real date", "date_of_birth"))
    elif born > today:
        broken.append(RuleBroken("DOB_FUTURE", "Date of birth must be today or in the past", "date_of_birth"))
    return born


def _crn(form: SearchForm, broken: list[RuleBroken]) -> str | None:
    if not form.crn.strip() or "*" in form.crn:
        return None
    try:
        return identifiers.read_crn(form.crn)
    except RuleBroken as refused:
        broken.append(refused)
        return None


def _identifier(form: SearchForm, broken: list[RuleBroken]) -> tuple[str, tuple[str, ...]] | None:
    if not form.identifier.strip() or "*" in form.identifier:
        return None
    if not form.identifier_kind:
        broken.append(RuleBroken("IDENTIFIER_KIND", "Select the type of identifier", "identifier_kind"))
        return None
    keys = identifiers.search_keys(form.identifier_kind, form.identifier)
    if not keys:
        words = _SHAPES.get(form.identifier_kind, Reason("Enter the identifier"))
        broken.append(RuleBroken("IDENTIFIER_SHAPE", words, "identifier"))
    return form.identifier_kind, keys


def _whole(
    form: SearchForm, field: str, read: Callable[[str], str | None], broken: list[RuleBroken]
) -> str | None:
    """A field as `read` reads it; None when it is empty. What cannot be read is added to `broken`."""
    typed = getattr(form, field)
    if not typed.strip() or "*" in typed:
        return None
    found = read(typed)
    if found is None:
        broken.append(RuleBroken(f"{field.upper()}_SHAPE", _WHOLE[field], field))
    return found


_WHOLE = {
    "phone": Reason("Phone number must be a whole number, like 01632 960 001 or +353 1 555 0123"),
    "postcode": Reason("Postcode must be a whole postcode, like NE1 1AA"),
}
_SHAPES: dict[str, Reason] = {
    IdentifierKind.CRN: Reason("CRN must be a letter and 6 numbers, like X123456"),
    IdentifierKind.PNC: Reason("PNC number must be like 2002/0073319Z"),
    IdentifierKind.CRO: Reason("CRO number must be like 065656/91H or SF83/50058Z"),
    IdentifierKind.NOMS: Reason("Prison number must be like A1234BC"),
    IdentifierKind.NI: Reason("National Insurance number must be like JG 10 37 59 A"),
}
