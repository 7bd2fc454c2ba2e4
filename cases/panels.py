"""What the case record shows on pages of the ground floor."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from cases import access
from core.access import may
from core.panels import Panel, fills


@fills("my-day", order=70)
def recently_viewed(request: HttpRequest, *, now: datetime, **_: Any) -> Panel | None:
    """The last people opened. Costs 4 queries."""
    if not may(request.user, "cases.search"):
        return None
    return Panel("cases/search/panel.html", {"rows": access.recently_viewed_by(request.user, at=now)})
