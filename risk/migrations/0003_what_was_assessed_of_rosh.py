"""Notes on each person the level and day of their latest RoSH summary, and since when the RoSH register is open."""

from django.db import migrations

REGISTERED = """
UPDATE cases_person person SET rosh_registered_on = register.registered_on
FROM cases_registration register JOIN cases_registrationtype type ON type.id = register.type_id
WHERE register.person_id = person.id AND register.deregistered_on IS NULL AND register.removed_at IS NULL
  AND type.code = CASE person.rosh_level
    WHEN 'VERY_HIGH' THEN 'RVHR' WHEN 'HIGH' THEN 'RHRH' WHEN 'MEDIUM' THEN 'RMRH' WHEN 'LOW' THEN 'RLRH' END
"""
ASSESSED = """
WITH summary AS (
  SELECT DISTINCT ON (person_id) id, person_id, completed_at FROM risk_assessment
  WHERE status = 'COMPLETE' AND removed_at IS NULL AND layer IN ('LAYER1', 'LAYER3')
  ORDER BY person_id, completed_at DESC, started_at DESC, id DESC
), level AS (
  SELECT summary.person_id, summary.completed_at, max(array_position(
    ARRAY['LOW', 'MEDIUM', 'HIGH', 'VERY_HIGH'], given.level)) AS highest
  FROM summary JOIN risk_roshgridrow row ON row.assessment_id = summary.id,
    LATERAL (VALUES (row.community::text), (row.custody::text)) AS given (level)
  GROUP BY 1, 2
)
UPDATE cases_person person
SET rosh_assessed_level = (ARRAY['LOW', 'MEDIUM', 'HIGH', 'VERY_HIGH'])[level.highest],
    rosh_assessed_on = (level.completed_at AT TIME ZONE 'Europe/London')::date
FROM level WHERE level.person_id = person.id AND level.highest IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_what_was_assessed_of_rosh"),
        ("risk", "0002_what_is_known_of_people"),
    ]
    operations = [
        migrations.RunSQL(REGISTERED, migrations.RunSQL.noop),
        migrations.RunSQL(ASSESSED, migrations.RunSQL.noop),
    ]
