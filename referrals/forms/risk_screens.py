"""The risk information a draft referral shares."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.govuk import GovForm, TextareaField, TickField, YesNoField
from referrals.codes import RiskSection
from referrals.rules.risk_screens import LONGEST


class RiskForm(GovForm):
    """Whether to edit the texts or to share them as they are, which needs the tick."""

    edited = YesNoField(
        label=gettext_lazy("Do you want to edit this OASys risk information for the Service Provider?"),
        label_size="m",
        reveals={"no": "confirmed"},
        required_words=gettext_lazy(
            "Select yes if you want to edit this OASys risk information for the Service Provider"
        ),
    )
    confirmed = TickField(
        label=gettext_lazy("I understand this information will be shared with the Service Provider"),
        hint=gettext_lazy(
            "It has not been edited and will be shared as it is. Make sure that it holds no sensitive "
            "details: you are responsible for what is shared."
        ),
        required=False,
    )


class RiskEditForm(GovForm):
    """The eight texts. Only the rules check them, their length too, so that all problems show at once."""

    confirmed = TickField(
        label=gettext_lazy("I understand this information will be shared with the Service Provider"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for section in RiskSection:
            field = TextareaField(
                label=_(section.words), required=False, max_length=None, rows=5, mark_optional=False
            )
            field.widget.max_length = LONGEST
            self.fields[section.value] = field
        self.order_fields([*(section.value for section in RiskSection), "confirmed"])
