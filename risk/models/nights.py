"""The night's recalculation, in chunks that the workers share."""

from django.db import models
from django.db.models import F, Q


class NightChunk(models.Model):
    """Some of the people of one night's recalculation. One worker works all of them out in one transaction.

    night               the day on which the run began. Chunks are kept until the next night begins
    first_id, last_id   keys of the first and the last person
    done_at             None while the chunk waits or a worker has it in hand
    people, changed     how many were worked out, and how many got another tier; None until it is done
    """

    night = models.DateField()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    done_at = models.DateTimeField(null=True)
    people = models.PositiveIntegerField(null=True)
    changed = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["night", "first_id"], name="a_chunk_of_a_night_is_made_once"),
            models.CheckConstraint(
                condition=Q(last_id__gte=F("first_id")), name="a_chunk_of_a_night_has_people"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, people__isnull=True, changed__isnull=True)
                | Q(done_at__isnull=False, people__isnull=False, changed__isnull=False),
                name="a_chunk_that_is_done_says_how_many",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.night}: {self.first_id} to {self.last_id}"
