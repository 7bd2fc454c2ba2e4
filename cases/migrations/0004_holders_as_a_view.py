"""Who answers for each person, as rows to join: a view over the function cases_holder of 0003.

The function answers for one person at a time with a kept plan; a person without a holder, in a region without an
unallocated officer, is not in the view.
"""

import django.db.models.deletion
from django.db import migrations, models

HOLDERS = """
CREATE VIEW cases_holder_of_person AS
SELECT person.id AS person_id, holder.staff_id, holder.team_id
  FROM cases_person person, cases_holder(person.id) holder
 WHERE holder.staff_id IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_people_organisation_and_audit"),
        ("cases", "0003_who_holds_a_person"),
    ]
    operations = [
        migrations.RunSQL(HOLDERS, "DROP VIEW cases_holder_of_person"),
        migrations.CreateModel(
            name="Holder",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="holder",
                        serialize=False,
                        to="cases.person",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="core.staff"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="core.team"
                    ),
                ),
            ],
            options={"db_table": "cases_holder_of_person", "managed": False},
        ),
    ]
