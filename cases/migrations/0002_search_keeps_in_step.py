"""The names people are searched by follow the record in its own transaction, by triggers.

search_name_key     cases.rules.names.name_key in SQL; tests hold the two equal
search_phone        digits of a British number from its 0, as the rule read_phone
search_names        every name of every live record, as rows of cases_personname
search_refresh      makes one person's rows anew and adds their names to the dictionaries

Nothing is done while `probation.search_index` is "off": bulk loads set it, then build all at once.
"""

from django.db import migrations

FUNCTIONS = r"""
CREATE FUNCTION search_name_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(lower(normalize(
    translate(
      replace(replace(replace(replace(replace(replace(replace(replace(
        name, 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'),
      'øØłŁđĐðÐıħĦ', 'oollddddihh'),
    NFKD) COLLATE "C"), '[^a-z]+', '', 'g')
$$;

CREATE FUNCTION search_phone(typed text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(regexp_replace(typed, '[\s()\-]', '', 'g'), '^(\+44|0044)0?', '0')
$$;

CREATE FUNCTION search_slips(name text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT left(name, 10) WHERE name <> ''
  UNION
  SELECT form
  FROM generate_series(1, length(left(name, 10))) AS gap,
       LATERAL (SELECT left(left(name, 10), gap - 1) || substr(left(name, 10), gap + 1) AS form) AS made
  WHERE form <> ''
$$;

CREATE FUNCTION search_streets(building text, number text, street text, town text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.simple', regexp_replace(
    concat_ws(' ', building, number, street, town), '[''’]', '', 'g'))
$$;
"""

VIEWS = r"""
CREATE VIEW search_whole_names AS
  SELECT p.id AS person_id, NULL::bigint AS alias_id, false AS is_alias, p.surname, p.first_name,
         p.second_name, p.third_name, p.born_on
  FROM cases_person p
  WHERE p.removed_at IS NULL AND p.merged_into_id IS NULL
  UNION ALL
  SELECT p.id, a.id, true, a.surname, a.first_name, a.second_name, a.third_name, a.born_on
  FROM cases_person p JOIN cases_alias a ON a.person_id = p.id AND a.removed_at IS NULL
  WHERE p.removed_at IS NULL AND p.merged_into_id IS NULL
  UNION ALL
  SELECT p.id, NULL, true, p.previous_surname, p.first_name, p.second_name, p.third_name, p.born_on
  FROM cases_person p
  WHERE p.removed_at IS NULL AND p.merged_into_id IS NULL AND p.previous_surname <> ''
  UNION ALL
  SELECT p.id, NULL, true, p.surname, p.preferred_name, '', '', p.born_on
  FROM cases_person p
  WHERE p.removed_at IS NULL AND p.merged_into_id IS NULL AND p.preferred_name <> '';

CREATE VIEW search_names AS
  SELECT w.person_id, w.alias_id, w.is_alias, false AS is_part, search_name_key(w.surname) AS surname,
         search_name_key(w.first_name) AS first_name, search_name_key(w.second_name) AS second_name,
         search_name_key(w.third_name) AS third_name, w.born_on
  FROM search_whole_names w
  UNION ALL
  SELECT w.person_id, w.alias_id, w.is_alias, true, search_name_key(part.word),
         search_name_key(w.first_name), search_name_key(w.second_name),
         search_name_key(w.third_name), w.born_on
  FROM search_whole_names w, LATERAL regexp_split_to_table(w.surname, '[\s\-‐‑–—]+') AS part(word)
  WHERE w.surname ~ '[^\s\-‐‑–—][\s\-‐‑–—]+[^\s\-‐‑–—]' AND length(search_name_key(part.word)) > 1;
"""

