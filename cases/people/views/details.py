"""Personal details on one page."""

from typing import Any

from django.utils.translation import gettext_lazy

from cases.pages import PersonPage
from cases.people.queries import details
from cases.people.views.summaries import equality_rows, main_rows, number_rows, reach_rows


class PersonalDetails(PersonPage):
    permission = "cases.view-person"
    template_name = "cases/people/personal/personal.html"
    title = gettext_lazy("Personal details")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = details.details_of(self.person)
        may_edit = self.allows("cases.edit-personal")
        return {
            **super().get_context_data(**kwargs),
            "details": found,
            "main_rows": main_rows(found),
            "reach_rows": reach_rows(found),
            "number_rows": number_rows(found.person),
            "equality_rows": equality_rows(
                found.person, with_gender_reassignment=self.allows("cases.view-gender-reassignment")
            ),
            "may_edit": may_edit,
            "may_edit_reach": self.allows("cases.edit-contact-details"),
            "may_edit_equality": self.allows("cases.edit-equality"),
        }
