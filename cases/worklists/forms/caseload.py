"""The filter of the caseload."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.worklists.queries.caseload import said_to_be
from cases.worklists.queries.tiers import NO_TIER, of_tiers
from cases.worklists.queries.tiers import TIERS as LETTERS
from core.govuk import CheckboxesField, FilterForm

TIERS = [*((letter, letter) for letter in LETTERS), (NO_TIER, _("None yet"))]
NOT_ASSESSED = "NONE"
LEVELS = [
    ("VERY_HIGH", _("Very high")),
    ("HIGH", _("High")),
    ("MEDIUM", _("Medium")),
    ("LOW", _("Low")),
    (NOT_ASSESSED, _("Not assessed")),
]
DUE = [
    ("outcomes", _("Outcomes to record")),
    ("enforcement", _("Enforcement")),
    ("deadlines", _("Overdue deadlines")),
    ("no_next", _("No next appointment")),
]


class CaseloadFilter(FilterForm):
    tier = CheckboxesField(label=_("Tier"), small=True, choices=TIERS)
    level = CheckboxesField(label=_("RoSH level"), small=True, choices=LEVELS)
    due = CheckboxesField(label=_("What is due"), small=True, choices=DUE)

    def chosen(self, rows: Any) -> Any:
        self.is_valid()
        clean = self.cleaned_data
        if clean.get("tier"):
            rows = rows.filter(of_tiers(clean["tier"]))
        if clean.get("level"):
            levels = [level for level in clean["level"] if level != NOT_ASSESSED]
            rows = rows.filter(said_to_be(levels, or_not_assessed=NOT_ASSESSED in clean["level"]))
        counted = {"outcomes": "outcomes_due", "enforcement": "enforcement_due", "deadlines": "deadlines_due"}
        for name in clean.get("due") or []:
            rows = (
                rows.filter(next_on=None) if name == "no_next" else rows.filter(**{f"{counted[name]}__gt": 0})
            )
        return rows
