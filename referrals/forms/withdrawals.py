"""Why a referral is withdrawn."""

from typing import Any

from django.utils.translation import gettext_lazy

from core.govuk import GovForm, SelectField, TextareaField
from referrals.rules.withdrawals import LONGEST_COMMENTS


class WithdrawForm(GovForm):
    """The reason and the comments.

    reasons   [(group, [(code, words)])]
    """

    reason = SelectField(
        label=gettext_lazy("Why are you withdrawing this referral?"),
        label_size="m",
        empty=gettext_lazy("Select a reason"),
        required_words=gettext_lazy("Select why the referral is being withdrawn"),
    )
    comments = TextareaField(
        label=gettext_lazy("What has happened?"),
        label_size="m",
        hint=gettext_lazy("The service provider will read this."),
        max_length=LONGEST_COMMENTS,
        required_words=gettext_lazy("Enter what has happened"),
    )

    def __init__(self, *args: Any, reasons: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = reasons
