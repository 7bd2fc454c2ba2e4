"""The filter of the caseload."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.allocations.forms import WhoseFilter
from cases.worklists.queries.caseload import said_to_be
from cases.worklists.queries.tiers import NO_TIER, of_tiers
from cases.worklists.queries.tiers import TIERS as LETTERS
from core.govuk import SelectField

NONE = "NONE"
TIERS = [*((letter, letter) for letter in LETTERS), (NO_TIER, _("None yet"))]
LEVELS = [
    ("VERY_HIGH", _("Very high")),
    ("HIGH", _("High")),
    ("MEDIUM", _("Medium")),
    ("LOW", _("Low")),
    (NONE, _("Not assessed")),
]
DUE = [
    ("any", _("Anything")),
    ("outcomes", _("Outcomes to record")),
    ("enforcement", _("Enforcement")),
    ("deadlines", _("Overdue deadlines")),
    ("no_next", _("No next appointment")),
]
DUE_IS = {
    "outcomes": Q(outcomes_due__gt=0),
    "enforcement": Q(enforcement_due__gt=0),
    "deadlines": Q(deadlines_due__gt=0),
    "no_next": Q(next_on=None),
}
DUE_IS["any"] = DUE_IS["outcomes"] | DUE_IS["enforcement"] | DUE_IS["deadlines"]


class CaseloadFilter(WhoseFilter):
    tier = SelectField(label=_("Tier"), empty=_("All"), choices=TIERS)
    level = SelectField(label=_("RoSH"), empty=_("All"), choices=LEVELS)
    due = SelectField(label=_("What is due"), empty=_("All cases"), choices=DUE)

    def chosen(self, rows: Any) -> Any:
        self.is_valid()
        clean = self.cleaned_data
        if tier := clean.get("tier"):
            rows = rows.filter(of_tiers([tier]))
        if level := clean.get("level"):
            is_none = level == NONE
            rows = rows.filter(said_to_be([] if is_none else [level], or_not_assessed=is_none))
        if due := clean.get("due"):
            rows = rows.filter(DUE_IS[due])
        return rows