TRIGGERS = r"""
CREATE FUNCTION search_refresh(who bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM cases_personname WHERE person_id = who;
  INSERT INTO cases_personname
    (person_id, alias_id, is_alias, is_part, surname, first_name, second_name, third_name, born_on)
  SELECT person_id, alias_id, is_alias, is_part, surname, first_name, second_name, third_name, born_on
  FROM search_names WHERE person_id = who;

  WITH fresh AS (
    INSERT INTO cases_surnameentry (surname, sound)
    SELECT DISTINCT surname, dmetaphone(surname) FROM cases_personname
    WHERE person_id = who AND surname <> '' ORDER BY surname
    ON CONFLICT DO NOTHING RETURNING surname
  )
  INSERT INTO cases_surnamedelete (key, surname)
  SELECT slip, surname FROM fresh, LATERAL search_slips(surname) AS slip;

  WITH fresh AS (
    INSERT INTO cases_firstnameentry (first_name, sound)
    SELECT DISTINCT first_name, dmetaphone(first_name) FROM cases_personname
    WHERE person_id = who AND first_name <> '' ORDER BY first_name
    ON CONFLICT DO NOTHING RETURNING first_name
  )
  INSERT INTO cases_firstnamedelete (key, first_name)
  SELECT slip, first_name FROM fresh, LATERAL search_slips(first_name) AS slip;
END $$;

CREATE FUNCTION search_follow_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('probation.search_index', true) IS DISTINCT FROM 'off' THEN
    PERFORM search_refresh(NEW.id);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION search_follow_alias() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('probation.search_index', true) IS DISTINCT FROM 'off' THEN
    IF TG_OP <> 'INSERT' THEN
      PERFORM search_refresh(OLD.person_id);
    END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.person_id <> OLD.person_id) THEN
      PERFORM search_refresh(NEW.person_id);
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER search_follows_new_people AFTER INSERT ON cases_person
  FOR EACH ROW EXECUTE FUNCTION search_follow_person();
CREATE TRIGGER search_follows_people AFTER UPDATE ON cases_person
  FOR EACH ROW WHEN (
    (OLD.surname, OLD.first_name, OLD.second_name, OLD.third_name, OLD.previous_surname, OLD.preferred_name,
     OLD.born_on, OLD.removed_at, OLD.merged_into_id)
    IS DISTINCT FROM
    (NEW.surname, NEW.first_name, NEW.second_name, NEW.third_name, NEW.previous_surname, NEW.preferred_name,
     NEW.born_on, NEW.removed_at, NEW.merged_into_id))
  EXECUTE FUNCTION search_follow_person();
CREATE TRIGGER search_follows_aliases AFTER INSERT OR UPDATE OR DELETE ON cases_alias
  FOR EACH ROW EXECUTE FUNCTION search_follow_alias();
"""

INDEXES = """
CREATE INDEX people_by_telephone ON cases_person (search_phone(telephone)) WHERE telephone <> '';
CREATE INDEX people_by_mobile ON cases_person (search_phone(mobile)) WHERE mobile <> '';
CREATE INDEX people_by_prison_key ON cases_person (upper(prison_number)) WHERE prison_number <> '';
CREATE INDEX people_by_immigration_no ON cases_person (upper(immigration_number))
  WHERE immigration_number <> '';
CREATE INDEX addresses_by_telephone ON cases_address (search_phone(telephone)) WHERE telephone <> '';
CREATE INDEX addresses_by_street ON cases_address USING gin (search_streets(building, number, street, town));
"""

UNDO = """
DROP INDEX addresses_by_street, addresses_by_telephone, people_by_immigration_no, people_by_prison_key,
  people_by_mobile, people_by_telephone;
DROP TRIGGER search_follows_aliases ON cases_alias;
DROP TRIGGER search_follows_people ON cases_person;
DROP TRIGGER search_follows_new_people ON cases_person;
DROP FUNCTION search_follow_alias, search_follow_person, search_refresh;
DROP VIEW search_names, search_whole_names;
DROP FUNCTION search_streets, search_slips, search_phone, search_name_key;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_the_case_record")]
    operations = [migrations.RunSQL("\n".join([FUNCTIONS, VIEWS, TRIGGERS, INDEXES]), UNDO)]
