"""What the forms of contacts share: the choices they offer, and how what was typed becomes details."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.codes import ComponentKind
from cases.contacts.queries.choices import ContactChoices
from cases.contacts.queries.failures import OneMore
from cases.contacts.services.details import WHOLE_PERSON, RelatesTo
from core.errors import RuleBroken, RulesBroken, StaleVersion
from core.govuk import RadiosField

PERSON = "PERSON"
COMMUNICATION = "LT"
TYPE_GROUPS = {
    "communication": "Communication",
    "counted": "Appointments under national standards",
    "appointments": "Other appointments",
    "enforcement": "Letters and enforcement",
    "other": "Other contacts",
}
KIND_WORDS = {
    ComponentKind.EVENT: "Sentence",
    ComponentKind.REQUIREMENT: "Requirement",
    ComponentKind.LICENCE_CONDITION: "Licence condition",
    ComponentKind.NSI: "Intervention",
}


class OfferedFirst(RadiosField):
    """A few options of a longer list, and a last one that opens the list.

    accepted   every value of the list: those offered first may be others by the time the form is sent
    """

    accepted: frozenset[str] = frozenset()

    def valid_value(self, value: Any) -> bool:
        return super().valid_value(value) or str(value) in self.accepted

    def offer(self, first: list[str], listed: dict[str, Any], *, posted: str, last: tuple[str, Any]) -> None:
        """Offers the values `first` of those listed, with the posted one among them."""
        codes = [code for code in first if code in listed]
        codes += [posted] if posted in listed and posted not in codes else []
        self.choices = [*((code, listed[code]) for code in codes), last]
        self.accepted = frozenset(listed)


def type_choices(choices: ContactChoices, *, most_used: bool = True) -> list[tuple[str, Any]]:
    """The types under headings, each once: the user's most used, then those of each kind by name.

    most_used   False where those are offered by themselves: then each stands with its kind
    """
    by_code = {row.code: row for row in choices.types}
    used = [by_code[code] for code in choices.most_used if most_used and code in by_code]
    groups: dict[str, list[tuple[str, str]]] = {words: [] for words in TYPE_GROUPS.values()}
    for row in by_code.values():
        if row not in used:
            groups[TYPE_GROUPS[type_group(row)]].append((row.code, row.words))
    first = [(_("Your most used"), [(row.code, row.words) for row in used])] if used else []
    return [*first, *((_(words), rows) for words, rows in groups.items() if rows)]


def type_group(type: Any) -> str:
    """The heading under which a type stands in a list: by what its contacts are, as the code list says."""
    if type.is_attendance:
        return "counted" if type.is_national_standards else "appointments"
    if type.category is not None and type.category.code == COMMUNICATION:
        return "communication"
    return "enforcement" if type.is_national_standards else "other"


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


def action_choices(choices: ContactChoices) -> list[tuple[str, str]]:
    return [(row.code, row.words) for row in choices.actions]


def usual_actions(choices: ContactChoices, one_more: OneMore | None) -> list[Any]:
    """The enforcement actions usual at this count, in the order of the rule; none where there is no limit."""
    by_code = {row.code: row for row in choices.actions}
    return [by_code[code] for code in (one_more.usual if one_more else ()) if code in by_code]


def nth(n: int) -> str:
    """1 -> 1st, 2 -> 2nd, 11 -> 11th."""
    if n % 100 in (11, 12, 13):
        return _("%(n)sth") % {"n": n}
    ending = {1: _("%(n)sst"), 2: _("%(n)snd"), 3: _("%(n)srd")}.get(n % 10, _("%(n)sth"))
    return ending % {"n": n}


def part_value(relates_to: RelatesTo) -> str:
    return f"{relates_to.kind.value}:{relates_to.pk}" if relates_to.pk else PERSON


def read_part(value: str) -> RelatesTo:
    kind, _colon, pk = (value or PERSON).partition(":")
    return RelatesTo(kind=ComponentKind(kind), pk=int(pk)) if pk else WHOLE_PERSON


def shared_details(clean: dict[str, Any], *, today: date | None) -> dict[str, Any]:
    """The details of a contact (ContactDetails) from the fields that every form of a contact has.

    today   stands in for a date that was not understood, so that the other answers can be judged
    """
    staff_id, team_id = read_post(clean.get("officer", ""))
    return {
        "type": clean.get("type", ""),
        "on": clean.get("on") or today,
        "start_time": clean.get("start_time"),
        "end_time": clean.get("end_time"),
        "notes": clean.get("notes", ""),
        "relates_to": read_part(clean.get("relates_to", "")),
        "staff_id": staff_id,
        "team_id": team_id,
        "office_id": read_key(clean.get("location", "")),
    }


#: a field -> those that rules judge by its answer, besides itself
READ_WITH = {
    "on": {"start_time", "end_time", "outcome"},
    "start_time": {"on", "end_time", "outcome"},
    "outcome": {"action"},
    "officer": {"location"},
}


def broken_besides(errors: Iterable[str], judge: Callable[[], Iterable[RuleBroken]]) -> list[RuleBroken]:
    """What rules refuse of the answers that were understood, of a form some of whose answers were not.

    errors   names of the fields that were not
    judge    every rule that the answers break, whatever stands in for those
    """
    lost: set[str] = set()
    for name in errors:
        lost |= {name} | READ_WITH.get(name, set())
    if lost & {"type", "other_type"}:
        return []
    try:
        broken = judge()
    except RuleBroken as refused:
        broken = refused.all
    return [rule for rule in broken if rule.field and rule.field not in lost]


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
