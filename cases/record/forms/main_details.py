"""Names, birth, sex and death of a person."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.parts import PartForm
from cases.people.rules.aliases import Naming, check_keeping
from cases.people.rules.birth import check_birth
from cases.record.rules import check_death
from cases.record.services.main_details import MainDetails
from core.errors import RuleBroken, broken_in
from core.govuk import (
    DateField,
    Fieldset,
    NameField,
    SelectField,
    YesNoField,
)


class MainDetailsForm(PartForm):
    lists = {"title": "Title", "sex": "Sex"}
    stored = {"date_of_birth": "born_on"}
    layout = (
        Fieldset(
            _("Name"),
            *["title", "first_name", "second_name", "third_name", "surname"],
            *["previous_surname", "preferred_name"],
        ),
        Fieldset(_("Birth and sex"), "date_of_birth", "sex", "keep_alias"),
        Fieldset(_("Death"), "died_on"),
    )

    title = SelectField(label=_("Title"), required=False)
    first_name = NameField(
        label=_("First name"),
        hint=_("Leave it out for a person who has one name only"),
        required=False,
        max_length=100,
    )
    second_name = NameField(label=_("Second name"), required=False, max_length=100)
    third_name = NameField(label=_("Third name"), required=False, max_length=100)
    surname = NameField(label=_("Last name"), required_words=_("Enter a last name"), max_length=100)
    previous_surname = NameField(label=_("Previous last name"), required=False, max_length=100)
    preferred_name = NameField(label=_("Preferred name"), required=False, max_length=100)
    date_of_birth = DateField(
        label=_("Date of birth"), when="today-or-past", hint=_("For example, 27 3 1980")
    )
    sex = SelectField(label=_("Sex"), required_words=_("Select the sex"))
    keep_alias = YesNoField(
        label=_("If the last name or date of birth changes: keep the old one as an alias?"),
        hint=_("Searches find the person by aliases too."),
        required=False,
        mark_optional=False,
    )
    died_on = DateField(
        label=_("Date of death"),
        when="today-or-past",
        required=False,
        hint=_("Open appointments are cancelled and a contact is entered. For example, 27 3 2026"),
    )

    def broken_rules(self, cleaned: dict[str, Any]) -> Iterable[RuleBroken]:
        born_on, died_on, today = cleaned.get("date_of_birth"), cleaned.get("died_on"), self.today
        if born_on is None or today is None:
            return []
        judgements = [lambda: check_birth(born_on, today=today)]
        if died_on is not None and died_on != self.row.died_on:
            judgements.append(lambda: check_death(died_on, born_on=born_on, today=today))
        if "surname" in cleaned:
            before = Naming(first_name="", surname=self.row.surname, born_on=self.row.born_on)
            after = Naming(first_name="", surname=cleaned["surname"], born_on=born_on)
            keep = cleaned.get("keep_alias")
            judgements.append(lambda: check_keeping(before, after, keep_alias=keep))
        return broken_in(*judgements)

    def details(self) -> MainDetails:
        return MainDetails(**{k: v for k, v in self.values().items() if k != "keep_alias"})
