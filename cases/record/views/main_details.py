"""Changing a person's main details."""

from django.utils.translation import gettext_lazy as _

from cases.people.views.parts import ChangePerson
from cases.record.forms.main_details import MainDetailsForm
from cases.record.services import main_details


class ChangeMainDetails(ChangePerson):
    title = _("Change main details")
    form_class = MainDetailsForm

    def save(self, form: MainDetailsForm) -> str:
        main_details.change_main_details(
            self.person.pk,
            form.details(),
            keep_alias=form.cleaned_data["keep_alias"],
            version=self.posted_version(),
            confirmed="CONFIRM_DEATH" in self.confirmed(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Main details saved"))
