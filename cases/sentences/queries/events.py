"""Sentences of a person: a card for each, and one sentence with all its parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from cases.allocations.queries.practitioners import practitioners_of
from cases.codes import RequirementCategory
from cases.models import (
    Allocation,
    Contact,
    Custody,
    Disposal,
    Event,
    EventOffence,
    KeyDate,
    KeyDateType,
    LicenceCondition,
    Offence,
    Person,
    Requirement,
    Sanction,
)
from cases.sentences.rules.rar import RarContact, RarDays, rar_days
from core.built_once import built_once
from core.models.bases import may_be_chosen
from core.numbers import whole_number
from core.typed.letters import alphabetical
from core.typed.terms import terms

OFFENCES_FOUND = 30


@dataclass(frozen=True)
class RequirementLine:
    """A requirement. `rar` counts its RAR days; None for every other type of requirement."""

    requirement: Requirement
    rar: RarDays | None


@dataclass(frozen=True)
class SentenceCard:
    """An event at a glance. `disposal` is None before sentence, `custody` where there is none."""

    event: Event
    disposal: Disposal | None
    custody: Custody | None
    main_offence: EventOffence | None
    requirements: Sequence[RequirementLine]

    @property
    def ends_on(self) -> date | None:
        return ends_on(self.disposal) if self.disposal else None

    @property
    def is_over(self) -> bool:
        return self.event.ended_on is not None or bool(self.disposal and self.disposal.terminated_on)


def ends_on(disposal: Disposal) -> date | None:
    """The day it ended or will end: the termination, else the end entered by hand, else the expected end."""
    return disposal.terminated_on or disposal.entered_end_on or disposal.expected_end_on


def cards(
    person: Person, *, today: date, past: bool = False, stays: Sequence[Custody] | None = None
) -> list[SentenceCard]:
    """Running sentences, newest first; with `past`, those that have ended instead.

    stays   the person's custody rows, if the caller has them; reading them costs 1 query
    """
    events = listed(events_of(person.pk).filter(ended_on__isnull=not past))
    return cards_of(events, today=today, stays=stays)


def cards_of(
    events: Sequence[Event], *, today: date, stays: Sequence[Custody] | None = None
) -> list[SentenceCard]:
    """The cards of events from `listed`. 1 query for requirements, 1 for custody unless `stays` gives it."""
    disposals = [event.sentence for event in events if event.sentence]
    lines: dict[int, list[RequirementLine]] = {}
    if disposals:
        rows = _requirements_of([disposal.pk for disposal in disposals])
        for line in requirement_lines(rows, today=today):
            lines.setdefault(line.requirement.disposal_id, []).append(line)
    custodial = [disposal for disposal in disposals if disposal.is_custodial]
    by_disposal = custody_by_disposal(custodial) if stays is None else {row.disposal_id: row for row in stays}
    return [
        SentenceCard(
            event,
            event.sentence,
            by_disposal.get(event.sentence.pk) if event.sentence else None,
            event.main_offence,
            lines.get(event.sentence.pk, []) if event.sentence else [],
        )
        for event in events
    ]


def listed(events: Iterable[Event]) -> list[Event]:
    """The rows of `events_of`. Where an event has no sentence or main offence, the attribute is None."""
    rows = list(events)
    for row in rows:
        row.sentence = getattr(row, "sentence", None)
        row.main_offence = getattr(row, "main_offence", None)
    return rows


def custody_by_disposal(disposals: Sequence[Disposal]) -> dict[int, Custody]:
    """Key of a disposal -> its custody. 1 query, none without disposals."""
    if not disposals:
        return {}
    rows = Custody.objects.filter(disposal__in=disposals, removed_at=None)
    return {row.disposal_id: row for row in rows.select_related("status", "institution")}


def events_of(person_id: int) -> QuerySet[Event]:
    """Events that are not removed, newest first. Read them by `listed`, for `sentence` and `main_offence`."""
    return (
        Event.objects.filter(person_id=person_id, removed_at=None)
        .annotate(
            sentence=FilteredRelation("disposals", condition=Q(disposals__removed_at=None)),
            main_offence=FilteredRelation(
                "offences", condition=Q(offences__is_main=True, offences__removed_at=None)
            ),
        )
        .select_related("court", "sentence__type", "main_offence__offence")
        .order_by("-number", "-pk")
    )


@built_once
def _requirements_of(disposal_ids: list[int]) -> QuerySet[Requirement]:
    return with_rar(Requirement.objects.filter(disposal_id__among=disposal_ids))


def with_rar(requirements: QuerySet[Requirement]) -> QuerySet[Requirement]:
    """Those of the requirements that are not removed, as `requirement_lines` reads them."""
    return (
        requirements.filter(removed_at=None)
        .select_related("type", "subtype")
        .annotate(rar_contacts=rar_contacts())
        .order_by("ended_on", "imposed_on", "pk")
    )


def requirement_lines(requirements: Iterable[Requirement], *, today: date) -> list[RequirementLine]:
    """Requirements from `with_rar` with their RAR days. No query but theirs."""
    return [RequirementLine(row, _rar_of(row, today)) for row in requirements]


def rar_contacts() -> ArraySubquery:
    """Day and attendance of the RAR activity of a requirement, in a query of requirements."""
    mine = Q(requirement=OuterRef("pk")) | Q(nsi__requirement=OuterRef("pk"))
    person = OuterRef("disposal__event__person")
    standing = Q(nsi=None) | Q(nsi__removed_at=None)
    rows = Contact.objects.filter(mine, standing, person=person, is_rar_activity=True, removed_at=None)
    return ArraySubquery(rows.values(json=JSONObject(on="on", attended="attended")))


def rar_days_of(contacts: Sequence[Mapping[str, Any]], *, length: int | None, today: date) -> RarDays:
    """The days of a requirement whose activity `rar_contacts` read. No query."""
    counted = [
        RarContact(on=date.fromisoformat(day["on"]), rar_activity=True, attended=day["attended"])
        for day in contacts
    ]
    return rar_days(counted, length_days=length or 0, today=today)


def _rar_of(row: Requirement, today: date) -> RarDays | None:
    if row.type.code != RequirementCategory.RAR:
        return None
    return rar_days_of(row.rar_contacts, length=row.length, today=today)


@dataclass(frozen=True)
class Sentence:
    """One event with all its parts. At most 9 queries."""

    card: SentenceCard
    offences: Sequence[EventOffence]
    licence_conditions: Sequence[LicenceCondition]
    key_dates: Sequence[KeyDate]
    practitioners: Sequence[Allocation]


def sentence_of(person: Person, number: int, *, today: date) -> Sentence | None:
    """None when the person has no event of that number."""
    events = listed(events_of(person.pk).filter(number=number))
    if not events:
        return None
    event, disposal = events[0], events[0].sentence
    lines = requirement_lines(_requirements_of([disposal.pk]), today=today) if disposal else []
    custody = custody_by_disposal([disposal]).get(disposal.pk) if disposal and disposal.is_custodial else None
    return Sentence(
        card=SentenceCard(event, disposal, custody, event.main_offence, lines),
        offences=list(offences_of(event)),
        licence_conditions=list(licence_conditions_of(disposal)) if disposal and custody else [],
        key_dates=key_dates_of(custody) if custody else [],
        practitioners=list(practitioners_of(person).filter(event=event)),
    )


def offences_of(event: Event) -> QuerySet[EventOffence]:
    rows = EventOffence.objects.filter(event=event, removed_at=None).select_related("offence")
    return rows.order_by("-is_main", "offence__code", "pk")


def licence_conditions_of(disposal: Disposal) -> QuerySet[LicenceCondition]:
    rows = LicenceCondition.objects.filter(disposal=disposal, removed_at=None).select_related("type")
    return rows.order_by(F("ended_on").desc(nulls_first=True), "type__kind", "type__code", "pk")


def key_dates_of(custody: Custody) -> list[KeyDate]:
    rows = KeyDate.objects.filter(custody=custody, removed_at=None).select_related("type")
    return list(rows.order_by("on", "type__code"))


def key_date_types() -> list[tuple[str, str]]:
    return list(KeyDateType.objects.order_by("code").values_list("code", "words"))


def requirement(person: Person, pk: int, *, today: date) -> RequirementLine | None:
    """One requirement of the person; None when it is not theirs. 1 query."""
    rows = with_rar(Requirement.objects.filter(pk=pk, disposal__event__person=person))
    return next(iter(requirement_lines(rows, today=today)), None)


def event_offence(person: Person, number: int, pk: int) -> EventOffence | None:
    rows = EventOffence.objects.filter(
        pk=pk, event__person=person, event__number=number, event__removed_at=None, removed_at=None
    )
    return rows.select_related("offence", "updated_by").first()


def offence_with(code: str) -> Offence | None:
    """The offence of a whole code, if it may be chosen. 1 query."""
    return Offence.objects.filter(may_be_chosen(), code=code).first()


def find_offences(text: str) -> list[Offence]:
    """Offences that match every word typed: 30 at most, in the order of their codes. 1 query."""
    rows = Offence.objects.filter(may_be_chosen())
    for word in terms(text):
        rows = rows.filter(offence_says(word))
    return list(rows.order_by("code")[:OFFENCES_FOUND])


def offence_says(word: str) -> Q:
    """The code begins with a number; any other word is in the offence's words, accents and dashes aside."""
    if whole_number(word) is not None:
        return Q(code__startswith=word)
    return Q(words__alphabetical__contains=alphabetical(word))


def sanctions_of(person: Person) -> QuerySet[Sanction]:
    rows = Sanction.objects.filter(person=person, removed_at=None).select_related("offence", "event")
    return rows.order_by("-sanctioned_on", "-pk")
