"""Changing how a person is reached."""

from django.utils.translation import gettext_lazy as _

from cases.people.forms.reachability import ReachabilityForm
from cases.people.services import reachability
from cases.people.views.parts import ChangePerson


class ChangeReachability(ChangePerson):
    permission = "cases.edit-contact-details"
    title = _("Change contact details")
    form_class = ReachabilityForm

    def save(self, form: ReachabilityForm) -> str:
        reachability.change_reachability(
            self.person.pk, form.details(), version=self.posted_version(), by=self.request.user, at=self.at
        )
        return self.done(_("Contact details saved"))
