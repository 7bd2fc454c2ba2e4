"""The person on probation: the index entry that everything else points at."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from cases.models import code_lists as lists
from cases.models.notes import Note
from core import history
from core.models import Region
from core.models.bases import Removable, Versioned

PROTECT = models.PROTECT
#: Records that no list shows: removed, merged away, or for practice. They are few; an index holds them alone.
IN_NO_LIST = Q(removed_at__isnull=False) | Q(merged_into__isnull=False) | Q(practice_learner__isnull=False)


@history.kept()
class Person(Versioned, Removable):
    """A person on probation. The row is never deleted.

    first_name         "" for a person who has one name only
    tier_code          kept by the services of management tiers, so that lists can sort on it
    rosh_...           level and day of the open RoSH register, and of the latest summary:
                       kept by the services of registrations, so that lists can show and sort them
    practice_learner   set on a practice record: only that learner sees it
    merged_into        the survivor, when this record was merged away; the CRN of this record leads there
    """

    crn = models.CharField(max_length=7, unique=True)
    title = models.ForeignKey(lists.Title, PROTECT, null=True, blank=True, related_name="+", db_index=False)
    first_name = models.CharField(max_length=100)
    second_name = models.CharField(max_length=100, blank=True)
    third_name = models.CharField(max_length=100, blank=True)
    surname = models.CharField(max_length=100)
    previous_surname = models.CharField(max_length=100, blank=True)
    preferred_name = models.CharField(max_length=100, blank=True)
    born_on = models.DateField()
    died_on = models.DateField(null=True, blank=True)
    sex = models.ForeignKey(lists.Sex, PROTECT, related_name="+", db_index=False)

    telephone = models.CharField(max_length=30, blank=True)
    mobile = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    allow_sms = models.BooleanField(null=True)
    contact_preference = models.CharField(max_length=100, blank=True)
    safe_contact_note = models.CharField(max_length=500, blank=True)

    pnc = models.CharField(max_length=13, blank=True)
    cro = models.CharField(max_length=12, blank=True)
    noms_number = models.CharField(max_length=7, blank=True)
    ni_number = models.CharField(max_length=9, blank=True)
    prison_number = models.CharField(max_length=20, blank=True)

    gender_identity = models.ForeignKey(
        lists.GenderIdentity, PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    gender_identity_text = models.CharField(max_length=100, blank=True)
    ethnicity = models.ForeignKey(
        lists.Ethnicity, PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    nationality = models.ForeignKey(lists.Nationality, PROTECT, null=True, blank=True, related_name="+")
    second_nationality = models.ForeignKey(
        lists.Nationality, PROTECT, null=True, blank=True, related_name="+"
    )
    religion = models.ForeignKey(
        lists.Religion, PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    sexual_orientation = models.ForeignKey(
        lists.SexualOrientation, PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    immigration_status = models.ForeignKey(
        lists.ImmigrationStatus, PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    immigration_number = models.CharField(max_length=30, blank=True)
    main_language = models.ForeignKey(
        lists.Language, PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    interpreter_required = models.BooleanField(null=True)
    language_concerns = models.CharField(max_length=500, blank=True)
    transgender_disclosure_consent = models.BooleanField(null=True)
    equality_updated_at = models.DateTimeField(null=True, blank=True)
    equality_updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    region = models.ForeignKey(Region, PROTECT, related_name="people", db_index=False)
    tier_code = models.CharField(max_length=3, blank=True)
    rosh_level = models.CharField(max_length=9, blank=True)
    rosh_registered_on = models.DateField(null=True, blank=True)
    rosh_assessed_level = models.CharField(max_length=9, blank=True, default="", db_default="")
    rosh_assessed_on = models.DateField(null=True, blank=True)
    practice_learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        PROTECT,
        null=True,
        blank=True,
        related_name="practice_people",
        db_index=False,  # practice_people_of_a_learner
    )
    merged_into = models.ForeignKey(
        "self",
        PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
        db_index=False,  # people_merged_into_another
    )

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(crn__regex=r"^[A-Z][0-9]{6}$"), name="a_crn_is_a_letter_and_six_digits"
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(died_on__gte=F("born_on")),
                name="nobody_dies_before_birth",
            ),
            models.UniqueConstraint(
                fields=["noms_number"],
                condition=~Q(noms_number="") & Q(removed_at__isnull=True, practice_learner__isnull=True),
                name="a_prison_number_leads_to_one_person",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="people_in_no_list", condition=IN_NO_LIST),
            models.Index(fields=["pnc"], name="people_by_pnc", condition=~Q(pnc="")),
            models.Index(fields=["cro"], name="people_by_cro", condition=~Q(cro="")),
            models.Index(fields=["noms_number"], name="people_by_noms", condition=~Q(noms_number="")),
            models.Index(fields=["ni_number"], name="people_by_ni", condition=~Q(ni_number="")),
            models.Index(
                fields=["prison_number"], name="people_by_prison_no", condition=~Q(prison_number="")
            ),
            models.Index(Lower("email"), name="people_by_email", condition=~Q(email="")),
            models.Index(
                fields=["practice_learner"],
                name="practice_people_of_a_learner",
                condition=Q(practice_learner__isnull=False),
            ),
            models.Index(
                fields=["merged_into"],
                name="people_merged_into_another",
                condition=Q(merged_into__isnull=False),
            ),
        ]

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.first_name, self.surname)))

    @property
    def listed_name(self) -> str:
        return ", ".join(filter(None, (self.surname, self.first_name)))


@history.kept()
class Alias(Versioned, Removable):
    """Another name or date of birth the person has used."""

    person = models.ForeignKey(Person, PROTECT, related_name="aliases")
    first_name = models.CharField(max_length=100)
    second_name = models.CharField(max_length=100, blank=True)
    third_name = models.CharField(max_length=100, blank=True)
    surname = models.CharField(max_length=100)
    born_on = models.DateField(null=True, blank=True)
    sex = models.ForeignKey(lists.Sex, PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name_plural = "aliases"

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.first_name, self.surname)))


class PersonNote(Note):
    person = models.ForeignKey(Person, PROTECT, related_name="notes")
