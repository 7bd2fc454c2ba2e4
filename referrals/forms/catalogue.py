"""Finding a service in the catalogue, and choosing one for a referral."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.govuk import CheckboxesField, FilterForm, GovForm, RadiosField, SelectField, TextareaField
from referrals.queries import catalogue
from referrals.queries.catalogue import Search

RADIOS_AT_MOST = 7


class FindServicesForm(FilterForm):
    """Filters of the catalogue: region, area, need, and whom a service is for."""

    region = SelectField(label=gettext_lazy("Probation region"), autocomplete=True)
    area = SelectField(label=gettext_lazy("Police and crime commissioner area"), autocomplete=True)
    need = CheckboxesField(label=gettext_lazy("Need"), small=True)
    people = CheckboxesField(
        label=gettext_lazy("For"),
        small=True,
        choices=[
            ("women", gettext_lazy("Women")),
            ("men", gettext_lazy("Men")),
            ("young", gettext_lazy("People aged 18 to 25 only")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = catalogue.regions()
        self.fields["area"].choices = catalogue.areas()
        self.fields["need"].choices = catalogue.families()

    def search(self) -> Search:
        self.is_valid()  # what cannot be read is left out; the other filters count
        found = self.cleaned_data
        people = found.get("people") or []
        area = found.get("area") or ""
        return Search(
            region=found.get("region") or "",
            areas=(area,) if area else (),
            categories=tuple(found.get("need") or ()),
            for_women=True if "women" in people else None,
            for_men=True if "men" in people else None,
            young_adults_only="young" in people,
        )


class ChooseServiceForm(GovForm):
    """Chooses a contract. For one that does not fit the person, it also asks for a reason.

    options   (uuid, words) of each contract
    hints     uuid -> why the contract does not fit, shown under its option
    """

    contract = RadiosField(label=gettext_lazy("Which service do you want to refer to?"), label_size="m")
    eligibility_reason = TextareaField(
        label=gettext_lazy("Why is this service right for this person?"),
        hint=gettext_lazy("It is not meant for them: say why you are referring to it"),
        required=False,
        rows=3,
        max_length=500,
    )

    def __init__(self, *args: Any, options: list[tuple[str, str]], hints: dict[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if len(options) > RADIOS_AT_MOST:
            self.fields["contract"] = SelectField(
                label=self.fields["contract"].label, choices=options, autocomplete=True, called=_("service")
            )
        else:
            self.fields["contract"].choices = options
            self.fields["contract"].widget.hints = hints
        self.fields["contract"].error_messages["required"] = _("Select a service")
        chosen = self.data.get("contract") or self.initial.get("contract", "")
        if chosen not in hints:
            del self.fields["eligibility_reason"]
        elif isinstance(self.fields["contract"], SelectField):
            self.fields["eligibility_reason"].help_text = hints[chosen]
        self.order_fields(["contract", "eligibility_reason"])
