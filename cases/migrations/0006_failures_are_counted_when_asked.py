"""Limits of failures to comply, and for how many months they count; the event keeps no count of its own."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_what_was_assessed_of_rosh"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='event',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='event',
            name='delete_delete',
        ),
        migrations.RemoveField(
            model_name='event',
            name='ftc_count',
        ),
        migrations.RemoveField(
            model_name='eventhistory',
            name='ftc_count',
        ),
        migrations.AddField(
            model_name='disposaltype',
            name='ftc_months',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Blank: as long as the sentence lasts, or since the last breach ended.', null=True, verbose_name='months that a failure counts'),
        ),
        migrations.AddField(
            model_name='disposaltype',
            name='pss_ftc_limit',
            field=models.PositiveSmallIntegerField(blank=True, help_text='The limit once post-sentence supervision has started. Blank: no limit.', null=True, verbose_name='failures to comply on post-sentence supervision'),
        ),
        migrations.AlterField(
            model_name='disposaltype',
            name='ftc_limit',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Blank: no limit.', null=True, verbose_name='failures to comply before a review'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_eventhistory" ("breach_ended_on", "convicted_on", "court_id", "created_at", "created_by_id", "ended_on", "id", "in_breach", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referred_on", "removed_at", "removed_because", "removed_by_id", "updated_at", "updated_by_id", "version") VALUES (OLD."breach_ended_on", OLD."convicted_on", OLD."court_id", OLD."created_at", OLD."created_by_id", OLD."ended_on", OLD."id", OLD."in_breach", OLD."number", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."referred_on", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;', hash='effe64a1c77a59881ac17d14145a91202a1618f8', operation='UPDATE', pgid='pgtrigger_update_update_55956', table='cases_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_eventhistory" ("breach_ended_on", "convicted_on", "court_id", "created_at", "created_by_id", "ended_on", "id", "in_breach", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referred_on", "removed_at", "removed_because", "removed_by_id", "updated_at", "updated_by_id", "version") VALUES (OLD."breach_ended_on", OLD."convicted_on", OLD."court_id", OLD."created_at", OLD."created_by_id", OLD."ended_on", OLD."id", OLD."in_breach", OLD."number", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."referred_on", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;', hash='1b4e781f98a4ad902d3b1e1b5200ca7ad1a44ab8', operation='DELETE', pgid='pgtrigger_delete_delete_83922', table='cases_event', when='AFTER')),
        ),
    ]
