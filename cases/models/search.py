"""What searching reads: names as they are compared, the dictionaries of misspellings, saved searches.

The rows are kept in step by triggers of the database (migrations, cases/services/search_index.py).
"""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from cases.models.people import Alias, Person

PATTERN = "text_pattern_ops"


class PersonName(models.Model):
    """One row per name of a person: the record's own, each alias, a previous or preferred one.

    surname ... third_name   keys as cases.rules.names.name_key makes them
    alias                    None on the person's own row, and on a previous or preferred name
    is_part                  one word of a double-barrelled surname, so that either finds it
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="search_names")
    alias = models.ForeignKey(Alias, models.CASCADE, null=True, related_name="+")
    is_alias = models.BooleanField()
    is_part = models.BooleanField()
    surname = models.CharField(max_length=200)
    first_name = models.CharField(max_length=200)
    second_name = models.CharField(max_length=200)
    third_name = models.CharField(max_length=200)
    born_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["surname", "first_name", "is_alias"],
                opclasses=[PATTERN, PATTERN, "bool_ops"],
                name="names_by_surname",
            ),
            models.Index(
                fields=["first_name", "surname"], opclasses=[PATTERN, PATTERN], name="names_by_first_name"
            ),
            models.Index(
                fields=["second_name", "surname"],
                opclasses=[PATTERN, PATTERN],
                condition=~Q(second_name=""),
                name="names_by_second_name",
            ),
            models.Index(
                fields=["third_name", "surname"],
                opclasses=[PATTERN, PATTERN],
                condition=~Q(third_name=""),
                name="names_by_third_name",
            ),
            models.Index(fields=["born_on"], name="names_by_birth"),
            GinIndex(fields=["surname"], opclasses=["gin_trgm_ops"], name="names_by_letters_of_surname"),
        ]


class SurnameEntry(models.Model):
    """A surname somebody has, and how it sounds (double metaphone)."""

    surname = models.CharField(max_length=200, primary_key=True)
    sound = models.CharField(max_length=20)

    class Meta:
        verbose_name_plural = "surname entries"
        indexes = [models.Index(fields=["sound"], include=["surname"], name="surnames_by_sound")]


class SurnameDelete(models.Model):
    """A surname's first ten letters, whole or with one left out (cases.rules.names.delete_forms)."""

    key = models.CharField(max_length=10)
    surname = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["key"], include=["surname"], name="surnames_by_slip")]


class FirstNameEntry(models.Model):
    first_name = models.CharField(max_length=200, primary_key=True)
    sound = models.CharField(max_length=20)

    class Meta:
        verbose_name_plural = "first name entries"
        indexes = [models.Index(fields=["sound"], include=["first_name"], name="first_names_by_sound")]


class FirstNameDelete(models.Model):
    key = models.CharField(max_length=10)
    first_name = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["key"], include=["first_name"], name="first_names_by_slip")]


class SavedSearch(models.Model):
    """What somebody typed, kept a day for them alone, so that it stands in no address or log.

    criteria   {"form": "box" or "advanced", and the fields as typed}
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    criteria = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "saved searches"
        indexes = [models.Index(fields=["created_at"], name="saved_searches_by_age")]
