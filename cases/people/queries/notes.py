"""Notes of any row that keeps them: newest first, each with its author."""

from typing import Any

from django.db.models import Model, Prefetch, QuerySet


def notes_of(row: Any) -> QuerySet[Any]:
    """The notes of one row. 1 query when they are read."""
    return newest_first(row.notes)


def newest_notes(owner: type[Model]) -> Prefetch:
    """A prefetch that gives each row of the model the list `newest_notes`. 1 query, however many rows."""
    table: Any = owner._meta.get_field("notes").related_model
    return Prefetch("notes", newest_first(table._default_manager), to_attr="newest_notes")


def with_notes(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows, each with the list `newest_notes`. 1 query more."""
    return rows.prefetch_related(newest_notes(rows.model))


def newest_first(notes: Any) -> QuerySet[Any]:
    return notes.select_related("created_by").order_by("-created_at", "-pk")
