"""Personal circumstances: housing, work, benefits, health, relationships."""

from django.db import models
from django.db.models import F, Q

from cases.models.addresses import Address
from cases.models.notes import Note
from cases.models.people import Person
from core import history
from core.models.bases import CodeRow, Removable, Versioned


class CircumstanceType(CodeRow):
    """`several_open`: a person may have several open rows of it. `hete_group`: Housing, Employment, ..."""

    several_open = models.BooleanField(default=True)
    hete_group = models.CharField(max_length=40, blank=True)


class CircumstanceSubtype(CodeRow):
    type = models.ForeignKey(CircumstanceType, models.PROTECT, related_name="subtypes")
    several_open = models.BooleanField(default=True)


@history.kept()
class Circumstance(Versioned, Removable):
    """`is_single` is "not several_open" of the type, so that a constraint can allow only one open row."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="circumstances")
    type = models.ForeignKey(CircumstanceType, models.PROTECT, related_name="+", db_index=False)
    subtype = models.ForeignKey(
        CircumstanceSubtype, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    is_single = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    evidenced = models.BooleanField(null=True)
    address = models.ForeignKey(
        Address, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "type"],
                condition=Q(is_single=True, ended_on__isnull=True, removed_at__isnull=True),
                name="one_open_circumstance_where_only_one_may_be",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="a_circumstance_ends_after_it_begins",
            ),
        ]


class CircumstanceNote(Note):
    circumstance = models.ForeignKey(Circumstance, models.PROTECT, related_name="notes")
