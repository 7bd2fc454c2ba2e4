"""Names near what was typed are looked up in one dictionary a name part, by letters and by sound alike.

search_keys          the keys of a name: its slips in small letters, its sounds in digits (Daitch-Mokotoff)
                     and in capitals (double metaphone). It takes the place of search_slips and search_sound
search_names_as_typed   one statement for all ways to read what was typed, where each way had one of its own
search_near_surnames, search_near_first_names
                     read these keys alone. The nearest 200 are kept: of 80 and 40 the right one was cut off
search_names_near    reads names by names_by_surname. Its kept plan had taken the index of trigrams, which
                     reads everybody of a surname
"""

from importlib import import_module

from django.db import migrations, models

before = import_module("cases.migrations.0013_names_near_what_was_typed")

KEYS = r"""
CREATE FUNCTION search_keys(name text) RETURNS SETOF text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE ROWS 30 AS $$
DECLARE
  short text := left(name, 7);
  keys text[] := ARRAY[short];
  one text;
BEGIN
FOR earlier IN 1 .. length(short) LOOP
  one := overlay(short PLACING '' FROM earlier FOR 1);
  keys := keys || one;
  FOR later IN earlier .. CASE WHEN length(one) > 2 THEN length(one) ELSE 0 END LOOP
    keys := keys || overlay(one PLACING '' FROM later FOR 1);
  END LOOP;
END LOOP;
IF name ~ '^[a-z]+$' THEN
  keys := keys || daitch_mokotoff(name) || ARRAY[dmetaphone(name), dmetaphone_alt(name)];
END IF;
RETURN QUERY SELECT DISTINCT key FROM unnest(keys) AS key WHERE key <> '';
END $$;
"""

REFRESH = r"""
CREATE OR REPLACE FUNCTION search_refresh(who bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM cases_personname WHERE person_id = who;
  INSERT INTO cases_personname
    (person_id, alias_id, is_alias, is_part, surname, first_name, second_name, third_name, born_on)
  SELECT person_id, alias_id, is_alias, is_part, surname, first_name, second_name, third_name, born_on
  FROM search_names WHERE person_id = who;

  WITH fresh AS (
    INSERT INTO cases_surnameentry (surname)
    SELECT DISTINCT surname FROM cases_personname WHERE person_id = who AND surname <> '' ORDER BY surname
    ON CONFLICT DO NOTHING RETURNING surname
  )
  INSERT INTO cases_surnamedelete (key, surname)
  SELECT key, surname FROM fresh, LATERAL search_keys(surname) AS key;

  WITH fresh AS (
    INSERT INTO cases_firstnameentry (first_name)
    SELECT DISTINCT first_name FROM cases_personname WHERE person_id = who AND first_name <> '' ORDER BY first_name
    ON CONFLICT DO NOTHING RETURNING first_name
  )
  INSERT INTO cases_firstnamedelete (key, first_name)
  SELECT key, first_name FROM fresh, LATERAL search_keys(first_name) AS key;
END $$;
"""

AS_TYPED = r"""
CREATE OR REPLACE FUNCTION search_names_as_typed(
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
BEGIN
RETURN QUERY
SELECT w.way::integer, n.person_id, n.is_alias, n.alias_id,
       search_beyond(n.surname, w.surname) + search_beyond(n.first_name, w.first) + n.beyond, n.surname, n.first_name
  FROM unnest(surnames, firsts, seconds, thirds) WITH ORDINALITY AS w (surname, first, second, third, way),
       LATERAL (
    (SELECT *, search_beyond(second_name, w.second) AS beyond FROM cases_personname
      WHERE w.second <> '' AND second_name <> '' AND search_reads(second_name, w.second, exact)
        AND search_reads(surname, w.surname, exact) AND search_reads(first_name, w.first, exact)
        AND (w.third = '' OR search_reads(third_name, w.third, exact) OR search_reads(second_name, w.third, exact))
        AND (aliases OR NOT is_alias) AND NOT (exact AND is_part)
      ORDER BY second_name USING ~<~, surname USING ~<~ LIMIT most)
    UNION ALL
    (SELECT *, search_beyond(third_name, w.second) FROM cases_personname
      WHERE w.second <> '' AND third_name <> '' AND search_reads(third_name, w.second, exact)
        AND search_reads(surname, w.surname, exact) AND search_reads(first_name, w.first, exact)
        AND (w.third = '' OR search_reads(second_name, w.third, exact) OR search_reads(third_name, w.third, exact))
        AND (aliases OR NOT is_alias) AND NOT (exact AND is_part)
      ORDER BY third_name USING ~<~, surname USING ~<~ LIMIT most)
    UNION ALL
    (SELECT *, 0 FROM cases_personname
      WHERE w.second = '' AND w.surname <> '' AND search_reads(surname, w.surname, exact)
        AND search_reads(first_name, w.first, exact) AND (aliases OR NOT is_alias) AND NOT (exact AND is_part)
      ORDER BY surname USING ~<~, first_name USING ~<~ LIMIT most)
    UNION ALL
    (SELECT *, 0 FROM cases_personname
      WHERE w.second = '' AND w.surname = '' AND search_reads(first_name, w.first, exact)
        AND (aliases OR NOT is_alias) AND NOT (exact AND is_part)
      ORDER BY first_name USING ~<~ LIMIT most)
  ) AS n
 LIMIT most;
END $$;
"""

