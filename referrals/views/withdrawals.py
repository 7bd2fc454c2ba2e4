"""Withdrawing a sent referral: why, check answers, done."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.screens.forms import FormPage
from referrals.codes import Act
from referrals.forms.withdrawals import WithdrawForm
from referrals.pages import ReferralPage
from referrals.queries import withdrawals
from referrals.rules.referrals import may
from referrals.services.withdrawals import withdraw_referral
from referrals.views.summaries import row


class Withdraw(ReferralPage, FormPage):
    """One form. What was typed is shown again to be confirmed, as a withdrawal cannot be undone."""

    permission = "referrals.withdraw"
    template_name = "referrals/referrals/withdraw.html"
    title = gettext_lazy("Withdraw referral")
    form_class = WithdrawForm
    submit_words = gettext_lazy("Continue")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "reasons": withdrawals.choices(on=self.today)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "may_withdraw": may(self.referral.state, Act.WITHDRAW)}

    def cancel_address(self) -> str:
        return reverse("referrals:progress", args=[self.referral.reference])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("do") in {"confirm", "save-draft"}:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        valid = form.is_valid()
        if request.POST.get("do") == "change" or not valid:
            return self.render_to_response(self.get_context_data(form=form), status=200 if valid else 400)
        self.template_name = "referrals/referrals/withdraw_check.html"
        rows = [
            row(_("Why it is being withdrawn"), withdrawals.words_of(form.cleaned_data["reason"])),
            row(_("What has happened"), form.cleaned_data["comments"], keep_lines=True),
        ]
        typed = {name: form.cleaned_data[name] for name in ("reason", "comments")}
        return self.render_to_response(self.get_context_data(form=form, answers=rows, typed=typed))

    def save(self, form: Form) -> str:
        cleaned = form.cleaned_data
        withdraw_referral(
            self.referral.pk,
            reason=cleaned["reason"],
            comments=cleaned["comments"],
            by=self.request.user,
            at=self.at,
        )
        words = _("Referral %(reference)s withdrawn") % {"reference": self.referral.reference}
        self.done(words, more=_("The service provider has been told."))
        return self.cancel_address()
