"""What was changed in a person's details or added to them: old and new values, by whom and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from cases.models import Address, Disability, Person
from core.models import User
from core.numbers import whole_number

#: Names of the models whose history the page of changes shows.
TRACKED = (
    "Person",
    "Alias",
    "Address",
    "AdditionalIdentifier",
    "Circumstance",
    "Disability",
    "Adjustment",
    "PersonalContact",
)
_BOOKKEEPING = frozenset(
    [
        "id",
        "version",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
        "equality_updated_at",
        "equality_updated_by",
        "postcode_key",
        "search_key",
        "is_main",
        "is_single",
        "removed_by",
        "removed_because",
        "person",
        "merged_into",
        "tier_code",
        "rosh_level",
        "rosh_registered_on",
        "rosh_assessed_level",
        "rosh_assessed_on",
        "region",
        "practice_learner",
    ]
)
SHOWN = 100
EMPTY = (None, "", False)


@dataclass(frozen=True)
class FieldChange:
    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """One save of a row.

    by       name of the user
    kind     name of the model
    fields   those that differ; of a new row, those that were filled
    """

    at: datetime
    by: str
    kind: str
    fields: tuple[FieldChange, ...]


def changes_of(person: Person, *, hidden: Iterable[str] = ()) -> tuple[list[Change], bool]:
    """The changes, newest first and at most 100, and whether there are more.

    Costs 2 queries for each model, 3 if it keeps notes, 1 for the users' names, and 1 for each row of a code
    list that a change names.

    hidden   names of fields that are left out
    """
    changes = [
        change
        for name in TRACKED
        for change in _changes_in(apps.get_model("cases", name), person, frozenset(hidden) | _BOOKKEEPING)
    ]
    changes.sort(key=lambda change: change.at, reverse=True)
    shown = changes[:SHOWN]
    names = _names_of({change.by for change in shown})
    return [Change(change.at, names.get(change.by, ""), change.kind, change.fields) for change in shown], len(
        changes
    ) > SHOWN


def _changes_in(model: type[Model], person: Person, hidden: frozenset[str]) -> Iterable[Change]:
    """The differences between each stored old row and the one that followed; rows added; notes added."""
    rows = model._default_manager.filter(**{"pk" if model is Person else "person": person.pk})
    now = {row.pk: row for row in rows}
    history: Any = model._meta.get_field("history").related_model
    stored = history.objects.filter(pgh_obj_id__in=list(now)).select_related("pgh_context")
    fields = [field for field in model._meta.concrete_fields if field.name not in hidden]
    words = _Words()
    for row in stored.order_by("pgh_obj_id", "-pgh_id"):
        after = now[row.pgh_obj_id]
        differ = tuple(
            FieldChange(field.attname, words.of(row, field), words.of(after, field))
            for field in fields
            if getattr(row, field.attname) != getattr(after, field.attname)
        )
        if differ:
            yield Change(row.pgh_created_at, _user_of(row), model.__name__, differ)
        now[row.pgh_obj_id] = row
    if model is not Person:
        yield from _additions(model, now.values(), person, fields, words)
        yield from _notes(model, list(now), person)


def _additions(
    model: type[Model], rows: Iterable[Any], person: Person, fields: Iterable[Field], words: "_Words"
) -> Iterable[Change]:
    """Each row as it was first saved. Rows created together with the record are left out."""
    for row in rows:
        if row.created_at <= person.created_at:
            continue
        filled = ((field, words.of(row, field)) for field in fields)
        added = tuple(
            FieldChange(field.attname, None, value) for field, value in filled if value not in EMPTY
        )
        yield Change(row.created_at, str(row.created_by_id or ""), model.__name__, added)


def _notes(model: type[Model], keys: list[int], person: Person) -> Iterable[Change]:
    """Each note that was added to one of the rows. 1 query if the model keeps notes."""
    notes = next((relation for relation in model._meta.related_objects if relation.name == "notes"), None)
    if notes is None:
        return
    owner = notes.remote_field.name
    table: Any = notes.related_model
    rows = table._default_manager.filter(**{f"{owner}__in": keys})
    for note in rows.filter(created_at__gt=person.created_at).order_by("-pk"):
        change = FieldChange("note", None, note.text)
        yield Change(note.created_at, str(note.created_by_id or ""), model.__name__, (change,))


def _user_of(row: Any) -> str:
    context = row.pgh_context
    return str((context.metadata or {}).get("user") or "") if context else ""


def _names_of(keys: set[str]) -> dict[str, str]:
    wanted = {whole_number(key) for key in keys} - {None}
    return {str(user.pk): user.name for user in User.objects.filter(pk__in=wanted)}


class _Words:
    """Values as a screen shows them. Each row of a code list is looked up once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], str] = {}

    def of(self, row: Any, field: Field) -> Any:
        value = getattr(row, field.attname)
        if value is None or not field.is_relation:
            return value
        model: Any = field.related_model
        key = (model._meta.label, value)
        if key not in self._known:
            found = model._default_manager.filter(pk=value).first()
            self._known[key] = _words_of(found)
        return self._known[key]


def _words_of(row: Any) -> str:
    """A row that another one names: an address by its lines, a disability by its type, others by words."""
    if isinstance(row, Address):
        return ", ".join(row.lines)
    if isinstance(row, Disability):
        return row.type.words
    return str(row.words)
