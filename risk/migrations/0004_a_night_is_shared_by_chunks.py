"""The chunks in which the workers share the night's recalculation."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('risk', '0003_what_was_assessed_of_rosh'),
    ]

    operations = [
        migrations.CreateModel(
            name='NightChunk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('night', models.DateField()),
                ('first_id', models.BigIntegerField()),
                ('last_id', models.BigIntegerField()),
                ('done_at', models.DateTimeField(null=True)),
                ('people', models.PositiveIntegerField(null=True)),
                ('changed', models.PositiveIntegerField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('night', 'first_id'), name='a_chunk_of_a_night_is_made_once'), models.CheckConstraint(condition=models.Q(('last_id__gte', models.F('first_id'))), name='a_chunk_of_a_night_has_people'), models.CheckConstraint(condition=models.Q(models.Q(('changed__isnull', True), ('done_at__isnull', True), ('people__isnull', True)), models.Q(('changed__isnull', False), ('done_at__isnull', False), ('people__isnull', False)), _connector='OR'), name='a_chunk_that_is_done_says_how_many')],
            },
        ),
    ]
