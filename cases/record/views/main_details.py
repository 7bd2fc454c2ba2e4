"""Changing a person's main details."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.views.parts import PersonForm
from cases.record.forms.main_details import MainDetailsForm
from cases.record.services import main_details


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
