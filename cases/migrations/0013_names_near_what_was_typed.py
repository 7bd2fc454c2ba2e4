"""Names are found as typed by a function whose plan is kept, and near what was typed by another.

search_slips             cases.people.rules.names.delete_forms in SQL: now with two letters left out of seven
search_keys              the keys of a name in the dictionaries: its slips, and its sound in digits
search_reads             whether a name is one that was typed, as a range that an index serves
search_names_as_typed    the names that were typed, or begin so, a look-up by an index for each way
search_near_surnames     last names near one that was typed: by spelling, by sound, spelt otherwise
search_near_first_names  first names near one that was typed, nicknames too
search_names_near        whole names near what was typed, the nearest first
search_findable          the people whom a search may find: cases.people.queries.records.real
search_as_typed          names as typed with the person beside each: a row of cases.search.queries.statements
search_similar           names near what was typed likewise

The functions that read tables keep one plan for each connection: planning took four times as long as reading.
`#variable_conflict use_column` stands where a column of a table has the name of a column of the answer.
"""

from django.db import migrations, models

KEYS = r"""
DO $$ BEGIN
  IF current_setting('server_version_num')::integer < 160000 THEN
    RAISE EXCEPTION 'PostgreSQL 16 or newer is needed: this is %', current_setting('server_version');
  END IF;
  IF to_regproc('daitch_mokotoff') IS NULL THEN  -- the database was made by an older one
    ALTER EXTENSION fuzzystrmatch UPDATE;
  END IF;
END $$;

CREATE OR REPLACE FUNCTION search_slips(name text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
      WHEN later = 0 THEN short
      WHEN earlier = 0 THEN left(short, later - 1) || substr(short, later + 1)
      ELSE left(short, earlier - 1) || substr(short, earlier + 1, later - earlier - 1) || substr(short, later + 1)
    END
  FROM (SELECT left(name, 7) AS short) AS beginning,
       generate_series(0, length(short)) AS earlier, generate_series(earlier, length(short)) AS later
  WHERE short <> '' AND (earlier < later OR later = 0)
    AND length(short) - (later > 0)::int - (earlier > 0)::int >= CASE WHEN earlier > 0 THEN 2 ELSE 1 END
$$;

CREATE FUNCTION search_keys(name text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT search_slips(name)
  UNION
  SELECT unnest(daitch_mokotoff(name)) WHERE name ~ '^[a-z]+$'
$$;
"""

#: What follows a person: every name, and what the dictionaries have for names that are new.
REFRESH = r"""
CREATE OR REPLACE FUNCTION search_refresh(who bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM cases_personname WHERE person_id = who;
  INSERT INTO cases_personname
    (person_id, alias_id, is_alias, is_part, surname, first_name, second_name, third_name, born_on)
  SELECT person_id, alias_id, is_alias, is_part, surname, first_name, second_name, third_name, born_on
  FROM search_names WHERE person_id = who;

  WITH fresh AS (
    INSERT INTO cases_surnameentry (surname, sound)
    SELECT DISTINCT surname, search_sound(surname) FROM cases_personname
    WHERE person_id = who AND surname <> '' ORDER BY surname
    ON CONFLICT DO NOTHING RETURNING surname
  )
  INSERT INTO cases_surnamedelete (key, surname)
  SELECT key, surname FROM fresh, LATERAL {keys}(surname) AS key;

  WITH fresh AS (
    INSERT INTO cases_firstnameentry (first_name, sound)
    SELECT DISTINCT first_name, search_sound(first_name) FROM cases_personname
    WHERE person_id = who AND first_name <> '' ORDER BY first_name
    ON CONFLICT DO NOTHING RETURNING first_name
  )
  INSERT INTO cases_firstnamedelete (key, first_name)
  SELECT key, first_name FROM fresh, LATERAL {keys}(first_name) AS key;
END $$;
"""

#: The dictionaries anew.
FILL = """
DELETE FROM cases_surnamedelete;
INSERT INTO cases_surnamedelete (key, surname)
  SELECT key, surname FROM cases_surnameentry, LATERAL {keys}(surname) AS key;
DELETE FROM cases_firstnamedelete;
INSERT INTO cases_firstnamedelete (key, first_name)
  SELECT key, first_name FROM cases_firstnameentry, LATERAL {keys}(first_name) AS key;
"""

