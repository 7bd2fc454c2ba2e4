"""What running sentences order by number, for the banner: RAR days and hours of unpaid work."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject

from cases.codes import RequirementCategory
from cases.models import Contact, Person, Requirement
from cases.sentences.queries.events import rar_contacts, rar_days_of

COUNTED = (RequirementCategory.RAR.value, RequirementCategory.UNPAID_WORK.value)


@dataclass(frozen=True, kw_only=True)
class Ordered:
    """A requirement that is counted: days for RAR, hours for unpaid work.

    done     days used, or hours credited
    length   what was ordered; None where the requirement does not say
    """

    category: RequirementCategory
    done: float
    length: int | None
    sentence: int
    requirement_id: int


def with_ordered(people: QuerySet[Person], _today: date) -> QuerySet[Person]:
    """The people, each with what `ordered_of` reads. No query of its own."""
    rows = Requirement.objects.filter(
        disposal__event__person=OuterRef("pk"),
        disposal__event__removed_at=None,
        disposal__event__ended_on=None,
        disposal__removed_at=None,
        disposal__terminated_on=None,
        type__code__in=COUNTED,
        removed_at=None,
        ended_on=None,
    )
    credited = Contact.objects.filter(requirement=OuterRef("pk"), removed_at=None).values("requirement")
    hours = credited.annotate(total=Sum("hours_credited")).values("total")
    facts = JSONObject(
        category="type__code",
        length="length",
        contacts="rar_contacts",
        hours="hours",
        sentence="disposal__event__number",
        requirement_id="pk",
    )
    rows = rows.annotate(rar_contacts=rar_contacts(), hours=Subquery(hours)).order_by("imposed_on", "pk")
    return people.annotate(ordered=ArraySubquery(rows.values(json=facts)))


def ordered_of(person: Person, *, today: date) -> list[Ordered]:
    """What `with_ordered` read, oldest first; none for a person found without it. No query."""
    return [_ordered(row, today) for row in getattr(person, "ordered", ())]


def _ordered(row: dict[str, Any], today: date) -> Ordered:
    category = RequirementCategory(row["category"])
    if category == RequirementCategory.RAR:
        done: float = rar_days_of(row["contacts"], length=row["length"], today=today).completed
    else:
        done = row["hours"] or 0
    return Ordered(
        category=category,
        done=done,
        length=row["length"],
        sentence=row["sentence"],
        requirement_id=row["requirement_id"],
    )
