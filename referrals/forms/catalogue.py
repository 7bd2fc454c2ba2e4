"""Finding a service in the catalogue."""

from typing import Any

from django.utils.translation import gettext_lazy

from core.govuk import CheckboxesField, FilterForm, SelectField
from referrals.queries import catalogue
from referrals.queries.catalogue import Search


class FindServicesForm(FilterForm):
    """The areas, the need and whom it is for."""

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
        self.fields["area"].choices = catalogue.areas()
        self.fields["need"].choices = catalogue.families()

    def asked(self) -> Search:
        found = self.cleaned_data if self.is_valid() else {}
        people = found.get("people") or []
        area = found.get("area") or ""
        return Search(
            areas=(area,) if area else (),
            categories=tuple(found.get("need") or ()),
            for_women=True if "women" in people else None,
            for_men=True if "men" in people else None,
            young_adults_only="young" in people,
        )
