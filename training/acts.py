"""The screens of training without a title of their own, as a reader of the audit sees them."""

from django.utils.translation import gettext_lazy as _

from core.acts import name_acts

name_acts(
    {
        "training:activity": _("Training activity"),
        "training:activity-open": _("Open the screen of a training activity"),
        "training:job-title": _("Training for a job title"),
    }
)
