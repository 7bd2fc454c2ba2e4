"""Changing a person's main details."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.forms.main_details import MainDetailsForm
from cases.services import main_details
from cases.views.parts import PersonForm


class ChangeMainDetails(PersonForm):
    title = _("Change main details")
    form_class = MainDetailsForm
    saved_words = _("Main details saved")
    act = main_details.change_main_details

    def given(self, form: MainDetailsForm) -> dict[str, Any]:
        return {
            **super().given(form),
            "keep_alias": form.cleaned_data["keep_alias"],
            "confirmed": "CONFIRM_DEATH" in self.confirmed(),
        }