VIEW = r"""
CREATE OR REPLACE VIEW search_names AS
  SELECT w.person_id, w.alias_id, w.is_alias, last.is_part OR first.is_part AS is_part,
         search_name_key(last.word) AS surname, search_name_key(first.word) AS first_name,
         search_name_key(w.second_name) AS second_name, search_name_key(w.third_name) AS third_name, w.born_on
  FROM search_whole_names w,
       LATERAL search_words(w.surname) AS last, LATERAL search_words(w.first_name) AS first;
"""

WORDS = r"""
CREATE FUNCTION search_words(name text) RETURNS TABLE (word text, is_part boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT name, false
  UNION ALL
  SELECT part, true FROM regexp_split_to_table(name, '[\s\-‐‑–—]+') AS part
  WHERE name ~ '[^\s\-‐‑–—][\s\-‐‑–—]+[^\s\-‐‑–—]' AND length(search_name_key(part)) > 1
$$;
"""

#: Those with a first name of several words, each of which is a name to find them by from now on.
REFRESHED = r"""
SELECT search_refresh(id) FROM cases_person
WHERE concat_ws('|', first_name, preferred_name) ~ '[^|\s\-‐‑–—][\s\-‐‑–—]+[^|\s\-‐‑–—]'
   OR EXISTS (SELECT FROM cases_alias a WHERE a.person_id = cases_person.id
              AND a.first_name ~ '[^\s\-‐‑–—][\s\-‐‑–—]+[^\s\-‐‑–—]');
"""

AS_TYPED = r"""
CREATE FUNCTION search_reads(name text, term text, exact boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT name ~>=~ split_part(term, '%', 1) AND name ~<~ (split_part(term, '%', 1) || U&'\+10FFFF')
    AND name LIKE CASE WHEN term = '' THEN '%' WHEN exact OR term LIKE '%!%%' ESCAPE '!' THEN term ELSE term || '%' END
$$;

CREATE FUNCTION search_beyond(name text, term text) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN term = '' OR name = term OR strpos(term, '%') > 0 THEN 0 ELSE 0.5 END::real
$$;

CREATE FUNCTION search_names_as_typed(
  surnames text[], firsts text[], seconds text[], thirds text[], exact boolean, aliases boolean, most integer
) RETURNS TABLE (
  way integer, person_id bigint, is_alias boolean, alias_id bigint, distance real,
  surname varchar, first_name varchar
)
LANGUAGE plpgsql STABLE ROWS 20
SET plan_cache_mode = force_generic_plan
SET enable_sort = off  -- each is read in the order of its index, so that the cap stops it
AS $$
#variable_conflict use_column
DECLARE
  given integer := 0;
  now_given integer;
BEGIN
FOR w IN 1 .. cardinality(surnames) LOOP
  IF seconds[w] <> '' THEN
    RETURN QUERY
    SELECT w, n.person_id, n.is_alias, n.alias_id,
           search_beyond(n.surname, surnames[w]) + search_beyond(n.first_name, firsts[w])
             + search_beyond(n.second_name, seconds[w]),
           n.surname, n.first_name
      FROM cases_personname n
     WHERE n.second_name <> '' AND search_reads(n.second_name, seconds[w], exact)
       AND search_reads(n.surname, surnames[w], exact) AND search_reads(n.first_name, firsts[w], exact)
       AND (thirds[w] = '' OR search_reads(n.third_name, thirds[w], exact)
            OR search_reads(n.second_name, thirds[w], exact))
       AND (aliases OR NOT n.is_alias) AND NOT (exact AND n.is_part)
     ORDER BY n.second_name USING ~<~, n.surname USING ~<~ LIMIT most - given;
    GET DIAGNOSTICS now_given = ROW_COUNT;
    given := given + now_given;
    RETURN QUERY
    SELECT w, n.person_id, n.is_alias, n.alias_id,
           search_beyond(n.surname, surnames[w]) + search_beyond(n.first_name, firsts[w])
             + search_beyond(n.third_name, seconds[w]),
           n.surname, n.first_name
      FROM cases_personname n
     WHERE n.third_name <> '' AND search_reads(n.third_name, seconds[w], exact)
       AND search_reads(n.surname, surnames[w], exact) AND search_reads(n.first_name, firsts[w], exact)
       AND (thirds[w] = '' OR search_reads(n.second_name, thirds[w], exact)
            OR search_reads(n.third_name, thirds[w], exact))
       AND (aliases OR NOT n.is_alias) AND NOT (exact AND n.is_part)
     ORDER BY n.third_name USING ~<~, n.surname USING ~<~ LIMIT most - given;
  ELSIF surnames[w] <> '' THEN
    RETURN QUERY
    SELECT w, n.person_id, n.is_alias, n.alias_id,
           search_beyond(n.surname, surnames[w]) + search_beyond(n.first_name, firsts[w]),
           n.surname, n.first_name
      FROM cases_personname n
     WHERE search_reads(n.surname, surnames[w], exact) AND search_reads(n.first_name, firsts[w], exact)
       AND (aliases OR NOT n.is_alias) AND NOT (exact AND n.is_part)
     ORDER BY n.surname USING ~<~, n.first_name USING ~<~ LIMIT most - given;
  ELSE
    RETURN QUERY
    SELECT w, n.person_id, n.is_alias, n.alias_id, search_beyond(n.first_name, firsts[w]),
           n.surname, n.first_name
      FROM cases_personname n
     WHERE search_reads(n.first_name, firsts[w], exact)
       AND (aliases OR NOT n.is_alias) AND NOT (exact AND n.is_part)
     ORDER BY n.first_name USING ~<~ LIMIT most - given;
  END IF;
  GET DIAGNOSTICS now_given = ROW_COUNT;
  given := given + now_given;
  EXIT WHEN given >= most;
END LOOP;
END $$;
"""

