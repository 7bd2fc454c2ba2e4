"""Another way to find misspelt names: a search engine like Lucene (tantivy), in this process."""

from collections.abc import Callable
from typing import Any

from django.db import connection

try:
    import tantivy
except ImportError:
    tantivy = None

SHOWN = 20


def engine() -> Callable[[str, str], list[Any]] | None:
    """A function that finds both names, each within two slips, the closest first; None without tantivy."""
    if tantivy is None:
        return None
    schema = _schema()
    index = _filled(schema)
    searcher = index.searcher()

    def find(surname: str, first_name: str) -> list[Any]:
        near = [(tantivy.Occur.Must, _near(schema, "surname", surname))]
        if first_name:
            near.append((tantivy.Occur.Must, _near(schema, "first_name", first_name)))
        hits = searcher.search(tantivy.Query.boolean_query(near), SHOWN).hits
        return [searcher.doc(place)["names"][0] for _score, place in hits]

    return find


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


def _filled(schema: Any) -> Any:
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=256_000_000)
    with connection.cursor() as cursor:
        cursor.execute("SELECT surname, first_name FROM cases_personname WHERE NOT is_part")
        while rows := cursor.fetchmany(50_000):
            for surname, first_name in rows:
                names = f"{surname} {first_name}"
                writer.add_document(tantivy.Document(surname=surname, first_name=first_name, names=names))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index
