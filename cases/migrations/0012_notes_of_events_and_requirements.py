"""Notes of a court event and of a requirement are rows."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_notes_of_nsis"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EventNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("text", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RequirementNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("text", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="event",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="event",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="requirement",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="requirement",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="event",
            name="notes",
        ),
        migrations.RemoveField(
            model_name="eventhistory",
            name="notes",
        ),
        migrations.RemoveField(
            model_name="requirement",
            name="notes",
        ),
        migrations.RemoveField(
            model_name="requirementhistory",
            name="notes",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_eventhistory" ("breach_ended_on", "convicted_on", "court_id", "created_at", "created_by_id", "ended_on", "ftc_count", "id", "in_breach", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referred_on", "removed_at", "removed_because", "removed_by_id", "updated_at", "updated_by_id", "version") VALUES (OLD."breach_ended_on", OLD."convicted_on", OLD."court_id", OLD."created_at", OLD."created_by_id", OLD."ended_on", OLD."ftc_count", OLD."id", OLD."in_breach", OLD."number", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."referred_on", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="e9ba8a5f066515d421de69d3789fafc8967deae5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_55956",
                    table="cases_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_eventhistory" ("breach_ended_on", "convicted_on", "court_id", "created_at", "created_by_id", "ended_on", "ftc_count", "id", "in_breach", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referred_on", "removed_at", "removed_because", "removed_by_id", "updated_at", "updated_by_id", "version") VALUES (OLD."breach_ended_on", OLD."convicted_on", OLD."court_id", OLD."created_at", OLD."created_by_id", OLD."ended_on", OLD."ftc_count", OLD."id", OLD."in_breach", OLD."number", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."referred_on", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="961aa517b862ae8ca52a564d0d4076b6796b532a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_83922",
                    table="cases_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requirement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_requirementhistory" ("created_at", "created_by_id", "disposal_id", "end_reason", "ended_on", "expected_end_on", "id", "imposed_on", "length", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_because", "removed_by_id", "started_on", "subtype_id", "type_id", "updated_at", "updated_by_id", "version") VALUES (OLD."created_at", OLD."created_by_id", OLD."disposal_id", OLD."end_reason", OLD."ended_on", OLD."expected_end_on", OLD."id", OLD."imposed_on", OLD."length", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."started_on", OLD."subtype_id", OLD."type_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="6153a63068e434bd6976958074cdf0a3af863baf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5c5bf",
                    table="cases_requirement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requirement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_requirementhistory" ("created_at", "created_by_id", "disposal_id", "end_reason", "ended_on", "expected_end_on", "id", "imposed_on", "length", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_because", "removed_by_id", "started_on", "subtype_id", "type_id", "updated_at", "updated_by_id", "version") VALUES (OLD."created_at", OLD."created_by_id", OLD."disposal_id", OLD."end_reason", OLD."ended_on", OLD."expected_end_on", OLD."id", OLD."imposed_on", OLD."length", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."started_on", OLD."subtype_id", OLD."type_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="610c4ca1bff08d66c61a78775a2dee595d3eba9b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_de20a",
                    table="cases_requirement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="eventnote",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="eventnote",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="cases.event"
            ),
        ),
        migrations.AddField(
            model_name="eventnote",
            name="updated_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="requirementnote",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="requirementnote",
            name="requirement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="cases.requirement"
            ),
        ),
        migrations.AddField(
            model_name="requirementnote",
            name="updated_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="eventnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="eventnote_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eventnote",
            trigger=pgtrigger.compiler.Trigger(
                name="a_note_is_only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a4a3df3719eed809b3ea9b184787428f6c53221c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_note_is_only_added_to_14b0b",
                    table="cases_eventnote",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="requirementnote_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requirementnote",
            trigger=pgtrigger.compiler.Trigger(
                name="a_note_is_only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="07f06a5d40fa508f6d333dffe5162e1117823110",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_note_is_only_added_to_ee8a8",
                    table="cases_requirementnote",
                    when="BEFORE",
                ),
            ),
        ),
    ]