#: {names} {name} {part} {kept} {kinds}: the function and the dictionary of one part of a name.
NEAR = r"""
CREATE FUNCTION search_near_{names}(typed text, slips integer)
RETURNS TABLE (name varchar, far real, how varchar)
LANGUAGE plpgsql STABLE ROWS 40
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  swapped text[] := ARRAY(
    SELECT overlay(typed PLACING substr(typed, at + 1, 1) || substr(typed, at, 1) FROM at FOR 2)
      FROM generate_series(1, length(typed) - 1) AS at);
BEGIN
RETURN QUERY
WITH close AS MATERIALIZED (  -- two neighbours that changed places are two letters wrong, and one slip
  SELECT same.name, same.sounds, same.far
    FROM (SELECT found.name, bool_or(found.sounds) AS sounds,
                 levenshtein_less_equal(found.name, typed, slips + 2) AS far
            FROM (SELECT d.{name}, d.key < 'a' FROM cases_{part}delete d
                   WHERE d.key = ANY(ARRAY(SELECT search_slips(typed))
                                     || CASE WHEN typed ~ '^[a-z]+$' THEN daitch_mokotoff(typed) ELSE '{}' END)
                  UNION ALL
                  SELECT e.{name}, true FROM cases_{part}entry e
                   WHERE typed ~ '^[a-z]+$' AND e.sound <> ''
                     AND e.sound = ANY(ARRAY[dmetaphone(typed), dmetaphone_alt(typed)])) AS found (name, sounds)
           GROUP BY found.name OFFSET 0) AS same
   WHERE same.far <= slips OR same.far <= slips + 2 - abs(length(same.name) - length(typed))
      OR same.sounds AND same.far <= least(slips + 2, length(typed) / 2 + 1)
),
counted AS MATERIALIZED (
  SELECT close.name, close.sounds, close.far AS letters,
         CASE WHEN close.far < 2 OR close.far > slips + 2 - abs(length(close.name) - length(typed))
           THEN close.far ELSE least(close.far, 1 + (
           SELECT min(levenshtein_less_equal(close.name, one, close.far - 2)) FROM unnest(swapped) AS one)) END AS far
    FROM close
)
SELECT counted.name,
       (CASE WHEN counted.sounds THEN least(counted.far, 0.5 + 0.4 * counted.far) ELSE counted.far END)::real,
       CASE WHEN counted.far = 0 THEN '' WHEN counted.sounds THEN 'SOUND' ELSE 'SPELLING' END::varchar
  FROM counted WHERE counted.sounds OR counted.far <= slips OR counted.far < counted.letters
UNION ALL
SELECT e.{name}, CASE v.kind WHEN 'COUSIN' THEN 1.2 ELSE 0.8 END, v.kind
  FROM cases_namevariant v JOIN cases_{part}entry e ON e.{name} = v.variant
 WHERE v.name = typed AND v.kind = ANY('{kinds}'::text[])
 ORDER BY 2, 1 LIMIT {kept};
END $$;
"""

