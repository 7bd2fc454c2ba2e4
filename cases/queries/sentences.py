"""Sentences of a person: cards, and one sentence with all its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from cases.codes import RequirementCategory
from cases.models import Contact, Custody, Disposal, Event, EventOffence, Person, Requirement
from cases.rules.rar import RarContact, RarDays, rar_days


@dataclass(frozen=True)
class RequirementLine:
    """A requirement with what was done of it; `rar` only for rehabilitation activity."""

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
    """The day it ended or will: as terminated, as entered by hand, as worked out."""
    return disposal.terminated_on or disposal.entered_end_on or disposal.expected_end_on


def cards(person: Person, *, today: date, past: bool = False) -> list[SentenceCard]:
    """Running sentences, newest first; with `past`, those that ended instead. 2 queries, 3 with custody."""
    events = listed(events_of(person).filter(ended_on__isnull=not past))
    disposals = [event.sentence for event in events if event.sentence]
    lines: dict[int, list[RequirementLine]] = {}
    if disposals:
        for line in requirement_lines(Requirement.objects.filter(disposal__in=disposals), today=today):
            lines.setdefault(line.requirement.disposal_id, []).append(line)
    stays = custodies_of([disposal for disposal in disposals if disposal.is_custodial])
    return [
        SentenceCard(
            event,
            event.sentence,
            stays.get(event.sentence.pk) if event.sentence else None,
            event.main_offence,
            lines.get(event.sentence.pk, []) if event.sentence else [],
        )
        for event in events
    ]


def listed(events: QuerySet[Event]) -> list[Event]:
    """The rows of `events_of`; a filtered relation that met no row sets no attribute, so it is set here."""
    rows = list(events)
    for row in rows:
        row.sentence = getattr(row, "sentence", None)
        row.main_offence = getattr(row, "main_offence", None)
    return rows


def custodies_of(disposals: Sequence[Disposal]) -> dict[int, Custody]:
    """By disposal. 1 query, none when there is no custodial sentence."""
    if not disposals:
        return {}
    rows = Custody.objects.filter(disposal__in=disposals, removed_at=None)
    return {row.disposal_id: row for row in rows.select_related("status", "institution")}


def events_of(person: Person) -> QuerySet[Event]:
    """Events not removed, each with `sentence` and `main_offence`; newest first."""
    standing = {"removed_at": None}
    return (
        Event.objects.filter(person=person, **standing)
        .annotate(
            sentence=FilteredRelation("disposals", condition=Q(disposals__removed_at=None)),
            main_offence=FilteredRelation(
                "offences", condition=Q(offences__is_main=True, offences__removed_at=None)
            ),
        )
        .select_related("court", "sentence__type", "main_offence__offence")
        .order_by("-number", "-pk")
    )


def requirement_lines(requirements: QuerySet[Requirement], *, today: date) -> list[RequirementLine]:
    """1 query, the RAR days counted by cases.rules.rar."""
    mine = Q(requirement=OuterRef("pk")) | Q(nsi__requirement=OuterRef("pk"))
    days = Contact.objects.filter(mine, is_rar_activity=True, removed_at=None).values(
        json=JSONObject(on="on", attended="attended")
    )
    rows = (
        requirements.filter(removed_at=None)
        .select_related("type", "subtype")
        .annotate(rar_contacts=ArraySubquery(days))
        .order_by("ended_on", "imposed_on", "pk")
    )
    return [RequirementLine(row, _rar_of(row, today)) for row in rows]


def _rar_of(row: Requirement, today: date) -> RarDays | None:
    if row.type.code != RequirementCategory.RAR:
        return None
    contacts = [
        RarContact(on=date.fromisoformat(day["on"]), rar_activity=True, attended=day["attended"])
        for day in row.rar_contacts
    ]
    return rar_days(contacts, length_days=row.length or 0, today=today)
