"""Rows of the summary lists of personal details, in the words of the screens."""

from typing import Any

from django.utils.translation import gettext as _

from cases.codes import UNKNOWN_TITLE
from cases.people.queries.details import Details
from core.words import shown

Row = dict[str, Any]


def _yes_no(value: bool | None) -> str:
    return {True: _("Yes"), False: _("No")}.get(value, _("Not asked"))


def _words(row: Any) -> str:
    return row.words if row is not None else ""


def main_rows(details: Details) -> list[Row]:
    person = details.person
    title = "" if person.title and person.title.code == UNKNOWN_TITLE else _words(person.title)
    names = [person.first_name, person.second_name, person.third_name, person.surname]
    rows = [
        {"key": _("Name"), "value": " ".join(filter(None, [title, *names]))},
        {"key": _("Preferred name"), "value": person.preferred_name},
        {"key": _("Previous last name"), "value": person.previous_surname},
        {"key": _("Date of birth"), "value": shown(person.born_on)},
        {"key": _("Sex"), "value": _words(person.sex)},
    ]
    if person.died_on:
        rows.append({"key": _("Date of death"), "value": shown(person.died_on)})
    aliases = ", ".join(_alias(alias) for alias in details.aliases)
    rows.append({"key": _("Aliases"), "value": aliases or _("None")})
    return rows


def _alias(alias: Any) -> str:
    name = alias.name
    return (
        _("%(name)s, born %(day)s") % {"name": name, "day": shown(alias.born_on)} if alias.born_on else name
    )


def reach_rows(details: Details) -> list[Row]:
    person, home = details.person, details.main_address
    return [
        {"key": _("Mobile number"), "value": person.mobile},
        {"key": _("Phone number"), "value": person.telephone},
        {"key": _("Email address"), "value": person.email},
        {"key": _("Text messages"), "value": _yes_no(person.allow_sms)},
        {"key": _("Preferred way to be contacted"), "value": person.contact_preference},
        {"key": _("Contacting safely"), "value": person.safe_contact_note, "keep_lines": True},
        {"key": _("Main address"), "value": "\n".join(home.lines) if home else "", "keep_lines": True},
    ]


def number_rows(person: Any) -> list[Row]:
    return [
        {"key": _("CRN"), "value": person.crn},
        {"key": _("PNC number"), "value": person.pnc},
        {"key": _("CRO number"), "value": person.cro},
        {"key": _("Prison number (NOMS)"), "value": person.noms_number},
        {"key": _("National Insurance number"), "value": person.ni_number},
        {"key": _("Latest prison number"), "value": person.prison_number},
    ]


def equality_rows(person: Any, *, with_gender_reassignment: bool) -> list[Row]:
    """A blank answer reads "Not asked"; "prefer not to say" is an answer."""
    gender = _words(person.gender_identity)
    if person.gender_identity_text:
        gender = f"{gender}: {person.gender_identity_text}" if gender else person.gender_identity_text
    asked = [
        (_("Ethnicity"), _words(person.ethnicity)),
        (_("Nationality"), _words(person.nationality)),
        (_("Second nationality"), _words(person.second_nationality)),
        (_("Immigration status"), _words(person.immigration_status)),
        (_("Religion"), _words(person.religion)),
        (_("Sexual orientation"), _words(person.sexual_orientation)),
        (_("Gender identity"), gender),
        (_("Main language"), _words(person.main_language)),
        (_("Interpreter needed"), _yes_no(person.interpreter_required)),
        (_("About language"), person.language_concerns),
    ]
    if with_gender_reassignment:
        consent = _yes_no(person.transgender_disclosure_consent)
        asked.append((_("May staff be told that the person is transgender"), consent))
    return [{"key": key, "value": value or _("Not asked")} for key, value in asked]
