"""What happened stays visible, whatever the application's database role is made to do.

A waiting notice is not deleted, a role that is given leaves a row of history, and the time of an audit row is the
database's own unless the owner of the table writes it (the demonstration and the tests write rows of other days).
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


SAYS_WHEN = """
CREATE FUNCTION audit_says_when() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN
    NEW.at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER the_database_says_when BEFORE INSERT ON core_auditentry
  FOR EACH ROW EXECUTE FUNCTION audit_says_when();
"""
SAYS_NOTHING = """
DROP TRIGGER the_database_says_when ON core_auditentry;
DROP FUNCTION audit_says_when();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_lists_of_people_are_looks'),
    ]

    operations = [
        migrations.RunSQL(SAYS_WHEN, SAYS_NOTHING),
        pgtrigger.migrations.AddTrigger(
            model_name='outboxrow',
            trigger=pgtrigger.compiler.Trigger(name='what_waits_is_not_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."delivered_at" IS NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b81acc58014b22f2d5d1f79c997798a8d651c4d4', operation='DELETE', pgid='pgtrigger_what_waits_is_not_deleted_f2e8a', table='core_outboxrow', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roleholding',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_roleholdinghistory" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "user_id") VALUES (NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role_id", NEW."user_id"); RETURN NULL;', hash='18d5cdc64dd85fb82a4e488faea9c90aee5600e5', operation='INSERT', pgid='pgtrigger_insert_insert_08c1f', table='core_roleholding', when='AFTER')),
        ),
    ]
