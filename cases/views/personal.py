"""Personal details on one page."""

from typing import Any

from django.utils.translation import gettext_lazy

from cases.pages import PersonPage
from cases.queries import personal
from cases.views.summaries import equality_rows, main_rows, number_rows, reach_rows
from core.pages import Page


class PersonalDetails(PersonPage, Page):
    permission = "cases.view-person"
    template_name = "cases/personal/personal.html"
    title = gettext_lazy("Personal details")

    def get_context(self) -> dict[str, Any]:
        details = personal.details_of(self.person)
        may_edit = self.allows("cases.edit-personal")
        return {
            **super().get_context(),
            "details": details,
            "main_rows": main_rows(details),
            "reach_rows": reach_rows(details),
            "number_rows": number_rows(details.person),
            "equality_rows": equality_rows(
                details.person, with_gender_reassignment=self.allows("cases.view-gender-reassignment")
            ),
            "may_edit": may_edit,
            "may_edit_reach": self.allows("cases.edit-contact-details"),
            "may_edit_equality": self.allows("cases.edit-equality"),
        }
