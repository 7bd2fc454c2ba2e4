"""Notes of a disability and of an adjustment are rows."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_notes_of_circumstances"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AdjustmentNote",
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
            name="DisabilityNote",
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
            model_name="adjustment",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="adjustment",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="disability",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="disability",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="adjustment",
            name="notes",
        ),
        migrations.RemoveField(
            model_name="adjustmenthistory",
            name="notes",
        ),
        migrations.RemoveField(
            model_name="disability",
            name="notes",
        ),
        migrations.RemoveField(
            model_name="disabilityhistory",
            name="notes",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_adjustmenthistory" ("created_at", "created_by_id", "disability_id", "ended_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_because", "removed_by_id", "started_on", "type_id", "updated_at", "updated_by_id", "version") VALUES (OLD."created_at", OLD."created_by_id", OLD."disability_id", OLD."ended_on", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."started_on", OLD."type_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="6dd5ea493a1720b4ced9603c1037a1ea645f8c47",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_77900",
                    table="cases_adjustment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_adjustmenthistory" ("created_at", "created_by_id", "disability_id", "ended_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_because", "removed_by_id", "started_on", "type_id", "updated_at", "updated_by_id", "version") VALUES (OLD."created_at", OLD."created_by_id", OLD."disability_id", OLD."ended_on", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."started_on", OLD."type_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="8a69198d23dbee5ae64e0fae0e63032728a8fe65",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_58b99",
                    table="cases_adjustment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disability",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_disabilityhistory" ("condition", "created_at", "created_by_id", "ended_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_because", "removed_by_id", "started_on", "type_id", "updated_at", "updated_by_id", "version") VALUES (OLD."condition", OLD."created_at", OLD."created_by_id", OLD."ended_on", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."started_on", OLD."type_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="df8298596de7e2a793ce3a823b522c45441fcfff",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4b0e3",
                    table="cases_disability",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disability",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_disabilityhistory" ("condition", "created_at", "created_by_id", "ended_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_because", "removed_by_id", "started_on", "type_id", "updated_at", "updated_by_id", "version") VALUES (OLD."condition", OLD."created_at", OLD."created_by_id", OLD."ended_on", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."started_on", OLD."type_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="0b285ec5cdbc290e4999bd3c768762bc979b0f54",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5ecb4",
                    table="cases_disability",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="adjustmentnote",
            name="adjustment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="cases.adjustment"
            ),
        ),
        migrations.AddField(
            model_name="adjustmentnote",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="adjustmentnote",
            name="updated_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="disabilitynote",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="disabilitynote",
            name="disability",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="cases.disability"
            ),
        ),
        migrations.AddField(
            model_name="disabilitynote",
            name="updated_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustmentnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="adjustmentnote_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adjustmentnote",
            trigger=pgtrigger.compiler.Trigger(
                name="a_note_is_only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c61c35d4925c7624b951cb34a100e8370847fbdb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_note_is_only_added_to_e927c",
                    table="cases_adjustmentnote",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="disabilitynote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="disabilitynote_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disabilitynote",
            trigger=pgtrigger.compiler.Trigger(
                name="a_note_is_only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="19c7662de88b31b875b495b491cc3d72856a9709",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_note_is_only_added_to_14c36",
                    table="cases_disabilitynote",
                    when="BEFORE",
                ),
            ),
        ),
    ]
