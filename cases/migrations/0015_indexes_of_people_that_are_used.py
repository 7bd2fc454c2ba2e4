"""Drops indexes that were there twice, or that hold hardly anything but NULL."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0014_contacts_somebody_entered'),
        ('core', '0010_history_asks_for_its_context_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='person',
            name='people_by_nationality',
        ),
        migrations.RemoveIndex(
            model_name='person',
            name='people_by_nationality_2',
        ),
        migrations.RemoveIndex(
            model_name='person',
            name='people_by_region',
        ),
        migrations.AlterField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='cases.person'),
        ),
        migrations.AlterField(
            model_name='person',
            name='practice_learner',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='practice_people', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('practice_learner__isnull', False)), fields=['practice_learner'], name='practice_people_of_a_learner'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='people_merged_into_another'),
        ),
    ]
