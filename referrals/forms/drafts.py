"""The pages of a draft referral."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.govuk import (
    CheckboxesField,
    DateField,
    EmailField,
    Fieldset,
    GovForm,
    PhoneField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    TickField,
    WholeNumberField,
    YesNoField,
)
from core.reasons import Reason
from core.words import say
from referrals.codes import ContactPlace, ReferralKind, RiskSection
from referrals.queries import record
from referrals.queries.catalogue import Offer
from referrals.queries.drafts import DraftWork
from referrals.rules.risk_screens import LONGEST

RADIOS_AT_MOST = 7


class ChooseServiceForm(GovForm):
    """Which contract. What does not fit the person stands under the option, and asks for a reason."""

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
        asked = self.data.get("contract") or self.initial.get("contract", "")
        if asked not in hints:
            del self.fields["eligibility_reason"]
        elif isinstance(self.fields["contract"], SelectField):
            self.fields["eligibility_reason"].help_text = hints[asked]
        self.order_fields(["contract", "eligibility_reason"])


class AllocatedPersonForm(GovForm):
    """A person whose case somebody holds. The fields of custody are asked only then."""

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
        label=gettext_lazy("Prison or secure children's home"), required=False, autocomplete=True
    )
    release_on = DateField(label=gettext_lazy("Expected release date"), required=False)
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
            gettext_lazy("Whom the service provider may call"),
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
        if prison:
            self.fields["recorded_prison_right"].label = _("Is the person held at %(prison)s?") % {
                "prison": prison
            }
            self.fields["prison"].label = _("If not, where are they held?")
            custody.insert(0, "recorded_prison_right")
        else:
            del self.fields["recorded_prison_right"]
        self.fields["kind"].reveals = {ReferralKind.CUSTODY.value: tuple(custody)}
        fill_places(self)
        unmark(self)


class UnallocatedPersonForm(GovForm):
    """Nobody in the community holds the case yet: the person is in custody, and somebody there is called."""

    recorded_prison_right = YesNoField(
        label=gettext_lazy("Is this where the person is held?"), required=False
    )
    prison = SelectField(
        label=gettext_lazy("Prison or secure children's home"), required=False, autocomplete=True
    )
    to_be_released = YesNoField(
        label=gettext_lazy("Will the person be released during the service?"),
        required=False,
        reveals={
            "yes": (
                "release_on",
                "release_unknown_reason",
                "office",
                "office_unknown_reason",
                "before_allocation_reason",
            )
        },
    )
    release_on = DateField(label=gettext_lazy("Expected release date"), required=False)
    release_unknown_reason = TextField(
        label=gettext_lazy("If the release date is not known, why not?"), required=False, max_length=500
    )
    office = SelectField(
        label=gettext_lazy("Probation office expected on release"), required=False, autocomplete=True
    )
    office_unknown_reason = TextField(
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
        "office",
        "to_be_released",
        "contact_name",
        "contact_role",
        "contact_email",
        "contact_place",
        "person_confirmed",
    )

    def __init__(self, *args: Any, prison: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        if prison:
            self.fields["recorded_prison_right"].label = _("Is the person held at %(prison)s?") % {
                "prison": prison
            }
            self.fields["prison"].label = _("If not, where are they held?")
        else:
            del self.fields["recorded_prison_right"]
        fill_places(self)
        unmark(self)


def fill_places(form: GovForm) -> None:
    lists = {
        "prison": record.prisons,
        "contact_establishment": record.prisons,
        "practitioner_pdu": record.pdus,
        "practitioner_office": record.offices,
        "contact_office": record.offices,
        "office": record.offices,
    }
    for name, choices in lists.items():
        if name in form.fields:
            form.fields[name].choices = choices()


def unmark(form: GovForm) -> None:
    """What the rules demand is not marked optional, though the form lets it through to them."""
    for name in getattr(form, "must_be", ()):
        if name in form.fields:
            form.fields[name].mark_optional = False


class RiskForm(GovForm):
    """Edit or share as it is; "no" asks for the tick."""

    edit = YesNoField(
        label=gettext_lazy("Do you want to edit this OASys risk information for the Service Provider?"),
        label_size="m",
        reveals={"no": "understood"},
        required_words=gettext_lazy(
            "Select yes if you want to edit this OASys risk information for the Service Provider"
        ),
    )
    understood = TickField(
        label=gettext_lazy("I understand this information will be shared with the Service Provider"),
        hint=gettext_lazy(
            "It has not been edited and will be shared as it is. Make sure that it holds no sensitive "
            "details: you are responsible for what is shared."
        ),
        required=False,
    )


class RiskEditForm(GovForm):
    """The eight texts."""

    understood = TickField(
        label=gettext_lazy("I understand this information will be shared with the Service Provider"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for section in RiskSection:
            self.fields[section.value] = TextareaField(
                label=_(section.words), required=False, max_length=LONGEST, rows=5, mark_optional=False
            )
        self.order_fields([*(section.value for section in RiskSection), "understood"])


class NeedsForm(GovForm):
    categories = CheckboxesField(
        label=gettext_lazy("What does the person need?"),
        hint=gettext_lazy("Select all that apply. You choose the outcomes of each on its own page."),
        label_size="m",
        required=False,
        mark_optional=False,
    )
    interpreter = YesNoField(
        label=gettext_lazy("Is an interpreter needed?"),
        required=False,
        reveals={"yes": "language"},
        mark_optional=False,
    )
    language = TextField(label=gettext_lazy("Language"), required=False, mark_optional=False, max_length=100)
    responsibilities = YesNoField(
        label=gettext_lazy("Does the person have caring or employment responsibilities?"),
        required=False,
        reveals={"yes": "when_unavailable"},
        mark_optional=False,
    )
    when_unavailable = TextareaField(
        label=gettext_lazy("When can the person not attend?"), required=False, mark_optional=False, rows=3
    )
    accessibility = TextareaField(
        label=gettext_lazy("Mobility, disability or accessibility needs"), required=False, rows=3
    )
    other = TextareaField(label=gettext_lazy("Other needs"), required=False, rows=3)

    def __init__(self, *args: Any, categories: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if len(categories) > 1:
            self.fields["categories"].choices = categories
        else:
            del self.fields["categories"]


class ServiceForm(GovForm):
    """Outcomes and complexity of one service type; with the first, the sentence."""

    sentence = RadiosField(
        label=gettext_lazy("Which sentence is this referral for?"),
        label_size="m",
        required=False,
        mark_optional=False,
    )
    use_pss = TickField(
        label=gettext_lazy("The service may go on into post-sentence supervision"), required=False
    )
    outcomes = CheckboxesField(
        label=gettext_lazy("Desired outcomes"),
        hint=gettext_lazy("Select all that apply"),
        label_size="m",
        required=False,
        mark_optional=False,
    )
    level = RadiosField(
        label=gettext_lazy("Complexity level"), label_size="m", required=False, mark_optional=False
    )

    def __init__(self, *args: Any, work: DraftWork, offer: Offer, asks_sentence: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["outcomes"].choices = [(row.code, row.words) for row in offer.outcomes]
        levels = {row.level: row for row in offer.levels}
        self.fields["level"].choices = [(code, _(code.capitalize())) for code in levels]
        self.fields["level"].widget.hints = {code: row.words for code, row in levels.items()}
        sentences = work.held.sentences
        if asks_sentence:
            self.fields["sentence"].choices = [(str(row.facts.id), row.words) for row in sentences]
        else:
            del self.fields["sentence"]
        if not asks_sentence or not any(row.facts.pss_ends_on for row in sentences):
            del self.fields["use_pss"]


class DeliveryForm(GovForm):
    enforceable_days = WholeNumberField(
        label=gettext_lazy("Maximum number of enforceable days"), required=False, mark_optional=False, width=3
    )
    deadline = DateField(
        label=gettext_lazy("Date the service must be completed by"), required=False, mark_optional=False
    )
    late_deadline_reason = TextField(
        label=gettext_lazy("Why the service should go on after the sentence ends"),
        required=False,
        max_length=500,
    )
    ete_before_release_reason = TextField(
        label=gettext_lazy("Why you refer for education, training and employment alone before release"),
        hint=gettext_lazy("It is not delivered before release"),
        required=False,
        max_length=500,
        mark_optional=False,
    )
    reason = TextareaField(
        label=gettext_lazy("Reason for the referral"),
        hint=gettext_lazy(
            "Why you are referring now, what the person hopes for, and the activity wanted for each need"
        ),
        required=False,
        mark_optional=False,
    )
    further_information = TextareaField(
        label=gettext_lazy("Further information for the service provider"),
        hint=gettext_lazy(
            "Earlier work and what helped, other services and fixed appointments, conditions that bear on "
            "safe delivery, how to contact the person safely"
        ),
        required=False,
        mark_optional=False,
    )

    def __init__(self, *args: Any, work: DraftWork, ete_alone: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not ete_alone:
            del self.fields["ete_before_release_reason"]
        sentence = work.answers.sentence
        if sentence is None or sentence.last_day is None:
            del self.fields["late_deadline_reason"]
        else:
            ends = Reason("Only for a date after {day}, when the sentence ends", day=sentence.last_day)
            self.fields["late_deadline_reason"].help_text = say(ends)


class SendForm(GovForm):
    """Nothing to fill in: the answers are checked above the button."""
