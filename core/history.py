"""History by trigger: each update or delete stores the row as it was, with who and from where."""

from typing import Any

import pghistory


def kept(**options: Any):
    """Class decorator for models whose every change is kept (docs/decisions/)."""
    return pghistory.track(
        pghistory.UpdateEvent("update", row=pghistory.Old),
        pghistory.DeleteEvent("delete", row=pghistory.Old),
        **options,
    )
