"""What a type of contact or of NSI may be and where it may be entered: facts that their rules read."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_names_of_nsis'),
    ]

    operations = [
        migrations.AddField(
            model_name='contacttype',
            name='alert_allowed',
            field=models.BooleanField(blank=True, help_text='Whether it may be an alert. Unknown: it may.', null=True),
        ),
        migrations.AddField(
            model_name='contacttype',
            name='cja_allowed',
            field=models.BooleanField(blank=True, help_text='Whether it fits a sentence under the CJA 2003. Unknown: it does.', null=True),
        ),
        migrations.AddField(
            model_name='contacttype',
            name='future_allowed',
            field=models.BooleanField(blank=True, help_text='Whether its date may be in the future. Unknown: it may.', null=True),
        ),
        migrations.AddField(
            model_name='contacttype',
            name='nsi_types',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), blank=True, help_text='Types of intervention it may be entered under. None selected: any.', null=True, size=None),
        ),
        migrations.AddField(
            model_name='contacttype',
            name='outcomes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), blank=True, help_text='Outcomes it may have. None selected: any.', null=True, size=None),
        ),
        migrations.AddField(
            model_name='contacttype',
            name='pre_cja_allowed',
            field=models.BooleanField(blank=True, help_text='Whether it fits a sentence from before the CJA 2003. Unknown: it does.', null=True),
        ),
        migrations.AddField(
            model_name='contacttype',
            name='requirement_types',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), blank=True, help_text='Types of requirement it may be entered under. None selected: any.', null=True, size=None),
        ),
        migrations.AddField(
            model_name='nsitype',
            name='active_duplicates',
            field=models.BooleanField(default=True, help_text='Whether two may be open at once'),
        ),
        migrations.AddField(
            model_name='nsitype',
            name='inactive_duplicates',
            field=models.BooleanField(default=True, help_text='Whether another may be opened after one has ended'),
        ),
        migrations.AddField(
            model_name='nsitype',
            name='maximum',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Longest length', null=True),
        ),
        migrations.AddField(
            model_name='nsitype',
            name='minimum',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Shortest length', null=True),
        ),
        migrations.AddField(
            model_name='nsitype',
            name='requirement_types',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), blank=True, help_text='Types of requirement it may hang under. None selected: any.', null=True, size=None),
        ),
        migrations.AddField(
            model_name='nsitype',
            name='units',
            field=models.CharField(blank=True, help_text='Of its length. Blank: it has none.', max_length=20),
        ),
        migrations.AddConstraint(
            model_name='contacttype',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcomes', []), _negated=True), models.Q(('nsi_types', []), _negated=True), models.Q(('requirement_types', []), _negated=True)), name='a_contact_type_names_codes_or_leaves_them_open'),
        ),
    ]
