"""Takes away the indexes of foreign keys that nothing is read by, and NULL from three that are."""

from django.db import migrations, models

from core.indexes import KeysWithoutIndex

KEYS = {
    "additionalidentifier": ("created_by", "removed_by", "type", "updated_by"),
    "address": ("created_by", "person", "removed_by", "status", "type", "updated_by"),
    "addressnote": ("created_by", "updated_by"),
    "adjustment": ("created_by", "removed_by", "type", "updated_by"),
    "adjustmentnote": ("created_by", "updated_by"),
    "alias": ("created_by", "removed_by", "sex", "updated_by"),
    "allocation": ("created_by", "reason", "staff", "team", "updated_by"),
    "circumstance": ("address", "created_by", "removed_by", "subtype", "type", "updated_by"),
    "circumstancenote": ("created_by", "updated_by"),
    "contact": (
        "clash_accepted_by",
        "created_by",
        "enforcement_action",
        "event",
        "licence_condition",
        "linked_to",
        "nsi",
        "office",
        "outcome",
        "removed_by",
        "requirement",
        "staff",
        "team",
        "type",
        "updated_by",
    ),
    "contactalert": ("cleared_by", "person", "staff", "team"),
    "contactnote": ("created_by", "updated_by"),
    "custody": ("created_by", "institution", "removed_by", "status", "updated_by"),
    "deadline": ("created_by", "person", "staff", "supplier", "team", "updated_by"),
    "disability": ("created_by", "removed_by", "type", "updated_by"),
    "disabilitynote": ("created_by", "updated_by"),
    "disposal": ("created_by", "removed_by", "type", "updated_by"),
    "event": ("court", "created_by", "removed_by", "updated_by"),
    "eventnote": ("created_by", "updated_by"),
    "eventoffence": ("created_by", "offence", "removed_by", "updated_by"),
    "keydate": ("created_by", "removed_by", "type", "updated_by"),
    "licencecondition": ("created_by", "removed_by", "type", "updated_by"),
    "limitedaccess": ("created_by", "reason", "updated_by", "user"),
    "managementtier": ("created_by", "person", "reason", "updated_by"),
    "nsi": (
        "created_by",
        "event",
        "outcome",
        "region",
        "removed_by",
        "staff",
        "status",
        "team",
        "type",
        "updated_by",
    ),
    "nsinote": ("created_by", "updated_by"),
    "nsistatuschange": ("created_by", "status", "updated_by"),
    "person": (
        "created_by",
        "equality_updated_by",
        "ethnicity",
        "gender_identity",
        "immigration_status",
        "main_language",
        "region",
        "religion",
        "removed_by",
        "sex",
        "sexual_orientation",
        "title",
        "updated_by",
    ),
    "personalcontact": ("created_by", "relationship_type", "removed_by", "sex", "title", "updated_by"),
    "personalcontactnote": ("created_by", "updated_by"),
    "personnote": ("created_by", "updated_by"),
    "recentlyviewed": ("person", "user"),
    "registration": ("category", "created_by", "level", "removed_by", "staff", "team", "type", "updated_by"),
    "registrationnote": ("created_by", "updated_by"),
    "registrationreview": ("category", "contact", "created_by", "level", "staff", "team", "updated_by"),
    "requirement": ("created_by", "removed_by", "subtype", "type", "updated_by"),
    "requirementnote": ("created_by", "updated_by"),
    "sanction": ("created_by", "event", "offence", "removed_by", "updated_by"),
    "transfer": (
        "created_by",
        "from_region",
        "from_team",
        "reason",
        "rejection_reason",
        "to_region",
        "to_team",
        "updated_by",
    ),
}


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_indexes_of_people_that_are_used")]

    operations = [
        KeysWithoutIndex(KEYS),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("event__isnull", False)), fields=["event"], name="contacts_of_an_event"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("requirement__isnull", False)),
                fields=["requirement"],
                name="contacts_of_a_requirement",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("linked_to__isnull", False)),
                fields=["linked_to"],
                name="contacts_that_follow",
            ),
        ),
    ]
