"""Changing the answers to equality monitoring."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.equality import EqualityForm
from cases.people.services import equality
from cases.people.views.parts import PersonForm


class ChangeEquality(PersonForm):
    permission = "cases.edit-equality"
    title = _("Change equality monitoring")
    form_class = EqualityForm
    saved_words = _("Equality monitoring saved")
    act = equality.change_equality

    @property
    def sees_gender_reassignment(self) -> bool:
        return self.allows("cases.view-gender-reassignment")

    def form_kwargs(self) -> dict[str, Any]:
        return {**super().form_kwargs(), "with_gender_reassignment": self.sees_gender_reassignment}

    def given(self, form: EqualityForm) -> dict[str, Any]:
        return {**super().given(form), "with_gender_reassignment": self.sees_gender_reassignment}
