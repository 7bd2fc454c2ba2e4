"""History by trigger: each update or delete stores the old row, with the user and address that changed it."""

from collections.abc import Callable, Sequence

import pghistory
from django.db.models import Model
from pghistory import runtime


def leave_kept_plans_alone() -> None:
    """A kept plan is sent without who asks and why: it reads, as SELECT does (core/kept_plans.py)."""
    own = {*runtime.IGNORED_SQL_PREFIXES, "execute", "prepare", "deallocate"}
    runtime.IGNORED_SQL_PREFIXES = tuple(own)  # type: ignore[assignment]


def kept(*, exclude: Sequence[str] = (), inserts: bool = False) -> Callable[[type[Model]], type[Model]]:
    """Class decorator for models whose every change is kept: Person gets PersonHistory.

    exclude   fields that are not stored: a password, the last sign-in. A change of these alone stores no row
    inserts   store new rows too, for a table whose new rows say nothing of who made them
    """
    added = [pghistory.InsertEvent("insert")] if inserts else []

    def track(model: type[Model]) -> type[Model]:
        return pghistory.track(
            *added,
            pghistory.UpdateEvent("update", row=pghistory.Old),
            pghistory.DeleteEvent("delete", row=pghistory.Old),
            exclude=list(exclude) or None,
            model_name=f"{model.__name__}History",
            obj_field=pghistory.ObjForeignKey(related_name="history", db_index=True),
        )(model)

    return track
