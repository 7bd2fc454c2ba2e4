"""The badge of a person's risk of serious harm: `{% rosh_badge row.person %}`."""

from typing import Any

from django import template
from django.template import Context

from cases.people.queries.policies import rosh_current_weeks
from cases.people.queries.rosh import rosh_of
from core import clock

register = template.Library()


@register.inclusion_tag("components/rosh_badge.html", takes_context=True)
def rosh_badge(context: Context, person: Any) -> dict[str, Any]:
    """Says the same of the person wherever it stands. 1 query a page, for the policy."""
    request: Any = context.request  # type: ignore[attr-defined]
    if not hasattr(request, "rosh_weeks"):
        request.rosh_weeks = rosh_current_weeks()
    return {"rosh": rosh_of(person, today=clock.today(), weeks=request.rosh_weeks)}
