"""Other names and dates of birth."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.aliases import AliasForm
from cases.people.forms.parts import RemoveForm
from cases.people.queries import details
from cases.people.services import aliases
from cases.people.views.parts import AddPart, ChangePart, PartList, RemovePart


class Aliases(PartList):
    template_name = "cases/people/personal/aliases.html"
    title = _("Aliases")

    def rows(self) -> Any:
        return details.aliases(self.person)


class AddAlias(AddPart):
    title = _("Add an alias")
    form_class = AliasForm
    list_name = "cases:aliases"

    def save(self, form: AliasForm) -> str:
        aliases.add_alias(self.person.pk, form.details(), by=self.request.user, at=self.at)
        return self.done(_("Alias added"))


class ChangeAlias(ChangePart):
    title = _("Change an alias")
    form_class = AliasForm
    part_name = "Alias"
    list_name = "cases:aliases"

    def save(self, form: AliasForm) -> str:
        aliases.change_alias(
            self.row.pk,
            form.details(),
            person_id=self.person.pk,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Alias saved"))


class RemoveAlias(RemovePart):
    title = _("Remove an alias")
    part_name = "Alias"
    list_name = "cases:aliases"

    def row_words(self) -> str:
        return self.row.name

    def save(self, form: RemoveForm) -> str:
        aliases.remove_alias(
            self.row.pk,
            person_id=self.person.pk,
            version=self.posted_version(),
            because=form.cleaned_data["because"],
            by=self.request.user,
            at=self.at,
        )
        return self.removed()
