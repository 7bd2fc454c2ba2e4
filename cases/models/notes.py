"""The base of every table of notes."""

import pgtrigger
from django.db import models
from django.db.models import Q

from core.models.bases import Stamped


class Note(Stamped):
    """What somebody wrote about a row. Each model adds a foreign key to it, with `related_name="notes"`.

    Notes are only added to: the database refuses to change or delete one (docs/decisions/0022).
    """

    text = models.TextField()

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="%(class)s_says_something")]
        triggers = [
            pgtrigger.Protect(name="a_note_is_only_added_to", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
