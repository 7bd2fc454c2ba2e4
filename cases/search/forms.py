"""The search box, the advanced form, and the filter beside the results."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.codes import IdentifierKind
from core.calendar.typed_dates import format_date
from core.govuk import (
    CheckboxesField,
    DateField,
    Fieldset,
    FilterForm,
    GovForm,
    RadiosField,
    SelectField,
    TextField,
    TickField,
)

MATCH = [("all", _("All of them")), ("any", _("Any of them"))]
OWN_KINDS = (
    IdentifierKind.PNC,
    IdentifierKind.CRO,
    IdentifierKind.NOMS,
    IdentifierKind.NI,
    IdentifierKind.PRISON,
)


class SearchBox(GovForm):
    q = TextField(
        label=_("Name, date of birth, CRN or other identifier"),
        called=_("name, CRN, date of birth or other identifier"),
        hint=_(
            "You can type several at once, like: river 20/6/1980. Use * for letters you do not know, "
            "after at least 2 letters: riv* or ri*er."
        ),
        required=False,
        mark_optional=False,
        max_length=None,
    )
    match = RadiosField(
        label=_("If you type several things, people must match"),
        choices=MATCH,
        inline=True,
        small=True,
        required=False,
        mark_optional=False,
    )

    def clean_match(self) -> str:
        return self.cleaned_data["match"] or "all"

    def criteria(self) -> dict[str, Any]:
        return {"form": "box", **self.cleaned_data}


class AdvancedSearch(GovForm):
    """No field is required by itself, but one of them must be filled."""

    mark_optional = False
    first_name = TextField(label=_("First name"), width=20, required=False)
    last_name = TextField(
        label=_("Last name"),
        width=20,
        required=False,
        hint=_("You can use * after 2 letters: riv* or ri*er"),
    )
    include_aliases = TickField(label=_("Search aliases as well"), required=False)
    exact = RadiosField(
        label=_("Which names to find"),
        choices=[("no", _("Similar names too")), ("yes", _("Only names exactly as typed"))],
        hints={"no": _("Names that start with what you type, sound like it or are spelt almost the same")},
        required=False,
    )
    date_of_birth = DateField(
        label=_("Date of birth"), required=False, when="today-or-past", hint=_("For example, 27 3 1980")
    )
    sex = SelectField(label=_("Sex"), required=False, empty=_("Any"))
    nationality = SelectField(
        label=_("Nationality"), required=False, autocomplete=True, hint=_("First or second nationality")
    )
    phone = TextField(
        label=_("Phone number"),
        width=20,
        required=False,
        hint=_("The person’s own, or at one of their addresses"),
    )
    postcode = TextField(
        label=_("Postcode"), width=10, required=False, hint=_("Of any address, past or present")
    )
    crn = TextField(label=_("CRN"), width=10, required=False)
    identifier_kind = SelectField(label=_("Other identifier"), required=False)
    identifier = TextField(label=_("Number of the other identifier"), width=20, required=False)
    provider = SelectField(label=_("Provider"), required=False, empty=_("Any"))
    match = RadiosField(
        label=_("People must match"),
        choices=MATCH,
        hint=_("Sex, nationality and provider always narrow the search"),
        inline=True,
        required=False,
    )

    layout = (
        Fieldset(_("Name"), "first_name", "last_name", "include_aliases", "exact"),
        Fieldset(_("About the person"), "date_of_birth", "sex", "nationality"),
        Fieldset(_("Phone and address"), "phone", "postcode"),
        Fieldset(_("Identifiers"), "crn", "identifier_kind", "identifier"),
        Fieldset(_("Provider, and how much must match"), "provider", "match"),
    )

    def __init__(
        self,
        *args: Any,
        sexes: list[tuple[str, str]],
        nationalities: list[tuple[str, str]],
        kinds: list[tuple[str, str]],
        providers: list[tuple[str, str]],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.fields["sex"].choices = sexes
        self.fields["nationality"].choices = nationalities
        own = [(kind.value, kind.words) for kind in OWN_KINDS]
        taken = {code for code, _words in own}
        self.fields["identifier_kind"].choices = own + [pair for pair in kinds if pair[0] not in taken]
        self.fields["provider"].choices = providers

    def criteria(self) -> dict[str, Any]:
        """What is searched for. Of a form with errors: what can be read of it."""
        cleaned = self.cleaned_data
        typed = {name: value for name, value in cleaned.items() if isinstance(value, str)}
        born = cleaned.get("date_of_birth")
        return {
            **typed,
            "form": "advanced",
            "date_of_birth": format_date(born) if born else "",
            "match": cleaned.get("match") or "all",
            "include_aliases": cleaned.get("include_aliases", False),
            "exact": cleaned.get("exact") == "yes",
        }


class ResultsFilter(FilterForm):
    """Providers of the people found, with how many each has."""

    provider = CheckboxesField(label=_("Provider"), small=True)

    def __init__(self, *args: Any, providers: Iterable[tuple[str, str, int]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = [(code, f"{name} ({number:,})") for code, name, number in providers]
