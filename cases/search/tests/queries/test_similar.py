"""Misspelt names among 4,000 people: who is found, and that searches read indexes."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection

from cases import access
from cases.models import Person, PersonName, Sex
from cases.search.queries import finding
from cases.search.queries.finding import find
from cases.search.rules.advanced import SearchForm, read_search_form
from cases.search.rules.box import read_search
from cases.search.rules.ways import wanted_from_box, wanted_from_form
from cases.search.services import index
from cases.tests.search_world import NOON, user
from core.models import Region

TODAY = date(2026, 3, 2)
PEOPLE = 4000
ONSETS = ["b", "br", "ch", "d", "f", "gr", "h", "j", "k", "l", "m", "n", "p", "r", "s", "sh", "st", "th", "w"]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "oo", "ou"]
ENDS = [
    "l",
    "n",
    "nd",
    "ng",
    "rd",
    "rn",
    "s",
    "st",
    "t",
    "th",
    "ton",
    "son",
    "ford",
    "ham",
    "ley",
    "man",
    "well",
]


def invented(pick, syllables):
    return "".join(pick.choice(ONSETS) + pick.choice(VOWELS) for _ in range(syllables)) + pick.choice(ENDS)


def twice(pick, name):
    return misspelt(pick, misspelt(pick, name))


def misspelt(pick, name):
    """One slip: a letter left out, doubled, swapped with its neighbour, or another."""
    at = pick.randrange(1, len(name) - 1)
    letter = pick.choice("aeiourstln")
    return pick.choice(
        [
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + letter + name[at + 1 :],
        ]
    )


@pytest.fixture(scope="module")
def pick():
    return random.Random(20260302)


@pytest.fixture
def many(db, pick):
    """4,000 invented people, loaded at once."""
    surnames = sorted({invented(pick, pick.choice((1, 2))) for _ in range(1500)})
    firsts = sorted({invented(pick, 1) for _ in range(300)})
    sex, region = Sex.objects.get(code="M"), Region.objects.get(code="N07")
    with index.paused():
        Person.objects.bulk_create(
            Person(
                crn=f"B{n:06d}",
                first_name=pick.choice(firsts),
                surname=pick.choice(surnames),
                born_on=date(1950, 1, 1) + timedelta(days=pick.randrange(20000)),
                sex=sex,
                region=region,
                created_at=NOON,
                updated_at=NOON,
            )
            for n in range(PEOPLE)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_person")
    return list(Person.objects.order_by("pk"))


def look(text):
    who = user(f"user{random.random()}")
    return finding.find(
        wanted_from_box(read_search(text, today=TODAY)),
        blocked=lambda ids: access.limited_access_of(ids, who, at=NOON),
    )


def names(found):
    return {(hit.first_name, hit.surname) for hit in found.hits[:20]}


def test_names_with_two_slips_are_found_in_the_first_twenty(many, pick):
    sample = pick.sample([p for p in many if len(p.surname) > 5 and len(p.first_name) > 4], 60)
    last = sum(
        (p.first_name, p.surname) in names(look(f"{p.first_name} {twice(pick, p.surname)}")) for p in sample
    )
    both = sum(
        (p.first_name, p.surname) in names(look(f"{twice(pick, p.first_name)} {twice(pick, p.surname)}"))
        for p in sample
    )

    assert last / len(sample) >= 0.97
    assert both / len(sample) >= 0.9


def test_misspelt_names_are_found_in_the_first_twenty(many, pick):
    sample = pick.sample(many, 100)
    one = sum(
        (p.first_name, p.surname) in names(look(f"{p.first_name} {misspelt(pick, p.surname)}"))
        for p in sample
    )
    both = sum(
        (p.first_name, p.surname)
        in names(look(f"{misspelt(pick, p.first_name)} {misspelt(pick, p.surname)}"))
        for p in sample
    )
    born = sum(
        p.pk
        in {
            hit.person_id
            for hit in look(f"{misspelt(pick, p.first_name)} {misspelt(pick, p.surname)} {p.born_on}").hits[
                :20
            ]
        }
        for p in sample
    )

    assert one / len(sample) >= 0.98
    assert both / len(sample) >= 0.95
    assert born / len(sample) >= 0.97


SCANS = """
    SELECT relname, pg_stat_get_xact_numscans(oid) FROM pg_class
    WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace
