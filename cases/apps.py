from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Case record"

    def ready(self) -> None:
        from cases import (
            acts,  # noqa: F401
            code_lists,  # noqa: F401
            panels,  # noqa: F401
        )
        from cases.access import names_in_sight
        from cases.contacts.queries.alerts import count_open_alerts
        from cases.pages import Action, BannerPart, Tab, add_action, add_tab, show_in_banner, team_first
        from cases.people.queries import policies  # noqa: F401
        from cases.search.services import variants  # noqa: F401
        from cases.sentences.queries.ordered import with_ordered
        from cases.sentences.views.banner import ordered_in_banner
        from core import subjects
        from core.access import may
        from core.screens.navigation import Item, add, count_in_header, show_in_header

        def diary_first(request: HttpRequest, address: str) -> str:
            """Whoever holds nobody and leads nobody begins with the diary of the office."""
            works_on_cases = may(request.user, "cases.enforce")
            return team_first(request, address) if works_on_cases else reverse("cases:diary-office")

        add(Item(_("Team"), "cases:team-workload", "cases.team-work", 15))
        add(Item(_("Cases"), "cases:caseload", "cases.caseload", 20, ("/cases", "/case/"), team_first))
        add(Item(_("Diaries"), "cases:diary-day", "cases.view-contacts", 30, ("/diary/",), diary_first))
        show_in_header("search", "cases.search")
        show_in_header("alerts", "cases.view-alerts")
        count_in_header("alerts", lambda request: count_open_alerts(request.user))
        subjects.shows("cases.contact", lambda crn, key: reverse("cases:contact", args=[crn, key]))
        subjects.shows(
            "cases.registration",
            lambda crn, key: reverse("cases:registration-review", args=[crn, key]),
            link_words=_("Review"),
        )
        subjects.named_by(names_in_sight)
        add_tab(Tab(_("Overview"), "cases:overview", "cases.view-person", 10, ""))
        add_tab(Tab(_("Contacts"), "cases:contacts", "cases.view-contacts", 20, "contacts"))
        add_tab(Tab(_("Appointments"), "cases:appointments", "cases.view-contacts", 30, "appointments"))
        add_tab(Tab(_("Personal details"), "cases:personal", "cases.view-person", 40, "personal"))
        add_tab(Tab(_("Sentence"), "cases:sentences", "cases.view-sentence", 50, "sentence"))
        add_tab(Tab(_("Record"), "cases:officers", "cases.view-person", 100, "record"))
        add_action(Action(_("Add contact"), "cases:contact-add", "cases.add-contact", 10))
        add_action(Action(_("Arrange appointment"), "cases:appointment-add", "cases.arrange-appointment", 20))
        show_in_banner(BannerPart(with_ordered, ordered_in_banner))
