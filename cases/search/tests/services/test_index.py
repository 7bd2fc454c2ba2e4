"""The names that searches read follow the record, however it is written."""

import random

import pytest
from django.db import connection

from cases.models import Person, PersonName, SurnameDelete, SurnameEntry
from cases.people.queries import records
from cases.people.rules.names import delete_forms, name_key
from cases.search.services import index
from cases.tests.search_world import NOON, also_known, somebody
from core.typed.phones import phone_key, read_phone

pytestmark = pytest.mark.django_db


def in_sql(function, text):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [text])
        return cursor.fetchone()[0]


def stored():
    rows = PersonName.objects.values_list(
        "person_id", "alias_id", "is_alias", "is_part", "surname", "first_name", "born_on"
    )
    return sorted(rows, key=repr)


def test_the_database_reads_a_name_as_the_rule_does():
    scripts = [(0x20, 0x250), (0x300, 0x530), (0x531, 0x600), (0x600, 0x700), (0x904, 0x970), (0xE01, 0xE5B)]
    scripts += [(0x1E00, 0x1F00), (0x2000, 0x2C00), (0x3000, 0x3100), (0x4E00, 0x4F00), (0xAC00, 0xAD00)]
    letters = [chr(n) for low, high in scripts for n in range(low, high)]
    pick = random.Random(7)
    names = ["".join(pick.choices(letters, k=12)) for _ in range(400)] + ["O’Neil-Smith", "Strauß", "ẞ", ""]

    for name in names:
        assert in_sql("search_name_key", name) == name_key(name), name


@pytest.mark.parametrize("name", ["smith", "al", "a", "", "featherstonehaugh"])
def test_the_database_leaves_out_letters_as_the_rule_does(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_keys(%s)", [name])
        assert {row[0] for row in cursor if row[0].islower()} == set(delete_forms(name))


@pytest.mark.parametrize(
    "typed",
    ["07700 900123", "+447700 900123", "0044 (0)7700900123", "020 7946-0018", "07700.900.982", "447700900982",
     "7700900982", "+353 1 555 0123", "00353 (0)1 555 0123", "0161 496 0000 ext 12", "0161 496 0000x12"],
)  # fmt: skip
def test_the_database_reads_a_phone_number_as_the_rule_does(typed):
    assert in_sql("search_phone", typed) == phone_key(typed)
    assert in_sql("search_phone", read_phone(typed).shown) == phone_key(typed)


def test_every_name_of_a_person_has_a_row_and_each_word_of_a_double_last_name():
    person = somebody("Alex", "Smith-Jones", previous_surname="Stone", preferred_name="Lex")
    also_known(person, "Jo", "Vale")

    names = PersonName.objects.filter(person=person)

    assert sorted(names.values_list("surname", "first_name", "is_alias", "is_part")) == [
        ("jones", "alex", False, True),
        ("jones", "lex", True, True),
        ("smith", "alex", False, True),
        ("smith", "lex", True, True),
        ("smithjones", "alex", False, False),
        ("smithjones", "lex", True, False),
        ("stone", "alex", True, False),
        ("vale", "jo", True, False),
    ]


def test_each_word_of_a_first_name_has_a_row_too():
    person = somebody("Anne-Marie", "Smith Jones")

    names = PersonName.objects.filter(person=person)

    assert sorted(names.values_list("first_name", "surname", "is_part")) == [
        (first, last, (first, last) != ("annemarie", "smithjones"))
        for first in ("anne", "annemarie", "marie")
        for last in ("jones", "smith", "smithjones")
    ]


def test_the_database_finds_whom_the_rule_lets_be_found(django_user_model):
    somebody(removed_at=NOON)
    somebody(practice_learner=django_user_model.objects.create(username="learner"))
    somebody(merged_into=somebody())

    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM search_findable")
        assert {row[0] for row in cursor} == set(records.real().values_list("pk", flat=True))
    assert Person.objects.count() == 4


def test_a_removed_or_merged_record_has_no_name_to_search_by():
    removed, merged, survivor = somebody(), somebody("Kim"), somebody("Lee")

    type(removed).objects.filter(pk=removed.pk).update(removed_at=NOON)
    type(merged).objects.filter(pk=merged.pk).update(merged_into=survivor)

    assert set(PersonName.objects.values_list("person_id", flat=True)) == {survivor.pk}


def test_a_new_last_name_enters_the_dictionary_once():
    somebody("Alex", "Quill")
    somebody("Kim", "Quill")

    assert SurnameEntry.objects.filter(surname="quill").exists()
    keys = set(SurnameDelete.objects.filter(surname="quill").values_list("key", flat=True))
    assert {key for key in keys if key.islower()} == set(delete_forms("quill"))
    assert {key for key in keys if key.isdigit()} == {"580000"}
    assert {key for key in keys if key.isupper()} == {"KL"}
    assert SurnameDelete.objects.filter(surname="quill").count() == len(keys)


def test_building_anew_gives_what_the_triggers_gave():
    person = somebody("Siân", "O'Neil-Smith", previous_surname="Stone")
    also_known(person, "Jo", "Vale")
    before = stored()

    index.rebuild()

    assert stored() == before
    assert len(before) == index.rebuild()


def test_a_bulk_load_goes_round_the_triggers_and_is_searchable_after():
    with index.paused():
        somebody("Alex", "Quill")
        assert not PersonName.objects.filter(surname="quill").exists()

    assert PersonName.objects.filter(surname="quill").exists()
    somebody("Kim", "Brook")
    assert PersonName.objects.filter(surname="brook").exists()
