"""A person's details and the rows around them: open ones first, then those that ended, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import F, Model, Q, QuerySet

from cases.codes import IdentifierKind
from cases.models import (
    AdditionalIdentifier,
    Address,
    Adjustment,
    Alias,
    Circumstance,
    CircumstanceSubtype,
    CircumstanceType,
    Disability,
    IdentifierType,
    Person,
    PersonalContact,
    PersonNote,
)
from cases.people.queries.code_lists import Choices, open_or_kept
from cases.people.queries.notes import newest_first
from core.built_once import built_once
from core.typed.letters import alphabetical

#: Types with rules of their own: nobody adds them as additional identifiers.
_OWN_RULES = tuple(
    str(kind)
    for kind in (
        IdentifierKind.PNC,
        IdentifierKind.CRO,
        IdentifierKind.NOMS,
        IdentifierKind.NI,
        IdentifierKind.FORMER_NOMS,
        IdentifierKind.DUPLICATE_NOMS,
        IdentifierKind.MERGED_FROM_CRN,
        IdentifierKind.MERGED_TO_CRN,
    )
)

NOTES_SHOWN = 100


def part(name: str, person: Person, pk: int) -> Model | None:
    """A person's row of the model called `name`, with the rows it points at; None without one. 1 query."""
    model = apps.get_model("cases", name)
    named = [field.name for field in model._meta.fields if field.is_relation and field.name != "person"]
    return model._default_manager.filter(person=person, pk=pk, removed_at=None).select_related(*named).first()


def with_details(person: Person) -> Person:
    """The person, read again with every code row that the personal details show. 1 query."""
    named = (
        "title sex ethnicity nationality second_nationality religion sexual_orientation gender_identity "
        "immigration_status main_language region equality_updated_by"
    )
    return Person.objects.select_related(*named.split()).get(pk=person.pk)


def _of(model: type[Model], person: Person | int, *named: str) -> QuerySet[Any]:
    rows = model._default_manager.filter(person=person, removed_at=None)
    return rows.select_related(*named)


def _open_first(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by(F("ended_on").desc(nulls_first=True), F("started_on").desc(nulls_last=True), "-pk")


def aliases(person: Person) -> QuerySet[Alias]:
    return _of(Alias, person, "sex").order_by("surname__alphabetical", "first_name__alphabetical", "pk")


def addresses(person: Person) -> QuerySet[Address]:
    rows = _of(Address, person, "status", "type")
    return rows.order_by(F("ended_on").desc(nulls_first=True), "-is_main", "-started_on", "-pk")


def identifiers(person: Person) -> QuerySet[AdditionalIdentifier]:
    rows = _of(AdditionalIdentifier, person, "type")
    return rows.order_by(F("ended_on").desc(nulls_first=True), "type__words__alphabetical", "pk")


def circumstances(person: Person) -> QuerySet[Circumstance]:
    return _open_first(_of(Circumstance, person, "type", "subtype", "address"))


def disabilities(person: Person) -> QuerySet[Disability]:
    return _open_first(_of(Disability, person, "type"))


def adjustments(person: Person | int) -> QuerySet[Adjustment]:
    return _open_first(_of(Adjustment, person, "type", "disability__type"))


def personal_contacts(person: Person) -> QuerySet[PersonalContact]:
    return _open_first(_of(PersonalContact, person, "relationship_type", "title"))


def notes(person: Person) -> QuerySet[PersonNote]:
    return newest_first(PersonNote.objects.filter(person=person))


def last_notes(person: Person) -> QuerySet[PersonNote]:
    return notes(person)[:NOTES_SHOWN]


@dataclass(frozen=True)
class Details:
    """What the page of personal details shows."""

    person: Person
    aliases: Sequence[Alias]
    addresses: Sequence[Address]
    identifiers: Sequence[AdditionalIdentifier]
    circumstances: Sequence[Circumstance]
    disabilities: Sequence[Disability]
    adjustments: Sequence[Adjustment]
    personal_contacts: Sequence[PersonalContact]
    notes: Sequence[PersonNote]

    @property
    def main_address(self) -> Address | None:
        return next((row for row in self.addresses if row.is_main and row.ended_on is None), None)


def details_of(person: Person) -> Details:
    """A person's details: the open rows, all aliases and the five newest notes. Costs 9 queries."""
    return Details(
        person=with_details(person),
        aliases=list(aliases(person)),
        addresses=list(addresses(person).filter(ended_on=None)),
        identifiers=list(identifiers(person).filter(ended_on=None)),
        circumstances=list(circumstances(person).filter(ended_on=None)),
        disabilities=list(disabilities(person).filter(ended_on=None)),
        adjustments=list(adjustments(person).filter(ended_on=None)),
        personal_contacts=list(personal_contacts(person).filter(ended_on=None)),
        notes=list(notes(person)[:5]),
    )


# --- choices that depend on the person ---------------------------------------------------------------------
def circumstance_types(*, today: date) -> list[tuple[str, Choices]]:
    """Groups by name, each with its types; last those of no group, under "". 1 query."""
    groups: dict[str, Choices] = {}
    for row in open_or_kept(CircumstanceType, today=today).order_by("words__alphabetical"):
        groups.setdefault(row.hete_group, []).append((row.code, row.words))
    others = groups.pop("", [])
    return [*by_name(groups), ("", others)]


def by_name(groups: Mapping[str, list[Any]]) -> list[tuple[str, list[Any]]]:
    """Groups in the order of their names."""
    return sorted(groups.items(), key=lambda named: alphabetical(named[0]))


def subtypes_of(type_code: str, *, today: date, keep: str = "") -> Choices:
    rows = open_or_kept(CircumstanceSubtype, today=today, keep=keep).filter(type__code=type_code)
    return list(rows.order_by("words__alphabetical").values_list("code", "words"))


def identifier_types(*, today: date) -> Choices:
    rows = open_or_kept(IdentifierType, today=today).exclude(code__in=_OWN_RULES)
    return list(rows.order_by("words__alphabetical").values_list("code", "words"))


def address_choices(person: Person) -> Choices:
    return [(str(row.pk), ", ".join(row.lines)) for row in addresses(person)]


def disability_choices(person: Person) -> Choices:
    return [(str(row.pk), row.type.words) for row in disabilities(person).exclude(type__code="ND")]


def type_words(name: str, code: str) -> str:
    """The words of an entry of a code list, "" when there is none."""
    model = apps.get_model("cases", name)
    return model._default_manager.filter(code=code).values_list("words", flat=True).first() or ""


@dataclass(frozen=True)
class Attending:
    """What to think of when the person is given an appointment.

    adjustments   those in force, with their types
    language      words of the main language where an interpreter is needed; "" where none is
    """

    adjustments: list[Adjustment]
    interpreter: bool
    language: str

    def __bool__(self) -> bool:
        return bool(self.adjustments) or self.interpreter


def attending(person: Person, *, today: date) -> Attending:
    """Adjustments in force and the interpreter. 1 query, 2 where an interpreter is needed."""
    needed = bool(person.interpreter_required)
    language = person.main_language if needed else None
    return Attending(_adjustments_in_force(person.pk, today), needed, language.words if language else "")


@built_once
def _adjustments_in_force(person_id: int, today: date) -> QuerySet[Adjustment]:
    in_force = Q(started_on__lte=today) & (Q(ended_on=None) | Q(ended_on__gte=today))
    return adjustments(person_id).filter(in_force)
