"""Offences of an event, and the sanctions of a lifetime that predictors count."""

from django.db import models
from django.db.models import Q

from cases.models.events import Event
from cases.models.people import Person
from core import history
from core.models.bases import CodeRow, Removable, Versioned


class Offence(CodeRow):
    """A Home Office offence code of five digits. Its words are group and code if the list has no others."""

    group = models.CharField(max_length=60, blank=True)
    is_violent = models.BooleanField(default=False)

    class Meta(CodeRow.Meta):
        constraints = [
            *CodeRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{5}$"), name="an_offence_code_is_five_digits"
            ),
        ]


@history.kept()
class EventOffence(Versioned, Removable):
    event = models.ForeignKey(Event, models.PROTECT, related_name="offences")
    offence = models.ForeignKey(Offence, models.PROTECT, related_name="+", db_index=False)
    is_main = models.BooleanField(default=False)
    committed_on = models.DateField(null=True, blank=True)
    count = models.PositiveSmallIntegerField(default=1)
    taken_into_consideration = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(is_main=True, removed_at__isnull=True),
                name="one_main_offence_per_event",
            )
        ]


@history.kept()
class Sanction(Versioned, Removable):
    """One occasion of caution or conviction. Several offences dealt with together are one sanction."""

    CONVICTION, CAUTION = "CONVICTION", "CAUTION"

    person = models.ForeignKey(Person, models.PROTECT, related_name="sanctions")
    sanctioned_on = models.DateField()
    kind = models.CharField(max_length=10, choices=[(CONVICTION, "Conviction"), (CAUTION, "Caution")])
    offence = models.ForeignKey(
        Offence, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="sanctions", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "sanctioned_on", "kind"],
                condition=Q(removed_at__isnull=True),
                name="what_is_dealt_with_together_is_one_sanction",
            )
        ]
