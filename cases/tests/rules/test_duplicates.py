"""Is this person here already?"""

from dataclasses import replace
from datetime import date

import pytest

from cases.rules.duplicates import Candidate, Wanted, near_births, possible_duplicates
from cases.rules.people import Naming

BORN = date(1980, 6, 5)
ALEX = Candidate(
    id=1,
    main=Naming(first_name="Alex", surname="River", born_on=BORN),
    aliases=(Naming(first_name="Sandy", surname="Brook", born_on=date(1981, 1, 1)),),
    noms="A1234BC",
    pnc="1979/0163001B",
    cro="065656/91H",
)


def wanted(**fields):
    return Wanted(**fields)


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        pytest.param(
            {"first_name": "ALEX", "surname": "river", "born_on": BORN}, "All details agree", id="all"
        ),
        pytest.param({"surname": "River", "noms": "A1234BC"}, "All details agree", id="those supplied"),
        pytest.param(
            {"first_name": "Sandy", "surname": "Brook", "born_on": date(1981, 1, 1)},
            "All details agree with an alias",
            id="within one alias",
        ),
        pytest.param(
            {"first_name": "Sam", "noms": "A1234BC"}, "Same prison number", id="NOMS whatever the name"
        ),
        pytest.param(
            {"first_name": "Sam", "surname": "River", "cro": "065656/91H"},
            "Same CRO number, and last name or date of birth",
            id="CRO and surname",
        ),
        pytest.param(
            {"surname": "Sea", "born_on": date(1981, 1, 1), "pnc": "1979/0163001B"},
            "Same PNC number, and last name or date of birth",
            id="PNC and the birth of an alias",
        ),
        pytest.param({"surname": "Sea", "pnc": "1979/0163001B"}, None, id="PNC and nothing else"),
        pytest.param({"surname": "Sea", "cro": "065656/91H"}, None, id="CRO and nothing else"),
        pytest.param(
            {"first_name": "Alex", "surname": "River", "born_on": BORN, "noms": "B1234BC"},
            "Same name and date of birth",
            id="name and birth, other number",
        ),
        pytest.param(
            {"first_name": "Sam", "surname": "River", "born_on": BORN},
            "Same last name and date of birth",
            id="surname and birth",
        ),
        pytest.param(
            {"first_name": "Alex", "surname": "River", "born_on": date(1980, 5, 6)},
            "Same name, date of birth nearly the same",
            id="day and month swapped",
        ),
        pytest.param(
            {"first_name": "Alex", "surname": "River", "born_on": date(1981, 6, 5)}, None, id="year off"
        ),
        pytest.param({"first_name": "Alex", "surname": "Brook"}, None, id="main and alias are never mixed"),
        pytest.param({}, None, id="nothing known"),
    ],
)
def test_the_first_step_that_agrees_is_named(asked, because):
    found = possible_duplicates(wanted(**asked), [ALEX])

    assert (str(found.because) if found.because else None) == because
    assert found.ids == ((1,) if because else ())


def test_a_better_match_hides_the_worse_ones():
    namesake = replace(ALEX, id=2, noms="", main=replace(ALEX.main, first_name="Sam"))

    found = possible_duplicates(wanted(first_name="Alex", surname="River", born_on=BORN), [namesake, ALEX])

    assert found.ids == (1,)


@pytest.mark.parametrize(
    ("other", "near"),
    [
        pytest.param(date(1980, 5, 6), True, id="swapped"),
        pytest.param(date(1980, 12, 5), True, id="same day of another month"),
        pytest.param(date(1980, 6, 4), True, id="a day before"),
        pytest.param(date(1980, 6, 6), True, id="a day after"),
        pytest.param(date(1980, 6, 7), False, id="two days after"),
        pytest.param(date(1981, 6, 5), False, id="another year"),
        pytest.param(BORN, False, id="the date itself is not nearly"),
    ],
)
def test_births_are_near_in_three_ways(other, near):
    assert (other in near_births(BORN)) is near


def test_a_day_either_side_stays_within_the_month():
    assert date(1980, 7, 1) not in near_births(date(1980, 6, 30))
    assert date(1980, 6, 29) in near_births(date(1980, 6, 30))
