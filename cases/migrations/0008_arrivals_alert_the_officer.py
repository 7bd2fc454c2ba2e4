"""An arrival at reception is an alert of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_lists_by_who_holds_the_person"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='contactalert',
            name='one_open_alert_per_contact',
        ),
        migrations.AddField(
            model_name='contactalert',
            name='is_arrival',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='contactalert',
            constraint=models.UniqueConstraint(condition=models.Q(('cleared_at__isnull', True)), fields=('contact', 'is_arrival'), name='one_open_alert_per_contact'),
        ),
    ]
