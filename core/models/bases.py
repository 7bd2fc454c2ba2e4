"""What several tables share: code rows, versions, stamps."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core import clock

if TYPE_CHECKING:
    from core.models import User


class CodeRow(models.Model):
    """An entry of a code list: loaded from reference/*.csv, closed by date, never removed.

    is_local    the code is the project's own, because the public source has none
    is_edited   an administrator changed or added it, so load_reference leaves it alone
    """

    code = models.CharField(max_length=64)
    words = models.CharField(max_length=500)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    selectable = models.BooleanField(default=True)
    is_local = models.BooleanField(default=False)
    is_edited = models.BooleanField(default=False, editable=False)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["code"], name="one_%(class)s_per_code"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.words


def in_force(on: date | None = None) -> Q:
    """Condition on rows that are valid on a day: `valid_from` and `valid_to` both belong to the time.

    on   today if not said
    """
    day = on or clock.today()
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))


def may_be_chosen(on: date | None = None) -> Q:
    """Condition on entries of a code list that may be chosen on a day, today if not said."""
    return in_force(on) & Q(selectable=True)


def optional_yes_no(words: str) -> models.BooleanField:
    """A yes or no that an entry of a code list may leave empty; the rule that reads it is then off."""
    return models.BooleanField(null=True, blank=True, help_text=words)


def optional_codes(words: str) -> ArrayField:
    """Codes of another list. Without any, the rule that reads them is off."""
    return ArrayField(models.CharField(max_length=64), null=True, blank=True, help_text=words)


class Stamped(models.Model):
    """Who made the row and who changed it last; services fill it.

    The keys have no index: nothing is read by them, and no user is deleted (docs/decisions/0042).

    is_masked   never: a list has a cases.access.MaskedRow in place of a row that the user may not see. What a
                row does not have a template looks for in ever dearer ways
    """

    is_masked: ClassVar[bool] = False
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, db_index=False
    )
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        abstract = True


def stamps(*, by: "User | None", at: datetime) -> dict[str, Any]:
    """The four columns of a new row: the same user creates and last changes it, at the same time."""
    return {"created_at": at, "created_by": by, "updated_at": at, "updated_by": by}


class Versioned(Stamped):
    """A row that users edit in forms. `version` is compared while the row is locked (core/versions.py)."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Removable(models.Model):
    """A mistake is marked removed (who, when, why); the row stays."""

    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    removed_because = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True
