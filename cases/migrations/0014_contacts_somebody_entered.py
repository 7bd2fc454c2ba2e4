from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_names_near_what_was_typed")]

    operations = [
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                fields=["created_by", "-id"],
                name="contacts_somebody_entered",
                include=["type"],
                condition=models.Q(("is_system", False)),
            ),
        ),
    ]
