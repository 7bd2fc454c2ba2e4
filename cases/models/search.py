"""What searches read: names as they are compared, dictionaries of names near others; and the saved searches.

Triggers of the database keep the names and the dictionaries in step with the record (migrations 0002, 0013
and 0016; cases/search/services/index.py rebuilds them).
"""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from cases.codes import Nearness
from cases.models.people import Alias, Person

PATTERN = "text_pattern_ops"


class PersonName(models.Model):
    """One row for each name of a person: the record's own, each alias, a previous or preferred one.

    surname ... third_name   keys as cases.people.rules.names.name_key makes them
    alias                    None for the record's own name, and for a previous or preferred one
    is_part                  the surname or first name is one of several words: each word finds the person
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
            # of one column, so that a look-up by both names begins with the surname, which is rarer
            models.Index(fields=["first_name"], opclasses=[PATTERN], name="names_by_first_name"),
            models.Index(
                fields=["second_name", "surname", "first_name"],
                opclasses=[PATTERN, PATTERN, PATTERN],
                condition=~Q(second_name=""),
                name="names_by_second_name",
            ),
            models.Index(
                fields=["third_name", "surname", "first_name"],
                opclasses=[PATTERN, PATTERN, PATTERN],
                condition=~Q(third_name=""),
                name="names_by_third_name",
            ),
            models.Index(fields=["born_on"], name="names_by_birth"),
            GinIndex(fields=["surname"], opclasses=["gin_trgm_ops"], name="names_by_letters_of_surname"),
        ]


class SurnameEntry(models.Model):
    """A surname that somebody has."""

    surname = models.CharField(max_length=200, primary_key=True)

    class Meta:
        verbose_name_plural = "surname entries"


class SurnameDelete(models.Model):
    """A key by which the names near a surname are looked up.

    key   in small letters: the first seven letters, whole or with one or two left out (`delete_forms`); in
          digits: the sound of the name (Daitch-Mokotoff); in capitals: the same (double metaphone)
    """

    pk = models.CompositePrimaryKey("key", "surname")
    key = models.CharField(max_length=10)
    surname = models.CharField(max_length=200)


class FirstNameEntry(models.Model):
    first_name = models.CharField(max_length=200, primary_key=True)

    class Meta:
        verbose_name_plural = "first name entries"


class FirstNameDelete(models.Model):
    pk = models.CompositePrimaryKey("key", "first_name")
    key = models.CharField(max_length=10)
    first_name = models.CharField(max_length=200)


class NameVariant(models.Model):
    """A name that somebody called `name` may be recorded under; each pair stands in both directions.

    Loaded by load_reference (cases/search/services/variants.py), in the letters names are compared in.
    """

    name = models.CharField(max_length=50)
    variant = models.CharField(max_length=50)
    kind = models.CharField(max_length=6, choices=Nearness.of_variants())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "variant"], name="one_variant_per_pair_of_names")
        ]


class SavedSearch(models.Model):
    """What a user typed to search by, kept for a day for that user. Addresses hold its key alone.

    criteria   {"form": "box" or "advanced", and the fields as typed}
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    criteria = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "saved searches"
        indexes = [models.Index(fields=["created_at"], name="saved_searches_by_age")]
