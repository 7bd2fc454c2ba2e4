"""The first page of a draft referral: where the person is, and whom the service provider may call."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.govuk import (
    EmailField,
    Fieldset,
    GovForm,
    NearDateField,
    PhoneField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    TickField,
    YesNoField,
)
from referrals.codes import ContactPlace, ReferralKind
from referrals.queries import record


class AllocatedPersonForm(GovForm):
    """For a person whose case a practitioner holds. The fields about custody show for "In custody" only."""

    kind = RadiosField(
        label=gettext_lazy("Where is the person now?"),
        choices=[
            (ReferralKind.COMMUNITY.value, gettext_lazy("In the community")),
            (ReferralKind.CUSTODY.value, gettext_lazy("In custody")),
        ],
        required=False,
    )
    recorded_prison_right = YesNoField(
        label=gettext_lazy("Is this where the person is held?"), required=False
    )
    prison = SelectField(
        label=gettext_lazy("Prison or secure children's home"),
        required=False,
        mark_optional=False,
        autocomplete=True,
    )
    release_on = NearDateField(label=gettext_lazy("Expected release date"), required=False, quick=())
    release_unknown_reason = TextField(
        label=gettext_lazy("If the release date is not known, why not?"), required=False, max_length=500
    )
    com_agreed = YesNoField(
        label=gettext_lazy("Has the community practitioner agreed to this referral?"), required=False
    )
    com_name = TextField(label=gettext_lazy("Name of the community practitioner"), required=False)
    practitioner_name = TextField(label=gettext_lazy("Practitioner's name"), required=False, max_length=200)
    practitioner_pdu = SelectField(
        label=gettext_lazy("Probation delivery unit"), required=False, autocomplete=True
    )
    practitioner_email = EmailField(label=gettext_lazy("Practitioner's email address"), required=False)
    practitioner_phone = PhoneField(label=gettext_lazy("Practitioner's phone number"), required=False)
    practitioner_team_phone = PhoneField(label=gettext_lazy("Team phone number"), required=False)
    practitioner_office = SelectField(label=gettext_lazy("Office"), required=False, autocomplete=True)
    person_confirmed = TickField(
        label=gettext_lazy("The person's details and contact details are right"), required=False
    )
    must_be = (
        "recorded_prison_right",
        "release_on",
        "com_agreed",
        "com_name",
        "practitioner_name",
        "practitioner_pdu",
        "kind",
        "person_confirmed",
    )
    layout = (
        "kind",
        Fieldset(
            gettext_lazy("Who the service provider can contact"),
            "practitioner_name",
            "practitioner_pdu",
            "practitioner_email",
            "practitioner_phone",
            "practitioner_team_phone",
            "practitioner_office",
        ),
        "person_confirmed",
    )

    def __init__(self, *args: Any, prison: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        custody = ["prison", "release_on", "release_unknown_reason", "com_agreed", "com_name"]
        if ask_about(self, prison):
            custody.insert(0, "recorded_prison_right")
        self.fields["kind"].reveals = {ReferralKind.CUSTODY.value: tuple(custody)}
        fill_places(self)
        unmark(self)


class UnallocatedPersonForm(GovForm):
    """For a person without a practitioner: they are in custody, and the supplier calls a main contact."""

    recorded_prison_right = YesNoField(
        label=gettext_lazy("Is this where the person is held?"), required=False
    )
    prison = SelectField(
        label=gettext_lazy("Prison or secure children's home"),
        required=False,
        mark_optional=False,
        autocomplete=True,
    )
    to_be_released = YesNoField(
        label=gettext_lazy("Will the person be released during the service?"),
        required=False,
        reveals={
            "yes": (
                "release_on",
                "release_unknown_reason",
                "release_office",
                "release_office_unknown_reason",
                "before_allocation_reason",
            )
        },
    )
    release_on = NearDateField(label=gettext_lazy("Expected release date"), required=False, quick=())
    release_unknown_reason = TextField(
        label=gettext_lazy("If the release date is not known, why not?"), required=False, max_length=500
    )
    release_office = SelectField(
        label=gettext_lazy("Probation office expected on release"), required=False, autocomplete=True
    )
    release_office_unknown_reason = TextField(
        label=gettext_lazy("If the office is not known, why not?"), required=False, max_length=500
    )
    before_allocation_reason = TextareaField(
        label=gettext_lazy("Why you refer before a practitioner is allocated"), required=False, rows=3
    )
    contact_name = TextField(label=gettext_lazy("Name of the main contact"), required=False, max_length=200)
    contact_role = TextField(label=gettext_lazy("Role or job title"), required=False, max_length=200)
    contact_email = EmailField(label=gettext_lazy("Email address of the main contact"), required=False)
    contact_phone = PhoneField(label=gettext_lazy("Phone number of the main contact"), required=False)
    contact_place = RadiosField(
        label=gettext_lazy("Where does the main contact work?"),
        choices=[(place.value, place.words) for place in ContactPlace],
        required=False,
        reveals={
            ContactPlace.ESTABLISHMENT.value: "contact_establishment",
            ContactPlace.PROBATION_OFFICE.value: "contact_office",
        },
    )
    contact_establishment = SelectField(
        label=gettext_lazy("Establishment"), required=False, autocomplete=True
    )
    contact_office = SelectField(label=gettext_lazy("Probation office"), required=False, autocomplete=True)
    person_confirmed = TickField(
        label=gettext_lazy("The person's details and contact details are right"), required=False
    )
    must_be = (
        "recorded_prison_right",
        "release_on",
        "release_office",
        "to_be_released",
        "contact_name",
        "contact_role",
        "contact_email",
        "contact_place",
        "person_confirmed",
    )

    def __init__(self, *args: Any, prison: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        ask_about(self, prison)
        fill_places(self)
        unmark(self)


def ask_about(form: GovForm, prison: str) -> bool:
    """Asks to confirm the prison of the case record, if it names one; returns whether it does."""
    if not prison:
        del form.fields["recorded_prison_right"]
        return False
    form.fields["recorded_prison_right"].label = _("Is the person held at %(prison)s?") % {"prison": prison}
    form.fields["prison"].label = _("If not, where are they held?")
    return True


def fill_places(form: GovForm) -> None:
    lists = {
        "prison": record.prisons,
        "contact_establishment": record.prisons,
        "practitioner_pdu": record.pdus,
        "practitioner_office": record.offices,
        "contact_office": record.offices,
        "release_office": record.offices,
    }
    for name, choices in lists.items():
        if name in form.fields:
            form.fields[name].choices = choices()


def unmark(form: GovForm) -> None:
    """Does not mark as optional what the rules require, although the form itself does not require it."""
    for name in getattr(form, "must_be", ()):
        if name in form.fields:
            form.fields[name].mark_optional = False