"""


def scans_of(text):
    """Index -> how often a search reads it, table -> how often it reads all of it; by its functions too."""
    counts = []
    for step in (lambda: None, lambda: look(text)):
        step()
        with connection.cursor() as cursor:
            cursor.execute(SCANS)
            counts.append(dict(cursor.fetchall()))
    before, after = counts
    return {name: after[name] - before[name] for name in after if after[name] > before[name]}


@pytest.mark.parametrize(
    ("text", "indexes"),
    [
        ("stand moor", ["names_by_surname", "names_by_second_name"]),
        ("stand", ["names_by_surname", "names_by_first_name"]),
        ("sta* mo*", ["names_by_surname"]),
        ("20/06/1980", ["names_by_birth"]),
        ("stand 20/06/1980", ["names_by_birth"]),
        ("river@example.org", ["people_by_email"]),
        (
            "stend brooth",
            [
                "cases_surnamedelete_pkey",
                "cases_firstnamedelete_pkey",
                "names_by_surname",
                "one_variant_per_pair_of_names",
            ],
        ),
    ],
)
def test_a_search_reads_indexes_and_never_every_name(many, text, indexes):
    scans = scans_of(text)

    assert [name for name in indexes if name not in scans] == [], scans
    whole = {"cases_person", "cases_personname", "cases_surnameentry", "cases_surnamedelete"}
    whole |= {
        "cases_firstnamedelete",
        "cases_namevariant",
    }  # the 300 first names of this world fill two blocks
    assert whole & scans.keys() == set()


def test_letters_in_the_middle_can_be_read_from_the_trigrams(many):
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('names_by_letters_of_surname')")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT 1 FROM cases_personname WHERE surname LIKE '%rton%'")
        assert "names_by_letters_of_surname" in "\n".join(row[0] for row in cursor)


def test_prefixes_and_stars_find_what_reading_every_name_finds(many, pick):
    rows = list(PersonName.objects.values_list("person_id", "surname", "first_name"))
    for person in pick.sample(many, 25):
        surname = person.surname.lower()
        for term, matches in (
            (surname[:3], lambda key, s=surname: key.startswith(s[:3])),
            (
                f"{surname[:2]}*{surname[-2:]}",
                lambda key, s=surname: key.startswith(s[:2]) and key[2:].endswith(s[-2:]),
            ),
        ):
            slow = {pk for pk, last, first in rows if matches(last) or matches(first)}
            fast = {hit.person_id for hit in look(term).hits if not hit.similar}
            assert fast == slow, term


@pytest.mark.parametrize(
    ("typed", "first", "last", "second"),
    [
        pytest.param("bill stone", "William", "Stone", "", id="a nickname"),
        pytest.param("william stone", "Bill", "Stone", "", id="what a nickname stands for"),
        pytest.param("liz stone", "Betty", "Stone", "", id="two nicknames of one name"),
        pytest.param("stephen stone", "Steven", "Stone", "", id="sound"),
        pytest.param("shivaun stone", "Siobhan", "Stone", "", id="a name whose spelling hides its sound"),
        pytest.param("alex fanshaw", "Alex", "Featherstonehaugh", "", id="a last name likewise"),
        pytest.param("youssef stone", "Yusuf", "Stone", "", id="from another script"),
        pytest.param("anne marie stone", "Annemarie", "Stone", "", id="joined first names, typed apart"),
        pytest.param("annemarie stone", "Anne", "Stone", "Marie", id="first and second name, typed as one"),
        pytest.param("marie stone", "Anne-Marie", "Stone", "", id="one word of a first name"),
        pytest.param("alex stone-vale", "Alex", "Stone", "", id="more last names than the record has"),
        pytest.param("alex james stone", "Alex", "Stone", "", id="a middle name the record has not"),
        pytest.param("stnoe aelx", "Alex", "Stone", "", id="misspelt and the other way round"),
        pytest.param("macdnoald alex", "Alex", "Mac Donald", "", id="a last name of two words, misspelt"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(many, typed, first, last, second):
    person = Person.objects.create(
        crn="X999999",
        first_name=first,
        second_name=second,
        surname=last,
        born_on=date(1980, 6, 20),
        sex=many[0].sex,
        region=many[0].region,
        created_at=NOON,
        updated_at=NOON,
    )

    assert person.pk in [hit.person_id for hit in look(typed).hits[:5]]


def test_a_date_of_birth_finds_who_has_another_last_name_by_now(many):
    person = many[0]

    found = look(f"{person.first_name} xyzzyx {person.born_on:%d/%m/%Y}")

    assert person.pk in [hit.person_id for hit in found.hits]


def test_a_sex_beside_a_misspelt_name_narrows_who_is_found(many):
    person = many[0]
    typed = SearchForm(first_name=person.first_name, last_name=f"{person.surname}x", sex="F")

    assert not find(wanted_from_form(read_search_form(typed, today=TODAY)), blocked=lambda ids: ()).hits