SIMILAR = r"""
CREATE FUNCTION search_names_near(
  surnames text[], firsts text[], others text[], surname_slips integer[], first_slips integer[],
  aliases boolean, kept integer
) RETURNS TABLE (
  way integer, person_id bigint, is_alias boolean, alias_id bigint, distance real,
  surname varchar, first_name varchar, how_surname varchar, how_first varchar
)
LANGUAGE plpgsql STABLE ROWS 20
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  nearest real := 9;
BEGIN
FOR w IN 1 .. cardinality(surnames) LOOP
  way := w;
  FOR person_id, is_alias, alias_id, distance, surname, first_name, how_surname, how_first IN
    WITH s AS MATERIALIZED (SELECT * FROM search_near_surnames(surnames[w], surname_slips[w])),
         f AS MATERIALIZED (SELECT * FROM search_near_first_names(firsts[w], first_slips[w])),
         found AS (
      SELECT n.*, s.far + f.far AS far, s.how AS of_surname, f.how AS of_first
        FROM s CROSS JOIN LATERAL (
               SELECT * FROM cases_personname
                WHERE surname = s.name AND first_name = ANY(ARRAY(SELECT f.name FROM f))
               OFFSET 0) AS n  -- by names_by_surname before anything else
        JOIN f ON f.name = n.first_name
      UNION ALL
      SELECT n.*, s.far + 0.5, s.how, 'JOINED'
        FROM s JOIN cases_personname n ON n.surname = s.name AND n.first_name = ANY(ARRAY(
               SELECT left(firsts[w], length) FROM generate_series(2, length(firsts[w]) - 2) AS length))
       WHERE s.far <= 1 AND n.second_name <> '' AND n.first_name || n.second_name = firsts[w]
      UNION ALL
      SELECT n.*, s.far, s.how, ''
        FROM s CROSS JOIN LATERAL (
               SELECT * FROM cases_personname WHERE surname = s.name
                ORDER BY surname USING ~<~, first_name USING ~<~ LIMIT 20) AS n
       WHERE firsts[w] = ''
      UNION ALL
      SELECT n.*, f.far, '', f.how
        FROM f CROSS JOIN LATERAL (
               SELECT * FROM cases_personname WHERE first_name = f.name
                ORDER BY first_name USING ~<~ LIMIT 20) AS n
       WHERE surnames[w] = ''
    )
    SELECT found.person_id, found.is_alias, found.alias_id,
           found.far + 1.5 * (SELECT count(*) FROM unnest(string_to_array(others[w], ' ')) AS other
                         WHERE other NOT IN (found.second_name, found.third_name)),
           found.surname, found.first_name, found.of_surname, found.of_first
      FROM found
     WHERE aliases OR NOT found.is_alias
     ORDER BY 4, 1 DESC LIMIT kept
  LOOP
    nearest := least(nearest, distance);
    RETURN NEXT;
  END LOOP;
  EXIT WHEN nearest <= CASE WHEN surnames[w] = '' OR firsts[w] = '' OR others[w] <> '' THEN 1 ELSE 2 END;
END LOOP;
END $$;
"""

FINDABLE = """
CREATE VIEW search_findable AS
  SELECT p.crn, p.id, p.region_id, p.surname, p.first_name, p.born_on,
         EXISTS (SELECT FROM cases_limitedaccess AS limited WHERE limited.person_id = p.id) AS is_limited
    FROM cases_person AS p
   WHERE p.removed_at IS NULL AND p.merged_into_id IS NULL AND p.practice_learner_id IS NULL;
"""

