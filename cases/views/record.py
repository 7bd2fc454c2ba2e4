"""The sections under the case's Record tab."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def record_sections(page: Any) -> list[dict[str, Any]]:
    """Links of the sections the user may open, the current one marked."""
    sections = (
        (_("Limited access"), "cases:limited-access", "cases.view-limited-access"),
        (_("Who looked"), "cases:history", "cases.who-looked"),
    )
    return [
        {
            "words": words,
            "href": (href := reverse(name, args=[page.person.crn])),
            "current": page.request.path.startswith(href),
        }
        for words, name, permission in sections
        if page.allows(permission)
    ]
