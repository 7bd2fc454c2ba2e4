"""Changing the answers to equality monitoring."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.equality import EqualityForm
from cases.people.services import equality
from cases.people.views.parts import ChangePerson


class ChangeEquality(ChangePerson):
    permission = "cases.edit-equality"
    title = _("Change equality monitoring")
    form_class = EqualityForm

    @property
    def sees_gender_reassignment(self) -> bool:
        return self.allows("cases.view-gender-reassignment")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "with_gender_reassignment": self.sees_gender_reassignment}

    def save(self, form: EqualityForm) -> str:
        equality.change_equality(
            self.person.pk,
            form.details(),
            version=self.posted_version(),
            with_gender_reassignment=self.sees_gender_reassignment,
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Equality monitoring saved"))
