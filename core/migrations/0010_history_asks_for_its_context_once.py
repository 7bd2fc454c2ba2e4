"""What each row of history asks: who changed it and from where. Plainer than the function of django-pghistory.

That one reads two settings which a session without a user does not have, and catches the error: a subtransaction
for every row. And it locks the context's row again for each of its changes. This one asks whether the settings
are there, and writes the context only if it is not stored as it is.
"""

from django.db import migrations

PLAINER = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE LANGUAGE plpgsql AS $$
DECLARE
  its_id uuid := nullif(current_setting('pghistory.context_id', true), '');
  its_metadata jsonb := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
  IF its_id IS NULL OR its_metadata IS NULL THEN
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT FROM pghistory_context WHERE id = its_id AND metadata = its_metadata) THEN
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
    VALUES (its_id, its_metadata, now(), now())
    ON CONFLICT (id) DO UPDATE SET metadata = excluded.metadata, updated_at = excluded.updated_at
      WHERE pghistory_context.metadata <> excluded.metadata;
  END IF;
  RETURN its_id;
END
$$;
"""


def as_the_library_has_it(apps, schema_editor):
    from pghistory.models import Context

    Context.install_pgh_attach_context_func(using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0009_notes_may_be_open_whole"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        migrations.RunSQL(PLAINER, migrations.RunSQL.noop),
        migrations.RunPython(migrations.RunPython.noop, as_the_library_has_it),
    ]
