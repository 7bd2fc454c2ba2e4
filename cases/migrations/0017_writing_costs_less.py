"""Writes without indexes that nothing is read by, and by statements whose plans are kept.

cases_new_contacts   rows to insert, with what they take from their types: cases/contacts/services/rows.py
cases_change_tiers   ends tiers and begins others: cases/management_tiers/services.py
"""

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


#: What a contact takes from its type is read from the type, so that no writer can differ from it; a contact
#: without an officer goes to whoever holds the case. A row for each contact, in the order given.
NEW_CONTACTS = """
CREATE FUNCTION cases_new_contacts(contacts jsonb, made_at timestamptz, made_by bigint)
RETURNS SETOF cases_contact LANGUAGE plpgsql AS $$
BEGIN
RETURN QUERY
SELECT new.*
FROM (
  SELECT contact || jsonb_build_object(
    'id', nextval('cases_contact_id_seq'),
    'uuid', coalesce(contact ->> 'uuid', gen_random_uuid()::text),
    'type_id', type.id,
    'is_appointment', type.is_attendance,
    'is_national_standards', type.is_national_standards,
    'is_rar_activity', coalesce((contact ->> 'is_rar_activity')::boolean, type.rar_default),
    'is_sensitive', coalesce((contact ->> 'is_sensitive')::boolean, type.sensitive_default),
    'staff_id', coalesce((contact ->> 'staff_id')::bigint, holder.staff_id),
    'team_id', coalesce((contact ->> 'team_id')::bigint, holder.team_id),
    'created_at', made_at, 'created_by_id', made_by, 'updated_at', made_at, 'updated_by_id', made_by
  ) AS whole
  FROM jsonb_array_elements(contacts) WITH ORDINALITY AS given (contact, place)
  JOIN cases_contacttype AS type ON type.code = contact ->> 'type_code'
  LEFT JOIN LATERAL cases_holder((contact ->> 'person_id')::bigint) AS holder ON contact ->> 'staff_id' IS NULL
  WHERE coalesce((contact ->> 'staff_id')::bigint, holder.staff_id) IS NOT NULL
  ORDER BY place
) AS given, LATERAL jsonb_populate_record(NULL::cases_contact, whole) AS new;
END
$$;
"""
#: Updates the column that lists sort on, and the rows of the tier. Only what differs is written. The INSERT
#: reads the count of the rows that ended, so that the old row ends before the new one begins.
CHANGE_TIERS = """
CREATE PROCEDURE cases_change_tiers(
  changes jsonb, made_at timestamptz, made_by bigint, why text, INOUT changed bigint[]
) LANGUAGE plpgsql AS $$
BEGIN
WITH wanted AS (
  SELECT * FROM jsonb_to_recordset(changes) AS wanted (person_id bigint, code text, because jsonb)
), shown AS (
  UPDATE cases_person AS person SET tier_code = wanted.code FROM wanted
  WHERE person.id = wanted.person_id AND person.tier_code IS DISTINCT FROM wanted.code
), new AS (
  SELECT wanted.* FROM wanted
  LEFT JOIN cases_managementtier AS tier ON tier.person_id = wanted.person_id AND tier.ended_at IS NULL
  WHERE tier.code IS DISTINCT FROM wanted.code
), ended AS (
  UPDATE cases_managementtier AS tier
  SET ended_at = greatest(tier.began_at, made_at), updated_at = made_at, updated_by_id = made_by
  FROM new WHERE tier.person_id = new.person_id AND tier.ended_at IS NULL RETURNING tier.id
), begun AS (
  INSERT INTO cases_managementtier (
    person_id, code, because, began_at, reason_id, created_at, created_by_id, updated_at, updated_by_id
  )
  SELECT new.person_id, new.code, new.because, made_at,
         (SELECT id FROM cases_tierchangereason AS reason WHERE reason.code = why),
         made_at, made_by, made_at, made_by
  FROM new, (SELECT count(*) FROM ended)
  RETURNING person_id
)
SELECT array_agg(person_id) INTO changed FROM begun;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_sounds_are_keys_of_the_dictionary")]

    operations = [
        migrations.RunSQL(NEW_CONTACTS, "DROP FUNCTION cases_new_contacts"),
        migrations.RunSQL(CHANGE_TIERS, "DROP PROCEDURE cases_change_tiers"),
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
