from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "referrals"

    def ready(self) -> None:
        from cases.pages import Action, Tab, add_action, add_tab, team_first
        from core import subjects
        from core.screens.navigation import Item, add
        from referrals import access, acts, handlers, panels  # noqa: F401
        from referrals.queries import policies  # noqa: F401
        from referrals.services import reference  # noqa: F401

        subjects.shows(
            "referrals.referral",
            lambda crn, key: reverse("referrals:referral", args=[key]),
            owed_by=_("service provider"),
        )
        own, supplier = ("/referrals", "/interventions/"), ("/supplier/referrals",)
        add(Item(_("Referrals"), "referrals:referrals", "referrals.view", 50, own, team_first))
        add(Item(_("Referrals"), "referrals:supplier-referrals", "referrals.supplier-view", 51, supplier))
        view = "referrals.view-interventions"
        add_tab(Tab(_("Interventions"), "referrals:case-interventions", view, 80, "interventions|referrals"))
        add_action(Action(_("Refer to a service"), "referrals:new", "referrals.make", 60))
