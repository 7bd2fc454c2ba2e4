"""Who made a change stays who made it: a context's row may gain facts, as the library adds them, and lose none.

The library writes one row for a request and adds to it in later transactions of the same request (the API
first knows the caller after the row was begun), so its row cannot be barred from change altogether.
"""

from django.db import migrations

STANDS = """
CREATE FUNCTION history_context_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND NEW.created_at = OLD.created_at
     AND NEW.metadata @> jsonb_strip_nulls(OLD.metadata) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a context of history is only added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER a_context_of_history_is_only_added_to BEFORE UPDATE OR DELETE ON pghistory_context
  FOR EACH ROW EXECUTE FUNCTION history_context_stands();
"""
GONE = """
DROP TRIGGER a_context_of_history_is_only_added_to ON pghistory_context;
DROP FUNCTION history_context_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_people_organisation_and_audit"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [migrations.RunSQL(STANDS, GONE)]
