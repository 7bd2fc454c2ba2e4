"""The form for the inputs of OGRS3. It reports all errors at once."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.utils import TEMPLATE_PACK
from django.forms.utils import ErrorDict
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.govuk import DateField, Fieldset, GovForm, RadiosField, TextField, WholeNumberField
from core.typed.terms import terms
from core.words import say
from risk.codes import Gender
from risk.queries.predictors import OffenceChoice
from risk.rules.predictors import FIVE_DIGITS, Ogrs3Inputs, broken_rules

#: nobody has more sanctions: a higher number is a typing error
MOST_SANCTIONS = 999


class OffenceFinder:
    """The button that searches for an offence, and the offences found, to choose from."""

    template = "risk/predictors/offence_finder.html"

    def render(self, form: Any, context: Any, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> str:
        return render_to_string(self.template, {"found": form.found, "typed": form.typed})


class DefaultButton:
    """A hidden first button: the Enter key then scores, and does not press the search button below it."""

    def render(self, form: Any, context: Any, template_pack: Any = TEMPLATE_PACK, **kwargs: Any) -> str:
        return render_to_string("risk/predictors/default_button.html")


class Ogrs3Form(GovForm):
    """The inputs of OGRS3. No field is required by itself: `broken_rules` reports missing inputs too.

    sources   name of a field -> Reason that says where its initial value came from
    found     offences to choose from after a search without script; None before a search
    """

    mark_optional = False

    gender = RadiosField(
        label=_("Gender"),
        choices=Gender.choices(),
        inline=True,
        required=False,
        mark_optional=False,
    )
    born_on = DateField(label=_("Date of birth"), required=False, mark_optional=False)
    convicted_on = DateField(label=_("Date of conviction"), required=False, mark_optional=False)
    followup_on = DateField(
        label=_("Start of follow-up"),
        hint=_("Start of the community sentence, or release from custody, expected if not yet released"),
        required=False,
        mark_optional=False,
    )
    age_at_first_sanction = WholeNumberField(
        label=_("Age at first sanction"), width=3, required=False, mark_optional=False, suffix=_("years")
    )
    total_sanctions = WholeNumberField(
        max_value=MOST_SANCTIONS,
        label=_("Total number of sanctions"),
        hint=_("Occasions of caution or conviction, this one included"),
        width=3,
        required=False,
        mark_optional=False,
    )
    offence_code = TextField(
        label=_("Offence code of this conviction"),
        hint=_("Five digits. Type a code or words to find one"),
        width=20,
        required=False,
        mark_optional=False,
    )

    layout = (
        DefaultButton(),
        Fieldset(_("The person"), "gender", "born_on"),
        Fieldset(_("This conviction"), "convicted_on", "followup_on", "offence_code", OffenceFinder()),
        Fieldset(_("Sanctions so far"), "age_at_first_sanction", "total_sanctions"),
    )

    def __init__(
        self,
        *args: Any,
        sources: dict[str, Any] | None = None,
        found: list[OffenceChoice] | None = None,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.found = found
        self.typed = self.data.get("offence_code", "") if found is not None else ""
        self.fields["offence_code"].widget.attrs["data-offences"] = "true"
        for name, reason in (sources or {}).items():
            field = self.fields[name]
            source = _("%(source)s. Change it if it is wrong.") % {"source": say(reason)}
            field.help_text = f"{field.help_text}. {source}" if field.help_text else source

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        picked = self.data.get("picked_offence", "")
        if picked:
            cleaned["offence_code"] = picked
        return cleaned

    def broken_rules(self, cleaned: dict[str, Any]) -> Iterable[RuleBroken]:
        picked = self.data.get("picked_offence", "")
        return broken_rules(self.inputs({**cleaned, "offence_code": picked or cleaned.get("offence_code")}))

    def drop_errors(self) -> None:
        """Drops all errors, so that a search for an offence shows the form without them."""
        self._errors = ErrorDict()

    @staticmethod
    def inputs(cleaned: dict[str, Any]) -> Ogrs3Inputs:
        gender = cleaned.get("gender")
        typed = cleaned.get("offence_code") or ""
        codes = [word for word in terms(typed) if FIVE_DIGITS.fullmatch(word)]
        return Ogrs3Inputs(
            gender=Gender(gender) if gender else None,
            born_on=cleaned.get("born_on"),
            convicted_on=cleaned.get("convicted_on"),
            followup_on=cleaned.get("followup_on"),
            age_at_first_sanction=cleaned.get("age_at_first_sanction"),
            total_sanctions=cleaned.get("total_sanctions"),
            offence_code=codes[0] if len(codes) == 1 else typed or None,
        )
