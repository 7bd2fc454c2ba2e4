"""Other names and dates of birth."""

from django.utils.translation import gettext_lazy as _

from cases.people.forms.aliases import AliasForm
from cases.people.queries import details
from cases.people.services import aliases
from cases.people.views.parts import ChangePart, PartList, PersonalForm, RemovePart


class Aliases(PartList):
    template_name = "cases/personal/aliases.html"
    title = _("Aliases")
    rows_of = details.aliases


class AddAlias(PersonalForm):
    title = _("Add an alias")
    form_class = AliasForm
    list_name = "cases:aliases"
    saved_words = _("Alias added")
    act = aliases.add_alias


class ChangeAlias(ChangePart):
    title = _("Change an alias")
    form_class = AliasForm
    part_name = "Alias"
    list_name = "cases:aliases"
    saved_words = _("Alias saved")
    act = aliases.change_alias


class RemoveAlias(RemovePart):
    title = _("Remove an alias")
    part_name = "Alias"
    list_name = "cases:aliases"
    act = aliases.remove_alias

    def row_words(self) -> str:
        return f"{self.row.first_name} {self.row.surname}"
