"""Registrations of a person and the register types, as screens and rules read them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cases.models import (
    Registration,
    RegistrationLevel,
    RegistrationNote,
    RegistrationReview,
    RegistrationType,
)
from cases.registrations.rules import registers as rules
from core.models.bases import may_be_chosen


def registrations_of(person_id: int) -> QuerySet[Registration]:
    """The person's registrations, open and ended, by flag and type. 1 query for all that a list shows."""
    return (
        Registration.objects.filter(person_id=person_id, removed_at=None)
        .select_related("type__flag", "level", "category", "team", "staff", "updated_by")
        .order_by("type__flag__code", "type__words__alphabetical", "-registered_on", "-pk")
    )


def open_registrations_of(person_id: int) -> QuerySet[Registration]:
    return registrations_of(person_id).filter(deregistered_on=None)


def end_reason_of(registration: Registration) -> str:
    """Why it ended, "" if no reason was given. No query: the row has its `newest_notes`."""
    found: list[RegistrationNote] = registration.newest_notes  # type: ignore[attr-defined]
    return next((note.text for note in found if note.is_end_reason), "")


def reviews_of(registration: Registration) -> QuerySet[RegistrationReview]:
    return registration.reviews.select_related("level", "category", "staff", "team").order_by(
        "-due_on", "-pk"
    )


def last_review_of(registration: Registration) -> RegistrationReview | None:
    """The review held last; None before the first. 1 query."""
    rows = reviews_of(registration).exclude(reviewed_on=None)
    return rows.order_by("-reviewed_on", "-pk").first()


def open_review_of(registration_id: int) -> RegistrationReview | None:
    """The review to come, with the contact that announced it. 1 query."""
    rows = RegistrationReview.objects.filter(registration_id=registration_id, reviewed_on=None)
    return rows.select_related("contact").first()


def selectable_types() -> QuerySet[RegistrationType]:
    """Types that may be added to a record, by flag and words."""
    return (
        RegistrationType.objects.filter(may_be_chosen())
        .select_related("flag")
        .order_by("flag__code", "words__alphabetical", "pk")
    )


def type_with(code: str) -> RegistrationType | None:
    """The type of the code, if it may be added to a record; else None."""
    return selectable_types().filter(code=code).first() if code else None


def types_by_flag() -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices for a select: the words of each flag, with code and words of its types."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for type in selectable_types():
        grouped.setdefault(type.flag.words if type.flag else "", []).append((type.code, type.words))
    return list(grouped.items())


def by_flag(rows: Iterable[Registration]) -> list[tuple[str, list[Registration]]]:
    """The words of each flag with its registrations, in the order of the rows."""
    grouped: dict[str, list[Registration]] = {}
    for row in rows:
        grouped.setdefault(row.type.flag.words if row.type.flag else "", []).append(row)
    return list(grouped.items())


def replaced_by(type: RegistrationType, person_id: int) -> list[Registration]:
    """Open registrations that would end if this type were added."""
    return [row for row in open_registrations_of(person_id) if rules.excludes(type, row.type)]


def levels_of(type: RegistrationType, kind: str) -> QuerySet[RegistrationLevel]:
    """The levels or categories that a type records; `kind` is "level" or "category"."""
    return RegistrationLevel.objects.filter(
        may_be_chosen(),
        register_code__in=[code for code in (type.code, type.duplicate_group) if code],
        kind=kind,
    ).order_by("code", "pk")


def choices_of(type: RegistrationType, kind: str) -> list[tuple[str, str]]:
    """Code and words of the levels or categories, for a form."""
    return list(levels_of(type, kind).values_list("code", "words"))
