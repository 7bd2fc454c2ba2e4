"""Changing how a person is reached."""

from django.utils.translation import gettext_lazy as _

from cases.people.forms.reachability import ReachabilityForm
from cases.people.services import reachability
from cases.people.views.parts import PersonForm


class ChangeReachability(PersonForm):
    permission = "cases.edit-contact-details"
    title = _("Change contact details")
    form_class = ReachabilityForm
    saved_words = _("Contact details saved")
    act = reachability.change_reachability
