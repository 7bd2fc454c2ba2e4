"""Who answers for a person, as a function: its plan is kept, where every statement that needs a holder would
plan the look-up in the region's teams, which hardly anybody needs.

cases_holder   the officer and team that hold the case; without any, the region's unallocated ones; else nulls
"""

from django.db import migrations

HOLDER = """
CREATE FUNCTION cases_holder(person bigint, OUT staff_id bigint, OUT team_id bigint)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
SELECT held.staff_id, held.team_id INTO staff_id, team_id
  FROM cases_allocation held
 WHERE held.person_id = person AND held.event_id IS NULL AND held.ended_on IS NULL;
IF NOT FOUND THEN
  SELECT member.staff_id, member.team_id INTO staff_id, team_id
    FROM cases_person the_person
    JOIN core_team team ON team.region_id = the_person.region_id AND right(team.code, 3) = 'UAT'
    JOIN core_teammembership member ON member.team_id = team.id AND member.valid_to IS NULL
    JOIN core_staff staff ON staff.id = member.staff_id AND right(staff.code, 1) = 'U'
   WHERE the_person.id = person
   ORDER BY member.id LIMIT 1;
END IF;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_people_organisation_and_audit"),
        ("cases", "0002_search_keeps_in_step"),
    ]
    operations = [migrations.RunSQL(HOLDER, "DROP FUNCTION cases_holder")]
