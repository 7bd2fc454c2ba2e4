"""Names of every script, phone numbers in every notation and whole addresses are found as they are shown.

search_name_key   cases.people.rules.names.name_key in SQL: letters of every script; tests hold the two equal
search_sound      how a name in the letters a to z sounds; "" for others, which the sound is not made for
search_phone      the digits of a number as core.typed.phones.phone_key reads them
search_address    the words of an address, with its district and county, case and accents aside

`search_address` says in itself what the function alphabetical of core says: its index must be restored
from a dump without it.
"""

from django.db import migrations

LETTERS = r"""regexp_replace(translate(
    replace(replace(replace(replace(replace(replace(replace(replace(
      lower(normalize({words}, NFKD)),
      'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'),
    'øØłŁđĐðÐıħĦς', 'oollddddihhσ'), '[\u0300-\u036f]+', '', 'g')"""

#: core.typed.letters: what a name is compared without.
NOT_COMPARED = (
    r"\u0001-\u0060\u007b-\u00bf\u00d7\u00f7\u02b0-\u036f\u0483-\u0489\u0559-\u055f\u0589-\u05c7\u0600-\u061f"
    r"\u0640\u064b-\u066d\u0670\u06d4\u06d6-\u06ed\u06f0-\u06f9\u0964\u0965\u1dc0-\u1dff\u2000-\u2bff"
    r"\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u30a0\u30fb\ufe00-\ufe2f\ufeff"
    r"\U0001f000-\U0001faff\U000e0000-\U000e0fff"
)

FUNCTIONS = rf"""
CREATE OR REPLACE FUNCTION search_name_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT left(regexp_replace({LETTERS.format(words="name")}, '[{NOT_COMPARED}]+', '', 'g'), 200)
$$;

CREATE FUNCTION search_sound(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN name ~ '^[a-z]+$' THEN dmetaphone(name) ELSE '' END
$$;

CREATE OR REPLACE FUNCTION search_phone(typed text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    typed, '\s*(extension|ext|x)[.:\s]*[0-9]+\s*$', '', 'i'),
    '\(0\)', ' ', 'g'),
    '[^0-9+]+', '', 'g'),
    '^(\+|00)440?', '0'),
    '^(440?)?(7[0-9]{{9}})$', '0\2'),
    '^00', '+')
$$;

CREATE FUNCTION search_address(
  building text, number text, street text, district text, town text, county text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.simple', regexp_replace(regexp_replace(
    {LETTERS.format(words="concat_ws(' ', building, number, street, district, town, county)")},
    '[''`\u2018\u2019\u02bb\u02bc]+', '', 'g'), '[ \t\-\u2010-\u2015]+', ' ', 'g'))
$$;

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
  SELECT slip, surname FROM fresh, LATERAL search_slips(surname) AS slip;

  WITH fresh AS (
    INSERT INTO cases_firstnameentry (first_name, sound)
    SELECT DISTINCT first_name, search_sound(first_name) FROM cases_personname
    WHERE person_id = who AND first_name <> '' ORDER BY first_name
    ON CONFLICT DO NOTHING RETURNING first_name
  )
  INSERT INTO cases_firstnamedelete (key, first_name)
  SELECT slip, first_name FROM fresh, LATERAL search_slips(first_name) AS slip;
END $$;
"""

INDEXES = """
DROP INDEX addresses_by_street;
DROP FUNCTION search_streets;
CREATE INDEX addresses_by_words ON cases_address
  USING gin (search_address(building, number, street, district, town, county));
REINDEX INDEX people_by_telephone;
REINDEX INDEX people_by_mobile;
REINDEX INDEX addresses_by_telephone;
"""

#: People whose names had letters left out until now. Their rows and dictionary entries are made anew.
NAMES = """
SELECT search_refresh(id) FROM cases_person
WHERE concat(surname, first_name, second_name, third_name, previous_surname, preferred_name) ~ '[^ -~]'
   OR EXISTS (SELECT FROM cases_alias a WHERE a.person_id = cases_person.id
              AND concat(a.surname, a.first_name, a.second_name, a.third_name) ~ '[^ -~]');
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_registers_say_their_alert_message")]
    operations = [migrations.RunSQL(FUNCTIONS + INDEXES + NAMES, migrations.RunSQL.noop)]
