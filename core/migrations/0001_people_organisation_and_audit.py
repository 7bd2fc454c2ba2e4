"""The ground floor's tables: accounts, organisation, audit, outbox, drafts, policy; with their history."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, CreateExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

from core.create_tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        CreateExtension('fuzzystrmatch'),
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name='AuditEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('by_id', models.BigIntegerField(null=True)),
                        ('by_name', models.CharField(max_length=150)),
                        ('for_name', models.CharField(blank=True, max_length=150)),
                        ('act', models.CharField(max_length=60)),
                        ('record_kind', models.CharField(blank=True, max_length=60)),
                        ('record_key', models.CharField(blank=True, max_length=60)),
                        ('crn', models.CharField(blank=True, max_length=7)),
                        ('outcome', models.CharField(max_length=10)),
                        ('details', models.JSONField(default=dict)),
                        ('correlation_id', models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        'verbose_name_plural': 'audit entries',
                        'indexes': [models.Index(condition=models.Q(('crn', ''), _negated=True), fields=['crn', '-at', '-id'], name='audit_by_person'), models.Index(fields=['by_id', '-at', '-id'], name='audit_by_user'), models.Index(fields=['act', '-at', '-id'], name='audit_by_act')],
                        'triggers': [pgtrigger.compiler.Trigger(name='audit_is_only_added_to', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0b6941cf24aab86b5aa79b4fb044b613bdce32c5', operation='UPDATE OR DELETE', pgid='pgtrigger_audit_is_only_added_to_181f4', table='core_auditentry', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='BankHoliday',
                    fields=[
                        ('on', models.DateField(primary_key=True, serialize=False)),
                        ('words', models.CharField(max_length=100)),
                        ('source', models.CharField(blank=True, max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name='Draft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                        ('kind', models.CharField(max_length=60)),
                        ('key', models.CharField(max_length=80)),
                        ('crn', models.CharField(blank=True, max_length=7)),
                        ('title', models.CharField(max_length=120)),
                        ('address', models.CharField(max_length=300)),
                        ('data', models.JSONField()),
                        ('saved_at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['saved_at'], name='drafts_by_age')],
                        'constraints': [models.UniqueConstraint(fields=('user', 'kind', 'key'), name='one_draft_per_user_form_and_record')],
                    },
                ),
                migrations.CreateModel(
                    name='FormToken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('actor', models.CharField(max_length=120)),
                        ('key', models.CharField(max_length=120)),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('answer', models.JSONField(null=True)),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        'indexes': [models.Index(fields=['at'], name='form_tokens_by_age')],
                        'constraints': [models.UniqueConstraint(fields=('actor', 'key'), name='a_key_is_used_once_by_an_actor')],
                    },
                ),
                migrations.CreateModel(
                    name='Region',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=3, unique=True)),
                        ('name', models.CharField(max_length=100, unique=True)),
                    ],
                    options={
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_regionhistory" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id"); RETURN NULL;', hash='a4c7b0b802ac4d28b42260bb8cc94f9f586baeb2', operation='UPDATE', pgid='pgtrigger_update_update_bee16', table='core_region', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_regionhistory" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='91d68659ec4a872a64db66f2bbafca4e2c9f9912', operation='DELETE', pgid='pgtrigger_delete_delete_643bf', table='core_region', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RegionHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='core.region')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('code', models.CharField(max_length=3)),
                        ('name', models.CharField(max_length=100)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Pdu',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pdus', to='core.region')),
                        ('code', models.CharField(max_length=20, unique=True)),
                        ('name', models.CharField(max_length=100)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'verbose_name': 'PDU',
                        'constraints': [models.UniqueConstraint(fields=('region', 'name'), name='one_pdu_of_a_name_per_region')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_pduhistory" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "valid_to") VALUES (OLD."code", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."region_id", OLD."valid_to"); RETURN NULL;', hash='57774aeeb977979f5d404ce4602c4af991f95b67', operation='UPDATE', pgid='pgtrigger_update_update_51164', table='core_pdu', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_pduhistory" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "valid_to") VALUES (OLD."code", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region_id", OLD."valid_to"); RETURN NULL;', hash='0544781d8c87ea850171fd19df6a1c5875c2af48', operation='DELETE', pgid='pgtrigger_delete_delete_f0fc7', table='core_pdu', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PduHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='core.pdu')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('region', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.region')),
                        ('code', models.CharField(max_length=20)),
                        ('name', models.CharField(max_length=100)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Office',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pdu', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='core.pdu')),
                        ('code', models.CharField(max_length=7, unique=True)),
                        ('name', models.CharField(max_length=100)),
                        ('address', models.CharField(max_length=300)),
                        ('postcode', models.CharField(max_length=8)),
                        ('telephone', models.CharField(blank=True, max_length=20)),
                        ('takes_referral_appointments', models.BooleanField(default=True)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_officehistory" ("address", "code", "id", "name", "pdu_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "takes_referral_appointments", "telephone", "valid_from", "valid_to") VALUES (OLD."address", OLD."code", OLD."id", OLD."name", OLD."pdu_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."postcode", OLD."takes_referral_appointments", OLD."telephone", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='65700b6c31afa3ec114bac1324a80bd44d5cbf1f', operation='UPDATE', pgid='pgtrigger_update_update_f2515', table='core_office', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_officehistory" ("address", "code", "id", "name", "pdu_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "takes_referral_appointments", "telephone", "valid_from", "valid_to") VALUES (OLD."address", OLD."code", OLD."id", OLD."name", OLD."pdu_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postcode", OLD."takes_referral_appointments", OLD."telephone", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='d6cc6a2d0d43b44cadf3c4ebdbd51607ab705faa', operation='DELETE', pgid='pgtrigger_delete_delete_560a7', table='core_office', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='OfficeHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='core.office')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('pdu', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.pdu')),
                        ('code', models.CharField(max_length=7)),
                        ('name', models.CharField(max_length=100)),
                        ('address', models.CharField(max_length=300)),
                        ('postcode', models.CharField(max_length=8)),
                        ('telephone', models.CharField(blank=True, max_length=20)),
                        ('takes_referral_appointments', models.BooleanField(default=True)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Team',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='core.region')),
                        ('pdu', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='core.pdu')),
                        ('code', models.CharField(max_length=6, unique=True)),
                        ('name', models.CharField(max_length=100)),
                        ('is_system', models.BooleanField(default=False)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('offices', models.ManyToManyField(blank=True, related_name='teams', to='core.office')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('is_system', True), ('pdu__isnull', False), _connector='OR'), name='a_team_has_a_pdu_unless_system')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_teamhistory" ("code", "id", "is_system", "name", "pdu_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "valid_from", "valid_to") VALUES (OLD."code", OLD."id", OLD."is_system", OLD."name", OLD."pdu_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."region_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='e3aec46681fd24d176d34d5a8b76ad2171be911f', operation='UPDATE', pgid='pgtrigger_update_update_1fc21', table='core_team', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_teamhistory" ("code", "id", "is_system", "name", "pdu_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "valid_from", "valid_to") VALUES (OLD."code", OLD."id", OLD."is_system", OLD."name", OLD."pdu_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='3b42e62a4d458785a18d0485296d6238788a32b7', operation='DELETE', pgid='pgtrigger_delete_delete_ea492', table='core_team', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='TeamHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='core.team')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('region', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.region')),
                        ('pdu', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.pdu')),
                        ('code', models.CharField(max_length=6)),
                        ('name', models.CharField(max_length=100)),
                        ('is_system', models.BooleanField(default=False)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Staff',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=7, unique=True)),
                        ('first_name', models.CharField(max_length=100)),
                        ('surname', models.CharField(max_length=100)),
                        ('grade', models.CharField(blank=True, max_length=10)),
                        ('telephone', models.CharField(blank=True, max_length=20)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff', to=settings.AUTH_USER_MODEL)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('teams', models.ManyToManyField(related_name='staff', through='core.TeamMembership', to='core.team')),
                    ],
                    options={
                        'verbose_name_plural': 'staff',
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_staffhistory" ("code", "email", "first_name", "grade", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "surname", "telephone", "user_id", "valid_from", "valid_to") VALUES (OLD."code", OLD."email", OLD."first_name", OLD."grade", OLD."id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."surname", OLD."telephone", OLD."user_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='fa9c5c3ed4ef40a9ddafc76ff1447ac76aa98f1e', operation='UPDATE', pgid='pgtrigger_update_update_be735', table='core_staff', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_staffhistory" ("code", "email", "first_name", "grade", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "surname", "telephone", "user_id", "valid_from", "valid_to") VALUES (OLD."code", OLD."email", OLD."first_name", OLD."grade", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."surname", OLD."telephone", OLD."user_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='e0b0b91b4236840db78a0062af58896574e8d901', operation='DELETE', pgid='pgtrigger_delete_delete_21dc2', table='core_staff', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='StaffHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='core.staff')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('code', models.CharField(max_length=7)),
                        ('first_name', models.CharField(max_length=100)),
                        ('surname', models.CharField(max_length=100)),
                        ('grade', models.CharField(blank=True, max_length=10)),
                        ('telephone', models.CharField(blank=True, max_length=20)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('user', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='TeamMembership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='core.staff')),
                        ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='core.team')),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('staff', 'team'), name='one_open_membership_per_team'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='a_membership_ends_after_it_begins')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_teammembershiphistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "team_id", "valid_from", "valid_to") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."staff_id", OLD."team_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='501a2c26ecc7802a9055b6fd15ab0afca2d04eab', operation='UPDATE', pgid='pgtrigger_update_update_d68f6', table='core_teammembership', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_teammembershiphistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "team_id", "valid_from", "valid_to") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."staff_id", OLD."team_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='797fb7b1e771a437b1cba3104da5ac09f4a1de31', operation='DELETE', pgid='pgtrigger_delete_delete_9b38d', table='core_teammembership', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='TeamMembershipHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='core.teammembership')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('staff', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.staff')),
                        ('team', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.team')),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Supplier',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('code', models.CharField(max_length=40, unique=True)),
                        ('name', models.CharField(max_length=200, unique=True)),
                        ('telephone', models.CharField(blank=True, max_length=20)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_supplierhistory" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "telephone", "uuid", "valid_to") VALUES (OLD."code", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."telephone", OLD."uuid", OLD."valid_to"); RETURN NULL;', hash='63ce2b05515fcb276ecdcd925e5681b24a35b796', operation='UPDATE', pgid='pgtrigger_update_update_35ab4', table='core_supplier', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_supplierhistory" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "telephone", "uuid", "valid_to") VALUES (OLD."code", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."telephone", OLD."uuid", OLD."valid_to"); RETURN NULL;', hash='1831060c032d16f7fc310a4d131c5e08b793eee4', operation='DELETE', pgid='pgtrigger_delete_delete_fd914', table='core_supplier', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='SupplierHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='core.supplier')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('code', models.CharField(max_length=40)),
                        ('name', models.CharField(max_length=200)),
                        ('telephone', models.CharField(blank=True, max_length=20)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OutboxRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('position', models.BigIntegerField(null=True, unique=True)),
                        ('kind', models.CharField(max_length=80)),
                        ('key', models.CharField(blank=True, max_length=80)),
                        ('payload', models.JSONField()),
                        ('by_id', models.BigIntegerField(null=True)),
                        ('correlation_id', models.CharField(blank=True, max_length=64)),
                        ('created_at', models.DateTimeField()),
                        ('delivered_at', models.DateTimeField(null=True)),
                        ('attempts', models.PositiveIntegerField(default=0)),
                        ('next_try_at', models.DateTimeField(null=True)),
                        ('last_error', models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('position__isnull', True)), fields=['id'], name='outbox_without_position'), models.Index(condition=models.Q(('delivered_at__isnull', True)), fields=['position'], name='outbox_to_deliver'), models.Index(condition=models.Q(('delivered_at__isnull', True)), fields=['key', 'position'], name='outbox_by_key')],
                    },
                ),
                migrations.CreateModel(
                    name='PolicySetting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=60, unique=True)),
                        ('value', models.JSONField(blank=True, null=True)),
                        ('changed_at', models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_policysettinghistory" ("changed_at", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (OLD."changed_at", OLD."code", OLD."id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."value"); RETURN NULL;', hash='0eb3c1776f0452649f3cb61b1cb0b4cd3f85460c', operation='UPDATE', pgid='pgtrigger_update_update_d0aa8', table='core_policysetting', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_policysettinghistory" ("changed_at", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (OLD."changed_at", OLD."code", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."value"); RETURN NULL;', hash='c51e783a08941a6f06aeec0c6f514fad1670c52d', operation='DELETE', pgid='pgtrigger_delete_delete_ac2b9', table='core_policysetting', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PolicySettingHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='core.policysetting')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('code', models.CharField(max_length=60)),
                        ('value', models.JSONField(blank=True, null=True)),
                        ('changed_at', models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='JobTitle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(unique=True)),
                        ('name', models.CharField(max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name='Role',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=30, unique=True)),
                        ('words', models.CharField(max_length=100)),
                        ('job_title', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='core.jobtitle')),
                        ('description', models.CharField(blank=True, max_length=300)),
                        ('landing_page', models.CharField(blank=True, max_length=100)),
                    ],
                    options={
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_rolehistory" ("code", "description", "id", "job_title_id", "landing_page", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (OLD."code", OLD."description", OLD."id", OLD."job_title_id", OLD."landing_page", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."words"); RETURN NULL;', hash='01941e02547b88e6a19fd6581de296b49cfc2fe4', operation='UPDATE', pgid='pgtrigger_update_update_b1fe6', table='core_role', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_rolehistory" ("code", "description", "id", "job_title_id", "landing_page", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (OLD."code", OLD."description", OLD."id", OLD."job_title_id", OLD."landing_page", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."words"); RETURN NULL;', hash='f8b7a8ae8ee3c0c7016a76a4704cc1ac6e63f0ee', operation='DELETE', pgid='pgtrigger_delete_delete_ed3d7', table='core_role', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RoleHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='core.role')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('code', models.CharField(max_length=30)),
                        ('words', models.CharField(max_length=100)),
                        ('job_title', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.jobtitle')),
                        ('description', models.CharField(blank=True, max_length=300)),
                        ('landing_page', models.CharField(blank=True, max_length=100)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                        ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                        ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                        ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('supplier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='users', to='core.supplier')),
                        ('is_service_account', models.BooleanField(default=False)),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                        ('roles', models.ManyToManyField(related_name='users', through='core.RoleHolding', to='core.role')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('username'), name='one_user_per_name_in_any_case')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_service_account" IS DISTINCT FROM (NEW."is_service_account") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."supplier_id" IS DISTINCT FROM (NEW."supplier_id") OR OLD."username" IS DISTINCT FROM (NEW."username") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))', func='INSERT INTO "core_userhistory" ("date_joined", "email", "first_name", "id", "is_active", "is_service_account", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplier_id", "username", "uuid") VALUES (OLD."date_joined", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_service_account", OLD."is_staff", OLD."is_superuser", OLD."last_name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."supplier_id", OLD."username", OLD."uuid"); RETURN NULL;', hash='90bf12805cbef16d145add7a7022240978e630bd', operation='UPDATE', pgid='pgtrigger_update_update_6ccff', table='core_user', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_userhistory" ("date_joined", "email", "first_name", "id", "is_active", "is_service_account", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplier_id", "username", "uuid") VALUES (OLD."date_joined", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_service_account", OLD."is_staff", OLD."is_superuser", OLD."last_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."supplier_id", OLD."username", OLD."uuid"); RETURN NULL;', hash='3a2a4d9beaaf8a063468dc570e0db5f66a0c4628', operation='DELETE', pgid='pgtrigger_delete_delete_1425a', table='core_user', when='AFTER'))],
                    },
                    managers=[
                        ('objects', django.contrib.auth.models.UserManager()),
                    ],
                ),
                migrations.CreateModel(
                    name='UserHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                        ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                        ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                        ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('supplier', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.supplier')),
                        ('is_service_account', models.BooleanField(default=False)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RoleHolding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_holdings', to=settings.AUTH_USER_MODEL)),
                        ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='core.role')),
                        ('order', models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('user', 'role'), name='a_role_is_held_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_roleholdinghistory" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "user_id") VALUES (OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."role_id", OLD."user_id"); RETURN NULL;', hash='35f937ca6fe5817f1ff1041e21190885da1dd419', operation='UPDATE', pgid='pgtrigger_update_update_ae182', table='core_roleholding', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_roleholdinghistory" ("id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "user_id") VALUES (OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role_id", OLD."user_id"); RETURN NULL;', hash='ab378dfaf0574ff83f58324df38315e96bb891db', operation='DELETE', pgid='pgtrigger_delete_delete_28eed', table='core_roleholding', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RoleHoldingHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='core.roleholding')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('id', models.BigIntegerField()),
                        ('user', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('role', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.role')),
                        ('order', models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Preferences',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='preferences', to=settings.AUTH_USER_MODEL)),
                        ('theme', models.CharField(choices=[('device', 'Use my device setting'), ('standard', 'Standard'), ('dark', 'Dark'), ('contrast', 'High contrast'), ('soft', 'Soft')], default='device', max_length=10)),
                        ('density', models.CharField(choices=[('comfortable', 'Comfortable'), ('compact', 'Compact')], default='comfortable', max_length=12)),
                        ('text_size', models.PositiveSmallIntegerField(choices=[(100, '100%'), (125, '125%'), (150, '150%')], default=100)),
                        ('page_size', models.PositiveSmallIntegerField(choices=[(10, '10'), (25, '25'), (50, '50'), (100, '100')], default=25)),
                        ('landing_page', models.CharField(blank=True, max_length=100)),
                        ('shortcuts', models.BooleanField(default=True)),
                        ('hide_system_contacts', models.BooleanField(default=False)),
                        ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.office')),
                        ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.team')),
                    ],
                ),
            ],
        ),
    ]