#: {name} {arguments} {similar} {names} {how}: a function that puts the person beside each name; null if nobody may
#: find them. `scores` are of the ways.
BESIDE = """
CREATE FUNCTION {name}({arguments}, scores integer[], score_of_alias integer) RETURNS TABLE (
  similar boolean, criterion integer, score integer, distance real, alias_id bigint, is_alias boolean,
  matched_surname varchar, matched_first_name varchar, way integer, how_surname varchar, how_first varchar,
  crn varchar, id bigint, region_id bigint, surname varchar, first_name varchar, born_on date, is_limited boolean
)
LANGUAGE plpgsql STABLE ROWS 20
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
SELECT {similar}, 0, CASE WHEN n.is_alias THEN score_of_alias ELSE scores[n.way] END, n.distance, n.alias_id,
       n.is_alias, n.surname, n.first_name, {how}, p.*
  FROM {names} AS n LEFT JOIN search_findable p ON p.id = n.person_id;
END $$;
"""
BOTH = (
    {
        "name": "search_as_typed",
        "arguments": "surnames text[], firsts text[], seconds text[], thirds text[], exact boolean, aliases boolean, "
        "most integer",
        "similar": "false",
        "names": "search_names_as_typed(surnames, firsts, seconds, thirds, exact, aliases, most)",
        "how": "0, ''::varchar, ''::varchar",
    },
    {
        "name": "search_similar",
        "arguments": "surnames text[], firsts text[], others text[], surname_slips integer[], first_slips integer[], "
        "aliases boolean, kept integer",
        "similar": "true",
        "names": "search_names_near(surnames, firsts, others, surname_slips, first_slips, aliases, kept)",
        "how": "n.way, n.how_surname, n.how_first",
    },
)

PARTS = (
    {"names": "surnames", "name": "surname", "part": "surname", "kept": 80, "kinds": "{SAME}"},
    {
        "names": "first_names",
        "name": "first_name",
        "part": "firstname",
        "kept": 40,
        "kinds": "{SAME,SHORT,LONG,COUSIN}",
    },
)


def filled(words: str, gaps: dict[str, object]) -> str:
    """The words with their gaps filled. Other braces stay, as those of arrays."""
    for gap, value in gaps.items():
        words = words.replace(f"{{{gap}}}", str(value))
    return words


UNDO = r"""
DROP FUNCTION search_similar, search_as_typed;
DROP VIEW search_findable;
DROP FUNCTION search_names_near, search_near_first_names, search_near_surnames, search_names_as_typed,
  search_beyond, search_reads;

CREATE OR REPLACE FUNCTION search_slips(name text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT left(name, 10) WHERE name <> ''
  UNION
  SELECT form
  FROM generate_series(1, length(left(name, 10))) AS gap,
       LATERAL (SELECT left(left(name, 10), gap - 1) || substr(left(name, 10), gap + 1) AS form) AS made
  WHERE form <> ''
$$;

CREATE OR REPLACE VIEW search_names AS
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

DROP FUNCTION search_words, search_keys;
"""

DO = "\n".join(
    [
        KEYS,
        WORDS,
        VIEW,
        REFRESH.format(keys="search_keys"),
        FILL.format(keys="search_keys"),
        REFRESHED,
        AS_TYPED,
        *(filled(NEAR, part) for part in PARTS),
        SIMILAR,
        FINDABLE,
        *(filled(BESIDE, gaps) for gaps in BOTH),
    ]
)
UNDO = "\n".join(
    [UNDO, REFRESH.format(keys="search_slips"), FILL.format(keys="search_slips"), REFRESHED]
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_people_are_found_by_email")]
    operations = [
        migrations.CreateModel(
            name="NameVariant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=50)),
                ("variant", models.CharField(max_length=50)),
                ("kind", models.CharField(choices=[("SHORT", "Short for it"), ("LONG", "What it is short for"), ("COUSIN", "Short for the same name"), ("SAME", "Another form of it")], max_length=6)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("name", "variant"), name="one_variant_per_pair_of_names")],
            },
        ),
        migrations.RemoveIndex("personname", "names_by_first_name"),
        migrations.AddIndex(
            "personname",
            models.Index(fields=["first_name"], opclasses=["text_pattern_ops"], name="names_by_first_name"),
        ),
        *(
            operation
            for column in ("second_name", "third_name")
            for operation in (
                migrations.RemoveIndex("personname", f"names_by_{column}"),
                migrations.AddIndex(
                    "personname",
                    models.Index(
                        fields=[column, "surname", "first_name"],
                        opclasses=["text_pattern_ops"] * 3,
                        condition=~models.Q((column, "")),
                        name=f"names_by_{column}",
                    ),
                ),
            )
        ),
        migrations.RunSQL(DO, UNDO),
    ]