#: {names} {name} {part} {kinds}: the function and the dictionary of one part of a name.
NEAR = r"""
CREATE OR REPLACE FUNCTION search_near_{names}(typed text, slips integer)
RETURNS TABLE (name varchar, far real, how varchar)
LANGUAGE plpgsql STABLE ROWS 40
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  keys text[] := ARRAY(SELECT search_keys(typed));
  swapped text[];
BEGIN
FOR at IN 1 .. length(typed) - 1 LOOP
  swapped[at] := overlay(typed PLACING substr(typed, at + 1, 1) || substr(typed, at, 1) FROM at FOR 2);
END LOOP;
RETURN QUERY
SELECT close.name,
       (CASE WHEN close.sounds THEN least(close.far, 0.5 + 0.4 * close.far) ELSE close.far END)::real,
       CASE WHEN close.far = 0 THEN '' WHEN close.sounds THEN 'SOUND' ELSE 'SPELLING' END::varchar
  FROM (SELECT same.name, same.sounds,
               CASE WHEN same.letters < 2 OR same.letters > slips + 2 - abs(length(same.name) - length(typed))
                 THEN same.letters  -- two neighbours that changed places are two letters wrong, and one slip
                 ELSE least(same.letters, 1 + (
                 SELECT min(levenshtein_less_equal(same.name, one, same.letters - 2)) FROM unnest(swapped) AS one))
                 END AS far
          FROM (SELECT found.name, found.sounds, levenshtein_less_equal(found.name, typed, slips + 2) AS letters
                  FROM (SELECT d.{name} AS name, bool_or(ascii(d.key) < ascii('a')) AS sounds
                          FROM cases_{part}delete d WHERE d.key = ANY(keys) GROUP BY 1) AS found
                OFFSET 0) AS same
         WHERE same.letters <= slips OR same.letters <= slips + 2 - abs(length(same.name) - length(typed))
            OR same.sounds AND same.letters <= least(slips + 2, length(typed) / 2 + 1)
        OFFSET 0) AS close
 WHERE close.sounds OR close.far <= slips
UNION ALL
SELECT e.{name}, CASE v.kind WHEN 'COUSIN' THEN 1.2 ELSE 0.8 END, v.kind
  FROM cases_namevariant v JOIN cases_{part}entry e ON e.{name} = v.variant
 WHERE v.name = typed AND v.kind = ANY('{kinds}'::text[])
 ORDER BY 2, 1 LIMIT 200;
END $$;
"""

BY_INDEX = before.SIMILAR.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    "AS $$", "SET enable_bitmapscan = off  -- the index of trigrams can be read in no other way\nAS $$", 1
)

DO = "\n".join(
    [
        "DROP FUNCTION search_keys, search_slips, search_sound;",
        KEYS,
        REFRESH,
        before.FILL.format(keys="search_keys"),
        AS_TYPED,
        *(before.filled(NEAR, part) for part in before.PARTS),
        BY_INDEX,
        "ANALYZE cases_surnamedelete; ANALYZE cases_firstnamedelete;",
    ]
)

SOUND = r"""
CREATE FUNCTION search_sound(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN name ~ '^[a-z]+$' THEN dmetaphone(name) ELSE '' END
$$;
"""

#: The functions as they were. Names leave the dictionaries, so that the column of sounds can come back.
UNDO = "\n".join(
    [
        "DROP FUNCTION search_keys;",
        SOUND,
        before.KEYS,
        before.REFRESH.format(keys="search_keys"),
        *(
            words.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
            for words in (before.AS_TYPED, *(before.filled(before.NEAR, part) for part in before.PARTS), before.SIMILAR)
        ),
        "DELETE FROM cases_surnameentry; DELETE FROM cases_firstnameentry;",
    ]
)
FILL_BACK = """
INSERT INTO cases_surnameentry (surname, sound)
  SELECT DISTINCT surname, search_sound(surname) FROM cases_personname WHERE surname <> '';
INSERT INTO cases_firstnameentry (first_name, sound)
  SELECT DISTINCT first_name, search_sound(first_name) FROM cases_personname WHERE first_name <> '';
""" + before.FILL.format(keys="search_keys")


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_indexes_of_people_that_are_used")]
    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, FILL_BACK),
        migrations.RemoveIndex("surnameentry", "surnames_by_sound"),
        migrations.RemoveField("surnameentry", "sound"),
        migrations.DeleteModel("SurnameDelete"),
        migrations.RemoveIndex("firstnameentry", "first_names_by_sound"),
        migrations.RemoveField("firstnameentry", "sound"),
        migrations.DeleteModel("FirstNameDelete"),
        migrations.CreateModel(
            name="SurnameDelete",
            fields=[
                ("pk", models.CompositePrimaryKey("key", "surname", blank=True, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=10)),
                ("surname", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="FirstNameDelete",
            fields=[
                ("pk", models.CompositePrimaryKey("key", "first_name", blank=True, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=10)),
                ("first_name", models.CharField(max_length=200)),
            ],
        ),
        migrations.RunSQL(DO, UNDO),
    ]
