"""A court event and the disposal that was ordered; shown as "sentence"."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.code_lists import Court
from cases.models.notes import Note
from cases.models.people import Person
from core import history
from core.models.bases import CodeRow, Removable, Versioned


class DisposalType(CodeRow):
    """What a court may order.

    sentence_type   code of cases.codes.SentenceType
    ftc_limit       number of failures to comply that calls for a review; None for no limit
    ftc_months      months that a failure counts; None for all since the sentence or the last breach
    pss_ftc_limit   the limit once post-sentence supervision has started; None for no limit

    No public file holds the last three. Their values are the project's:
    cases/reference/disposal_type_rules.csv.
    """

    sentence_type = models.CharField(max_length=2)
    cja_regime = models.CharField(max_length=10, blank=True)
    ftc_limit = models.PositiveSmallIntegerField(
        _("failures to comply before a review"), null=True, blank=True, help_text=_("Blank: no limit.")
    )
    ftc_months = models.PositiveSmallIntegerField(
        _("months that a failure counts"),
        null=True,
        blank=True,
        help_text=_("Blank: as long as the sentence lasts, or since the last breach ended."),
    )
    pss_ftc_limit = models.PositiveSmallIntegerField(
        _("failures to comply on post-sentence supervision"),
        null=True,
        blank=True,
        help_text=_("The limit once post-sentence supervision has started. Blank: no limit."),
    )


@history.kept()
class Event(Versioned, Removable):
    """A court event. The events of a person are numbered 1, 2, ..."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="events")
    number = models.PositiveSmallIntegerField()
    referred_on = models.DateField()
    convicted_on = models.DateField(null=True, blank=True)
    court = models.ForeignKey(Court, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    in_breach = models.BooleanField(default=False)
    breach_ended_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "number"],
                condition=Q(removed_at__isnull=True),
                name="one_event_of_a_number_per_person",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("referred_on")),
                name="an_event_ends_after_it_begins",
            ),
        ]


class EventNote(Note):
    event = models.ForeignKey(Event, models.PROTECT, related_name="notes")


@history.kept()
class Disposal(Versioned, Removable):
    """The sentence. Its length is in months or in days, as the court gave it; `indeterminate` for life."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="disposals")
    type = models.ForeignKey(DisposalType, models.PROTECT, related_name="+", db_index=False)
    sentenced_on = models.DateField()
    length_months = models.PositiveSmallIntegerField(null=True, blank=True)
    length_days = models.PositiveSmallIntegerField(null=True, blank=True)
    indeterminate = models.BooleanField(default=False)
    expected_end_on = models.DateField(null=True, blank=True)
    entered_end_on = models.DateField(null=True, blank=True)
    terminated_on = models.DateField(null=True, blank=True)
    termination_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(removed_at__isnull=True),
                name="one_disposal_per_event",
            ),
            models.CheckConstraint(
                condition=Q(terminated_on__isnull=True) | Q(terminated_on__gte=F("sentenced_on")),
                name="a_disposal_ends_after_it_begins",
            ),
        ]

    @property
    def is_custodial(self) -> bool:
        return self.type.sentence_type in {"SC", "NC"}
