"""The badge of a risk of serious harm: `{% rosh_badge row.person %}` or `{% rosh_shown banner.rosh %}`.

It stands in every row of some lists, so its words are put together here and not by the template.
"""

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext as _

from cases.people.queries.policies import rosh_current_weeks
from cases.people.queries.rosh import rosh_of
from cases.people.rules.rosh import RoshShown
from core import clock
from core.calendar.typed_dates import format_short_date
from core.templatetags.govuk_lists import risk_class, risk_words

register = template.Library()
TEMPLATE = "components/rosh_badge.html"


@register.inclusion_tag(TEMPLATE, takes_context=True)
def rosh_badge(context: Context, person: Any) -> dict[str, Any]:
    """Says the same of the person wherever it stands. 1 query a page, for the policy."""
    request: Any = context.request  # type: ignore[attr-defined]
    if not hasattr(request, "rosh_weeks"):
        request.rosh_weeks = rosh_current_weeks()
    return words_of(rosh_of(person, today=clock.today(), weeks=request.rosh_weeks))


@register.inclusion_tag(TEMPLATE)
def rosh_shown(rosh: RoshShown) -> dict[str, Any]:
    """The badge of what was found already. No query."""
    return words_of(rosh)


def words_of(rosh: RoshShown) -> dict[str, Any]:
    """words and colour of the badge, source and beside: what stands under it, "" for nothing.

    Grey without an assessment in date.
    """
    level = {"level": risk_words(rosh.level)}
    return {
        "words": _("%(level)s RoSH") % level if rosh.level else _("RoSH not assessed"),
        "colour": risk_class(rosh.level) if rosh.is_current else "unknown",
        "source": _source(rosh) if rosh.level else "",
        "beside": _beside(rosh) if rosh.beside else "",
    }


def _source(rosh: RoshShown) -> str:
    if rosh.on is None:
        return _("assessment date not found")
    day = format_short_date(rosh.on)
    return day if rosh.is_current else _("%(day)s, out of date") % {"day": day}


def _beside(rosh: RoshShown) -> str:
    words = _("%(level)s RoSH register") % {"level": risk_words(rosh.beside)}
    return f"{words}, {format_short_date(rosh.beside_on)}" if rosh.beside_on else words
