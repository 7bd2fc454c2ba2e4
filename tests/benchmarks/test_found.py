"""A name counts as found by its place among the hits, and competes with the people who are there."""

from collections import Counter
from random import Random

import pytest

from benchmarks import found, lucene
from benchmarks.found import FoundLine, Result
from benchmarks.sought import Slips, Sought, enter, slipped
from cases.models import PersonName
from cases.tests.factories import PersonFactory


@pytest.mark.parametrize(
    ("listed", "person", "pair"),
    [
        pytest.param([(1, "reed", "bill"), (7, "reid", "william")], 2, 2, id="the very person, second"),
        pytest.param([(8, "reid", "william"), (7, "reid", "william")], 2, 1, id="a namesake stands before"),
        pytest.param([(8, "reid", "william")], None, 1, id="only a namesake"),
        pytest.param([(8, "reid", "wilma")], None, None, id="somebody else"),
        pytest.param([], None, None, id="nobody"),
    ],
)
def test_a_namesake_counts_as_found_but_not_as_that_person(listed, person, pair):
    sought = Sought(kind="k", typed="Bill Reid", person_id=7, surname="reid", first_name="william")

    result = Result.of(sought, (listed, len(listed)))

    assert (result.person, result.pair) == (person, pair)


def test_a_kind_meets_its_goals_in_the_first_20_and_the_first_5():
    sought = Sought(kind="k", typed="Bill Reid", person_id=7, surname="reid", first_name="william")
    results = [Result(sought=sought, hits=9, person=None, pair=place) for place in (1, 2, 20, None)]

    met = [
        FoundLine(kind="k", real=results, engine=[], least=least, least_first=first).is_met
        for least, first in ((0.75, 0.5), (0.76, 0.5), (0.75, 0.51), (0.75, None))
    ]

    assert met == [True, False, False, True]


def test_misses_of_names_kept_back_are_not_listed(tmp_path, monkeypatch):
    monkeypatch.setattr(found, "MISSES", tmp_path / "misses.csv")
    shown, kept_back = (
        Sought(kind="k", typed=typed, person_id=7, surname="reid", first_name="william", is_open=is_open)
        for typed, is_open in (("Bill Reid", True), ("Wullie Reid", False))
    )

    found.write_misses((one, one) for one in map(_missed, (shown, kept_back)) if found.is_listed(one))

    assert "Bill Reid" in found.MISSES.read_text()
    assert "Wullie" not in found.MISSES.read_text()


def _missed(sought):
    return Result.of(sought, ([], 0))


def test_a_slip_may_be_asked_for_in_the_first_letter():
    rng, slips = Random(1), Slips(surname=1, in_first_letter=True)

    assert "r" not in {slips.of("reid", rng, slips.surname)[0] for _ in range(50)}
    assert slips.of("reid", rng, 0) == "reid"


@pytest.mark.django_db
def test_people_are_drawn_for_each_kind_of_slip_those_with_short_names_for_its_own():
    PersonFactory(first_name="Ian", surname="Reid")
    PersonFactory(first_name="Kenneth", surname="Ng")

    drawn = Counter(sought.kind for sought in slipped(9))

    assert drawn.pop("one slip in a short first name") == 1
    assert set(drawn.values()) == {2}


@pytest.mark.django_db
def test_a_person_of_the_set_can_be_searched_for():
    PersonFactory()

    people = enter([("Wei", "", "Zhang"), ("Kenneth", "Ian", "Ng")])

    name = PersonName.objects.get(person_id=people["Kenneth", "Ian", "Ng"])
    assert (name.surname, name.first_name, name.second_name) == ("ng", "kenneth", "ian")


@pytest.mark.django_db
def test_the_engine_finds_words_in_any_order_and_the_closest_first():
    near, same = (
        PersonFactory(first_name=first_name, surname=surname)
        for first_name, surname in (("Anne-Marie", "O'Neal"), ("Anne-Marie", "O'Neil"))
    )

    listed = lucene.engine_of_words()("O'Neil, Marie")

    assert [person for person, _surname, _first_name in listed] == [same.pk, near.pk]
