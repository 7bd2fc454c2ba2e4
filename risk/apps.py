from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class RiskConfig(AppConfig):
    name = "risk"

    def ready(self) -> None:
        from cases.pages import Tab, add_tab
        from core import subjects
        from risk import access, acts, handlers, panels  # noqa: F401
        from risk.queries import policies  # noqa: F401
        from risk.services import reference  # noqa: F401

        subjects.shows("risk.person", lambda crn, key: reverse("risk:assessments", args=[crn]))
        add_tab(Tab(_("Risk"), "risk:risk", "risk.view", 60, "risk"))
        add_tab(
            Tab(
                _("Assessments and plan"), "risk:assessments", "risk.view-assessments", 70, "assessments|plan"
            )
        )
