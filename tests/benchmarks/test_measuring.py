"""Measured acts take turns, the first round is left out, and a ratio is judged by its target."""

import pytest

from benchmarks.found import FoundLine, Result
from benchmarks.measure import Timings, alternate
from benchmarks.report import Line, Share, table
from benchmarks.sought import Sought


def test_acts_take_turns_and_the_first_round_only_warms():
    order = []
    acts = {
        "real": lambda case: order.append(("real", case)),
        "bare": lambda case: order.append(("bare", case)),
    }

    met = alternate(acts, [1, 2], rounds=2)

    assert order[:4] == [("bare", 1), ("real", 1), ("bare", 2), ("real", 2)]
    assert order[4:6] == [("real", 1), ("bare", 1)]
    assert [len(timings.seconds) for timings in met.values()] == [4, 4]


def test_an_act_that_times_itself_is_believed_and_rows_are_counted():
    met = alternate({"own": lambda case: 0.25, "rows": lambda case: [1, 2, 3]}, ["a"], rounds=3)

    assert met["own"].median == 0.25
    assert met["rows"].rows == 9


@pytest.mark.parametrize(
    ("target", "verdict"),
    [
        pytest.param({"most": 3}, "met", id="takes twice as long, three times allowed"),
        pytest.param({"most": 1.5}, "NOT met", id="half as much again allowed"),
        pytest.param({"least": 0.4}, "met", id="half the speed, four tenths asked"),
        pytest.param({"least": 0.8}, "NOT met", id="eight tenths asked"),
    ],
)
def test_a_ratio_is_judged_by_its_target(target, verdict):
    line = Line(what="x", reference="y", real=Timings([0.2]), bare=Timings([0.1]), **target)

    assert line.verdict == verdict
    assert verdict in table([line])


def test_a_share_found_is_judged_too():
    assert "NOT met" in table([Share(what="x", found=9, of=10, least=0.95)])


def test_a_line_of_another_kind_has_a_table_of_its_own():
    person = Sought(kind="k", typed="Bill Reid", person_id=7, surname="reid", first_name="william")
    line = FoundLine(kind="nickname", real=[Result.of(person, ([(7, "reid", "william")], 1))], engine=[])

    tables = table([Share(what="x", found=9, of=10), line]).split("\n\n")

    assert len(tables) == 2
    assert "1.000 / 1.000 / 1.000" in tables[1]
