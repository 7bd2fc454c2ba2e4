"""What tier and custody targeting read of people, as a function: its plan is kept, where planning a statement
of some thirty tables costs more than running it for one person.

risk_known   locks the people whose records stand, in the order of their keys; then one row for each, with
             all that tier and targeting rest on and what stands of both (risk.queries.recalculation.Known).
             Each kind of thing is looked up by the person's index, however many people are asked for.
"""

from django.db import migrations

KNOWN = """
CREATE FUNCTION risk_known(wanted bigint[], today date, switches text[]) RETURNS TABLE (
  person_id bigint,
  crn varchar,
  shown_tier varchar,
  sex varchar,
  registrations json,
  sentences json,
  enforcements json,
  assessed_at timestamptz,
  strengths_and_needs boolean,
  parenting boolean,
  impulsivity smallint,
  temper smallint,
  sections json,
  rsr numeric,
  ogrs3 smallint,
  summary_at timestamptz,
  community_levels json,
  at_key_stage boolean,
  further_group varchar,
  tier_code varchar,
  tier_inputs jsonb,
  calculated_at timestamptz,
  level varchar,
  targeting_inputs jsonb,
  decided_at timestamptz,
  switched jsonb[]
)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
PERFORM FROM cases_person WHERE id = ANY(wanted) AND removed_at IS NULL AND merged_into_id IS NULL
  ORDER BY id FOR NO KEY UPDATE;
RETURN QUERY
SELECT person.id, person.crn, person.tier_code, sex.code,
  (SELECT json_agg(json_build_array(type.code, entry.registered_on, entry.id, coalesce(level.code, '')))
     FROM cases_registration entry
     JOIN cases_registrationtype type ON type.id = entry.type_id
     LEFT JOIN cases_registrationlevel level ON level.id = entry.level_id
    WHERE entry.person_id = person.id AND entry.deregistered_on IS NULL AND entry.removed_at IS NULL),
  (SELECT json_agg(json_build_array(
            type.sentence_type,
            (SELECT json_agg(json_build_array(kind.code, kind.is_restrictive))
               FROM cases_requirement part
               JOIN cases_requirementtype kind ON kind.id = part.type_id
              WHERE part.disposal_id = disposal.id AND part.removed_at IS NULL
                AND (part.ended_on IS NULL OR part.ended_on > today)),
            disposal.terminated_on IS NULL AND EXISTS (
              SELECT FROM cases_custody stay
                JOIN cases_custodystatus status ON status.id = stay.status_id
               WHERE stay.disposal_id = disposal.id AND stay.removed_at IS NULL AND status.in_custody),
            disposal.indeterminate))
     FROM cases_event event
     JOIN cases_disposal disposal ON disposal.event_id = event.id
     JOIN cases_disposaltype type ON type.id = disposal.type_id
    WHERE event.person_id = person.id AND event.removed_at IS NULL AND disposal.removed_at IS NULL
      AND (disposal.terminated_on IS NULL OR disposal.terminated_on > today)),
  (SELECT json_agg(json_build_array(outcome.code, served.ended_on))
     FROM cases_nsi nsi
     JOIN cases_nsioutcome outcome ON outcome.id = nsi.outcome_id
     CROSS JOIN LATERAL (
       SELECT coalesce(disposal.terminated_on, event.ended_on) AS ended_on
         FROM cases_event event
         LEFT JOIN cases_disposal disposal ON disposal.event_id = event.id
        WHERE event.id = nsi.event_id AND event.removed_at IS NULL AND disposal.removed_at IS NULL
       OFFSET 0
     ) served
    WHERE nsi.person_id = person.id AND nsi.removed_at IS NULL),
  whole.completed_at, whole.strengths_and_needs, whole.parenting, whole.impulsivity, whole.temper,
  (SELECT json_agg(json_build_array(section.need, section.score) ORDER BY section.id)
     FROM risk_sectionscore section WHERE section.assessment_id = whole.id),
  (SELECT rsr_percent FROM risk_assessment
    WHERE person_id = person.id AND status = 'COMPLETE' AND rsr_percent IS NOT NULL AND removed_at IS NULL
    ORDER BY completed_at DESC, started_at DESC, id DESC LIMIT 1),
  (SELECT pct2 FROM risk_score WHERE person_id = person.id AND predictor = 'OGRS3'
    ORDER BY scored_at DESC, id DESC LIMIT 1),
  summary.completed_at,
  (SELECT json_agg(line.community) FROM risk_roshgridrow line
    WHERE line.assessment_id = summary.id AND line."group" <> 'PRISONERS' AND line.community <> ''),
  judged.at_key_stage, judged.further_group,
  tier.code, tier.inputs, tier.calculated_at,
  decision.level, decision.inputs, decision.decided_at,
  ARRAY(SELECT setting.value FROM unnest(switches) WITH ORDINALITY AS switch (code, place)
          LEFT JOIN core_policysetting setting ON setting.code = switch.code ORDER BY switch.place)
FROM cases_person person
JOIN cases_sex sex ON sex.id = person.sex_id
LEFT JOIN LATERAL (
  SELECT id, completed_at, strengths_and_needs, parenting, impulsivity, temper FROM risk_assessment
   WHERE person_id = person.id AND layer = 'LAYER3' AND status IN ('COMPLETE', 'LOCKED_INCOMPLETE')
     AND completed_at IS NOT NULL AND removed_at IS NULL
   ORDER BY completed_at DESC, started_at DESC, id DESC LIMIT 1
) whole ON true
LEFT JOIN LATERAL (
  SELECT id, completed_at FROM risk_assessment
   WHERE person_id = person.id AND layer IN ('LAYER1', 'LAYER3') AND status = 'COMPLETE' AND removed_at IS NULL
   ORDER BY completed_at DESC, started_at DESC, id DESC LIMIT 1
) summary ON true
LEFT JOIN LATERAL (
  SELECT at_key_stage, further_group FROM risk_targetingjudgement WHERE person_id = person.id LIMIT 1
) judged ON true
LEFT JOIN LATERAL (
  SELECT code, inputs, calculated_at FROM risk_tiercalculation
   WHERE person_id = person.id AND superseded_at IS NULL LIMIT 1
) tier ON true
LEFT JOIN LATERAL (
  SELECT level, inputs, decided_at FROM risk_targetingdecision
   WHERE person_id = person.id AND superseded_at IS NULL LIMIT 1
) decision ON true
WHERE person.id = ANY(wanted) AND person.removed_at IS NULL AND person.merged_into_id IS NULL
ORDER BY person.id;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_people_organisation_and_audit"),
        ("cases", "0001_the_case_record"),
        ("risk", "0001_assessments_scores_tiers_and_targeting"),
    ]
    operations = [migrations.RunSQL(KNOWN, "DROP FUNCTION risk_known")]
