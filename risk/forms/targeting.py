"""The form for what staff judge about custody targeting."""

from django.utils.translation import gettext_lazy as _

from core.govuk import GovForm, RadiosField, YesNoField
from risk.codes import FurtherGroup


class TargetingForm(GovForm):
    at_key_stage = YesNoField(
        label=_("Is a key stage of an indeterminate sentence near?"),
        hint=_("A parole hearing, or a move to open conditions"),
        required_words=_("Select yes if a key stage is near"),
    )
    further_group = RadiosField(
        label=_("Does one of the further groups apply?"),
        hint=_("They may be given extra time if resources allow; none of them is an entitlement"),
        choices=[("NONE", _("None of these")), *FurtherGroup.choices()],
        required_words=_("Select a further group or “None of these”"),
    )
