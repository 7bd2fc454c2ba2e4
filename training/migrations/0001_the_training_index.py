"""The training index's tables, with their history."""

import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models

from core.create_tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_people_organisation_and_audit'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name='Activity',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=64)),
                        ('words', models.CharField(max_length=500)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('selectable', models.BooleanField(default=True)),
                        ('is_local', models.BooleanField(default=False)),
                        ('is_edited', models.BooleanField(default=False, editable=False)),
                        ('source', models.CharField(blank=True, max_length=500)),
                        ('system', models.CharField(max_length=10)),
                        ('category', models.CharField(max_length=100)),
                        ('screen', models.CharField(max_length=60)),
                        ('needs_person', models.BooleanField(default=False)),
                        ('standing', models.CharField(choices=[('HERE', 'Here'), ('TO_COME', 'Still to come'), ('OBSOLETE', 'No longer done')], default='HERE', max_length=10)),
                        ('act_permissions', models.CharField(blank=True, max_length=200)),
                        ('steps', models.TextField(blank=True)),
                    ],
                    options={
                        'verbose_name_plural': 'activities',
                        'abstract': False,
                        'constraints': [models.UniqueConstraint(fields=('code',), name='one_activity_per_code'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='activity_ends_after_it_begins')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "training_activityhistory" ("act_permissions", "category", "code", "id", "is_edited", "is_local", "needs_person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "screen", "selectable", "source", "standing", "steps", "system", "valid_from", "valid_to", "words") VALUES (OLD."act_permissions", OLD."category", OLD."code", OLD."id", OLD."is_edited", OLD."is_local", OLD."needs_person", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."screen", OLD."selectable", OLD."source", OLD."standing", OLD."steps", OLD."system", OLD."valid_from", OLD."valid_to", OLD."words"); RETURN NULL;', hash='58bdece8bc9e6ed94da747f40928f9e0d97f60b8', operation='UPDATE', pgid='pgtrigger_update_update_2e64d', table='training_activity', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_activityhistory" ("act_permissions", "category", "code", "id", "is_edited", "is_local", "needs_person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "screen", "selectable", "source", "standing", "steps", "system", "valid_from", "valid_to", "words") VALUES (OLD."act_permissions", OLD."category", OLD."code", OLD."id", OLD."is_edited", OLD."is_local", OLD."needs_person", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."screen", OLD."selectable", OLD."source", OLD."standing", OLD."steps", OLD."system", OLD."valid_from", OLD."valid_to", OLD."words"); RETURN NULL;', hash='3a22b5d700c40a5efef04c9769f1db25f8a406ce', operation='DELETE', pgid='pgtrigger_delete_delete_b138f', table='training_activity', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ActivityHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='training.activity')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('code', models.CharField(max_length=64)),
                        ('words', models.CharField(max_length=500)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('selectable', models.BooleanField(default=True)),
                        ('is_local', models.BooleanField(default=False)),
                        ('is_edited', models.BooleanField(default=False, editable=False)),
                        ('source', models.CharField(blank=True, max_length=500)),
                        ('system', models.CharField(max_length=10)),
                        ('category', models.CharField(max_length=100)),
                        ('screen', models.CharField(max_length=60)),
                        ('needs_person', models.BooleanField(default=False)),
                        ('standing', models.CharField(choices=[('HERE', 'Here'), ('TO_COME', 'Still to come'), ('OBSOLETE', 'No longer done')], default='HERE', max_length=10)),
                        ('act_permissions', models.CharField(blank=True, max_length=200)),
                        ('steps', models.TextField(blank=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IndexEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('row_number', models.PositiveSmallIntegerField(unique=True)),
                        ('job_title', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='index_entries', to='core.jobtitle')),
                        ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='training.activity')),
                        ('teaches', models.CharField(max_length=300)),
                    ],
                    options={
                        'verbose_name_plural': 'index entries',
                        'constraints': [models.UniqueConstraint(fields=('job_title', 'activity'), name='an_activity_is_taught_once_to_a_job_title')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "training_indexentryhistory" ("activity_id", "id", "job_title_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_number", "teaches") VALUES (OLD."activity_id", OLD."id", OLD."job_title_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."row_number", OLD."teaches"); RETURN NULL;', hash='62a172c5cf25e4b45de55988ad85305b24df07f6', operation='UPDATE', pgid='pgtrigger_update_update_dbf28', table='training_indexentry', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "training_indexentryhistory" ("activity_id", "id", "job_title_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "row_number", "teaches") VALUES (OLD."activity_id", OLD."id", OLD."job_title_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."row_number", OLD."teaches"); RETURN NULL;', hash='97925f08b6ba8818487133ccf4a9e2ba1a9eb275', operation='DELETE', pgid='pgtrigger_delete_delete_0c07f', table='training_indexentry', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='IndexEntryHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='training.indexentry')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('row_number', models.PositiveSmallIntegerField()),
                        ('job_title', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.jobtitle')),
                        ('activity', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='training.activity')),
                        ('teaches', models.CharField(max_length=300)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
            ],
        ),
    ]
