"""Another way to find misspelt names: a search engine like Lucene (tantivy), in this process."""

import re
from collections.abc import Callable
from typing import Any

import tantivy
from django.db import connection

from cases.people.rules.names import name_key

SHOWN = 20
#: So many names are read for SHOWN people, since a person has several.
NAMES_READ = 100
NAMES = "SELECT surname, first_name FROM cases_personname WHERE NOT is_part"
#: In no order, since tantivy shows equals in the order in which they were added.
WHOLE_NAMES = (
    "SELECT person_id, surname, first_name, second_name, third_name FROM search_whole_names "
    "ORDER BY md5('engine' || person_id)"
)


def engine() -> Callable[[str, str], list[Any]]:
    """A function that finds both names, each within two slips, the closest first."""
    schema = _schema()
    index = _filled(
        schema,
        NAMES,
        lambda row: {"surname": row[0], "first_name": row[1], "names": f"{row[0]} {row[1]}"},
    )
    searcher = index.searcher()

    def find(surname: str, first_name: str) -> list[Any]:
        near = [(tantivy.Occur.Must, _near(schema, "surname", surname))]
        if first_name:
            near.append((tantivy.Occur.Must, _near(schema, "first_name", first_name)))
        hits = searcher.search(tantivy.Query.boolean_query(near), SHOWN).hits
        return [searcher.doc(place)["names"][0] for _score, place in hits]

    return find


def engine_of_words() -> Callable[[str], list[tuple[int, str, str]]]:
    """A function that finds people by the words typed, in any order.

    It reads every name of a person, aliases too: each word of it, and names of several words written as one.
    People come first whose names are like more of the words typed, a word as typed before one with a slip,
    that before one with two.
    It returns (person, surname, first name) of at most SHOWN people, the names as they are searched by.
    """
    schema = _schema_of_words()
    searcher = _filled(schema, WHOLE_NAMES, _words_of_a_name).searcher()

    def find(typed: str) -> list[tuple[int, str, str]]:
        near = [(tantivy.Occur.Should, _graded(schema, word)) for word in words_of(typed)]
        found: dict[int, tuple[int, str, str]] = {}
        for _score, place in searcher.search(tantivy.Query.boolean_query(near), NAMES_READ).hits:
            name = searcher.doc(place)
            person = name["person"][0]
            found.setdefault(person, (person, name["surname"][0], name["first_name"][0]))
        return list(found.values())[:SHOWN]

    return find


def words_of(names: str) -> list[str]:
    """The words of names, each as names are searched by: Anne-Marie O'Neil is anne, marie, oneil."""
    words = re.split(r"[\s,\-\u2010-\u2015]+", names)
    return list(dict.fromkeys(key for word in words if (key := name_key(word))))


def _words_of_a_name(row: tuple) -> dict[str, Any]:
    person, surname, *others = row
    names = [surname, *others]
    words = {word for name in names for word in (*words_of(name), name_key(name)) if word}
    keys = {"surname": name_key(surname), "first_name": name_key(others[0])}
    return {"person": person, "words": sorted(words), **keys}


def _graded(schema: Any, word: str) -> Any:
    """Scores a name by how like one of its words is: any within two slips counts more than how near it is."""
    same = tantivy.Query.term_query(schema, "words", word, index_option="basic")
    one, two = (tantivy.Query.fuzzy_term_query(schema, "words", word, distance=far) for far in (1, 2))
    graded = ((two, 10.0), (one, 2.0), (same, 1.0))
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, tantivy.Query.const_score_query(query, score)) for query, score in graded]
    )


def _schema_of_words() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("person", stored=True)
    for field in ("words", "surname", "first_name"):
        builder.add_text_field(field, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _near(schema: Any, field: str, name: str) -> Any:
    one, two = (tantivy.Query.fuzzy_term_query(schema, field, name, distance=far) for far in (1, 2))
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, tantivy.Query.boost_query(one, 4.0)), (tantivy.Occur.Should, two)]
    )


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("surname", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("first_name", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("names", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _filled(schema: Any, names: str, document: Callable[[tuple], dict[str, Any]]) -> Any:
    """An index of the rows that the statement `names` selects."""
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=256_000_000)
    with connection.cursor() as cursor:
        cursor.execute(names)
        while rows := cursor.fetchmany(50_000):
            for row in rows:
                writer.add_document(tantivy.Document(**document(row)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index
