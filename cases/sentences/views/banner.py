"""What the banner of a case says of its sentences: RAR days and hours of unpaid work."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.codes import RequirementCategory
from cases.sentences.queries.ordered import ordered_of

if TYPE_CHECKING:
    from cases.pages import PersonPage

#: category of a requirement -> the words with the number ordered, and without one
WORDS = {
    RequirementCategory.RAR: (_("RAR %(done)s of %(length)s days"), _("RAR %(done)s days")),
    RequirementCategory.UNPAID_WORK: (
        _("Unpaid work %(done)s of %(length)s hours"),
        _("Unpaid work %(done)s hours"),
    ),
}


def ordered_in_banner(page: "PersonPage") -> list[dict[str, Any]]:
    """The requirements of the running sentences that are counted. No query."""
    links = page.allows("cases.view-sentence")
    return [
        {
            "words": WORDS[row.category][row.length is None]
            % {"done": f"{row.done:g}", "length": row.length},
            "href": reverse("cases:requirement", args=[page.crn, row.sentence, row.requirement_id])
            if links
            else "",
        }
        for row in ordered_of(page.person, today=page.today)
    ]
