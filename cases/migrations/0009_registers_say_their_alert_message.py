"""What a register says when a record is opened."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_arrivals_alert_the_officer"),
    ]

    operations = [
        migrations.AddField(
            model_name='registrationtype',
            name='alert_words',
            field=models.CharField(blank=True, help_text='What it says. Blank: the register, its level and its date.', max_length=200),
        ),
        migrations.AlterField(
            model_name='registrationtype',
            name='has_alert_message',
            field=models.BooleanField(default=False, help_text='Whether a message is shown when the record is opened'),
        ),
    ]
