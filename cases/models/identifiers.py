"""Numbers the person is known by elsewhere: one row each, ended rather than edited."""

from django.db import models
from django.db.models import Q

from cases.models.people import Person
from core import history
from core.models.bases import CodeRow, Removable, Stamped


class IdentifierType(CodeRow):
    """`one_per_person`: the person may have only one open at a time."""

    one_per_person = models.BooleanField(default=True)


@history.kept()
class AdditionalIdentifier(Stamped, Removable):
    person = models.ForeignKey(Person, models.PROTECT, related_name="identifiers")
    type = models.ForeignKey(IdentifierType, models.PROTECT, related_name="+", db_index=False)
    value = models.CharField(max_length=40)
    search_key = models.CharField(max_length=40)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "type", "search_key"],
                condition=Q(removed_at__isnull=True, ended_on__isnull=True),
                name="an_identifier_is_held_once_by_a_person",
            )
        ]
        indexes = [models.Index(fields=["search_key"], name="identifiers_by_value")]
