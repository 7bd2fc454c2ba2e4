"""What the forms of contacts share: the choices they offer, and how what was typed becomes details."""

from typing import Any

from django.utils.translation import gettext as _

from cases.codes import ComponentKind
from cases.contacts.queries.choices import ContactChoices
from cases.contacts.queries.failures import OneMore
from cases.contacts.services.details import WHOLE_PERSON, RelatesTo
from core.errors import RuleBroken, RulesBroken, StaleVersion

PERSON = "PERSON"
KIND_WORDS = {
    ComponentKind.EVENT: "Sentence",
    ComponentKind.REQUIREMENT: "Requirement",
    ComponentKind.LICENCE_CONDITION: "Licence condition",
    ComponentKind.NSI: "Intervention",
}


def type_choices(choices: ContactChoices) -> list[tuple[str, Any]]:
    """The user's most used types, then every type by name."""
    by_code = {row.code: row.words for row in choices.types}
    used = [(code, by_code[code]) for code in choices.most_used if code in by_code]
    rest = list(by_code.items())
    return [(_("Your most used"), used), (_("All types"), rest)] if used else rest


def part_choices(choices: ContactChoices, *, person_name: str) -> list[tuple[str, str]]:
    found = [(PERSON, _("%(name)s (the person as a whole)") % {"name": person_name})]
    for kind, pk, words in choices.parts:
        joined = " " if kind == ComponentKind.EVENT else ": "  # "Sentence 1: ...", "Requirement: ..."
        found.append((f"{kind.value}:{pk}", f"{_(KIND_WORDS[kind])}{joined}{words}"))
    return found


def post_choices(choices: ContactChoices) -> list[tuple[str, str]]:
    return [(f"{staff.pk}:{team.pk}", f"{staff.name}, {team.name}") for staff, team in choices.posts]


def office_choices(choices: ContactChoices) -> list[tuple[str, str]]:
    return [(str(office.pk), office.name) for office in choices.offices]


def action_choices(choices: ContactChoices, one_more: OneMore | None) -> list[tuple[str, Any]]:
    """Enforcement actions: those usual at this count first, where the sentence has a limit."""
    by_code = {row.code: row.words for row in choices.actions}
    usual = [(code, by_code[code]) for code in (one_more.usual if one_more else ()) if code in by_code]
    rest = [(code, words) for code, words in by_code.items() if (code, words) not in usual]
    return [(_("Usual at this count"), usual), (_("Other actions"), rest)] if usual else rest


def part_value(relates_to: RelatesTo) -> str:
    return f"{relates_to.kind.value}:{relates_to.pk}" if relates_to.pk else PERSON


def read_part(value: str) -> RelatesTo:
    kind, _colon, pk = (value or PERSON).partition(":")
    return RelatesTo(kind=ComponentKind(kind), pk=int(pk)) if pk else WHOLE_PERSON


def shared_details(clean: dict[str, Any]) -> dict[str, Any]:
    """The details of a contact (ContactDetails) from the fields that every form of a contact has."""
    staff_id, team_id = read_post(clean["officer"])
    return {
        **{name: clean[name] for name in ("type", "on", "start_time", "end_time", "notes")},
        "relates_to": read_part(clean["relates_to"]),
        "staff_id": staff_id,
        "team_id": team_id,
        "office_id": read_key(clean["location"]),
    }


def read_post(value: str) -> tuple[int | None, int | None]:
    staff, _colon, team = (value or "").partition(":")
    return (int(staff), int(team)) if team else (None, None)


def read_key(value: str) -> int | None:
    return int(value) if value else None


def with_form_fields(broken: RuleBroken, places: dict[str, str]) -> RuleBroken:
    """The same refusal with the names of the form's fields.

    places   field that a rule names -> field of the form: {"action": "action_after_absence"}
    """
    if isinstance(broken, StaleVersion):
        return broken
    return RulesBroken(
        [RuleBroken(one.code, one.reason, places.get(one.field or "", one.field)) for one in broken.all]
    )
