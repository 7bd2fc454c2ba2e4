"""What lists of words are put in order by: case, accents and apostrophes aside, whatever the database's own order.

plain_letters   core.typed.letters.plain_letters in SQL
alphabetical    core.typed.letters.alphabetical in SQL; tests hold both equal
"""

from django.db import migrations

FUNCTIONS = r"""
CREATE FUNCTION plain_letters(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(translate(
    replace(replace(replace(replace(replace(replace(replace(replace(
      lower(normalize(words, NFKD)),
      'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'),
    'øØłŁđĐðÐıħĦς', 'oollddddihhσ'), '[\u0300-\u036f]+', '', 'g')
$$;

CREATE FUNCTION alphabetical(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(regexp_replace(
    plain_letters(words), '[''`\u2018\u2019\u02bb\u02bc]+', '', 'g'), '[ \t\-\u2010-\u2015]+', ' ', 'g')
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0003_a_form_sent_before_is_known")]
    operations = [migrations.RunSQL(FUNCTIONS, "DROP FUNCTION alphabetical, plain_letters")]
