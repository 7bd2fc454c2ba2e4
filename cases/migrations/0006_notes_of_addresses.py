"""Notes of an address are rows."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_notes_are_only_added_to"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AddressNote",
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
            model_name="address",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="address",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="address",
            name="notes",
        ),
        migrations.RemoveField(
            model_name="addresshistory",
            name="notes",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="address",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_addresshistory" ("building", "county", "created_at", "created_by_id", "district", "ended_on", "id", "is_main", "no_fixed_abode", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "postcode_key", "removed_at", "removed_because", "removed_by_id", "started_on", "status_id", "street", "telephone", "town", "type_id", "type_verified", "updated_at", "updated_by_id", "version") VALUES (OLD."building", OLD."county", OLD."created_at", OLD."created_by_id", OLD."district", OLD."ended_on", OLD."id", OLD."is_main", OLD."no_fixed_abode", OLD."number", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."postcode", OLD."postcode_key", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."started_on", OLD."status_id", OLD."street", OLD."telephone", OLD."town", OLD."type_id", OLD."type_verified", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="16fde93c08986cc6833d48e397d4b3cf39f27e54",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bd85c",
                    table="cases_address",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="address",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_addresshistory" ("building", "county", "created_at", "created_by_id", "district", "ended_on", "id", "is_main", "no_fixed_abode", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "postcode_key", "removed_at", "removed_because", "removed_by_id", "started_on", "status_id", "street", "telephone", "town", "type_id", "type_verified", "updated_at", "updated_by_id", "version") VALUES (OLD."building", OLD."county", OLD."created_at", OLD."created_by_id", OLD."district", OLD."ended_on", OLD."id", OLD."is_main", OLD."no_fixed_abode", OLD."number", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postcode", OLD."postcode_key", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."started_on", OLD."status_id", OLD."street", OLD."telephone", OLD."town", OLD."type_id", OLD."type_verified", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="0b8de6747b9a98c020a692a531bb10fb46cd95db",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d63d3",
                    table="cases_address",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="addressnote",
            name="address",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="cases.address"
            ),
        ),
        migrations.AddField(
            model_name="addressnote",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="addressnote",
            name="updated_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="addressnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="addressnote_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="addressnote",
            trigger=pgtrigger.compiler.Trigger(
                name="a_note_is_only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="09ef1df27334f3564ed7c9e76fba862de545cd73",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_note_is_only_added_to_30ced",
                    table="cases_addressnote",
                    when="BEFORE",
                ),
            ),
        ),
    ]
