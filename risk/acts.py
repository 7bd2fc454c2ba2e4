"""The acts of risk, as a reader of the audit sees them."""

from django.utils.translation import gettext_lazy as _

from core.acts import name_acts

name_acts(
    {
        "assessment-completed": _("Assessment completed"),
        "assessment-saved": _("Assessment saved"),
        "assessment-started": _("Assessment started"),
        "score-produced": _("Score worked out"),
        "targeting-decided": _("Custody targeting decided"),
        "targeting-judged": _("Judgement on custody targeting recorded"),
        "tier-calculated": _("Tier calculated"),
        "risk:offences": _("Offence codes"),
    }
)
