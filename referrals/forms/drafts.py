"""Needs, services, delivery and sending: the later pages of a draft referral."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.govuk import (
    CheckboxesField,
    GovForm,
    NearDateField,
    RadiosField,
    TextareaField,
    TextField,
    TickField,
    WholeNumberField,
    YesNoField,
)
from core.reasons import Reason
from core.words import say
from referrals.queries.catalogue import Offer
from referrals.queries.drafts import DraftWork


class NeedsForm(GovForm):
    categories = CheckboxesField(
        label=gettext_lazy("What does the person need?"),
        hint=gettext_lazy("Select all that apply. You choose the outcomes of each on its own page."),
        label_size="m",
        required=False,
        mark_optional=False,
    )
    interpreter_needed = YesNoField(
        label=gettext_lazy("Is an interpreter needed?"),
        required=False,
        reveals={"yes": "interpreter_language"},
        mark_optional=False,
    )
    interpreter_language = TextField(
        label=gettext_lazy("Language"), required=False, mark_optional=False, max_length=100
    )
    has_responsibilities = YesNoField(
        label=gettext_lazy("Does the person have caring or employment responsibilities?"),
        required=False,
        reveals={"yes": "when_unavailable"},
        mark_optional=False,
    )
    when_unavailable = TextareaField(
        label=gettext_lazy("When can the person not attend?"), required=False, mark_optional=False, rows=3
    )
    accessibility_needs = TextareaField(
        label=gettext_lazy("Mobility, disability or accessibility needs"), required=False, rows=3
    )
    other_needs = TextareaField(label=gettext_lazy("Other needs"), required=False, rows=3)

    def __init__(self, *args: Any, categories: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if len(categories) > 1:
            self.fields["categories"].choices = categories
        else:
            del self.fields["categories"]


class ServiceForm(GovForm):
    """Outcomes and complexity of one service type. The form of the first also asks for the sentence."""

    sentence = RadiosField(
        label=gettext_lazy("Which sentence is this referral for?"),
        label_size="m",
        required=False,
        mark_optional=False,
    )
    use_pss_end = TickField(
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
        sentences = work.facts.sentences
        if asks_sentence:
            self.fields["sentence"].choices = [(str(row.facts.id), row.words) for row in sentences]
        else:
            del self.fields["sentence"]
        if not asks_sentence or not any(row.facts.pss_ends_on for row in sentences):
            del self.fields["use_pss_end"]


class DeliveryForm(GovForm):
    enforceable_days = WholeNumberField(
        label=gettext_lazy("Maximum number of enforceable days"),
        required=False,
        mark_optional=False,
        width=3,
        min_value=1,
        at_most=gettext_lazy("be %(n)s or fewer"),
    )
    deadline_on = NearDateField(
        label=gettext_lazy("Date the service must be completed by"),
        required=False,
        mark_optional=False,
        quick=(),
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
            "Earlier work and what helped, other services and fixed appointments, conditions that affect "
            "safe delivery, how to contact the person safely"
        ),
        required=False,
        mark_optional=False,
    )

    def __init__(self, *args: Any, work: DraftWork, ete_alone: bool, most_days: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["enforceable_days"].highest = most_days
        if not ete_alone:
            del self.fields["ete_before_release_reason"]
        sentence = work.answers.sentence
        if sentence is None or sentence.last_day is None:
            del self.fields["late_deadline_reason"]
        else:
            ends = Reason("Only for a date after {day}, when the sentence ends", day=sentence.last_day)
            self.fields["late_deadline_reason"].help_text = say(ends)


class SendForm(GovForm):
    """The page shows the answers above it. Beside another open referral it asks why one more is needed."""

    duplicate_reason = TextField(
        label=gettext_lazy("Why is another referral to this service needed?"), required=False, max_length=500
    )

    def __init__(self, *args: Any, is_duplicate: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not is_duplicate:
            del self.fields["duplicate_reason"]
