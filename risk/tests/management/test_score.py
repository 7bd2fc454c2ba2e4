"""`manage.py score`: what it reads and writes, and the one-line error for a file that cannot be scored."""

import csv
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from risk.rules.reference_tables import REFERENCE
from risk.rules.score_rows import KINDS

EXAMPLES = {
    "ogrs3": REFERENCE / "examples" / "ogrs3_examples.csv",
    "tier": REFERENCE / "examples" / "tier_examples.csv",
    "custody-targeting": REFERENCE / "examples" / "custody_targeting_examples.csv",
}
TARGETING = "id,ogrs3_2yr,rosh\n"


def score(kind, path, **options):
    out = StringIO()
    call_command("score", kind, str(path), stdout=out, verbosity=0, **options)
    return out.getvalue()


@pytest.fixture
def written(tmp_path):
    def write(text, name="in.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.mark.parametrize("kind", KINDS)
def test_the_worked_examples_come_out_as_they_are_published(kind):
    published = [line for line in EXAMPLES[kind].read_text().splitlines() if not line.startswith("#")]

    scored = score(kind, EXAMPLES[kind]).splitlines()

    assert scored == [published[0] + ",error", *(line + "," for line in published[1:])]


def test_columns_it_does_not_know_are_copied_and_every_row_comes_out_in_order(written):
    path = written('team,ogrs3_2yr,rosh,id\n"North, one",80,low,b\n# a note\nSouth,x,HIGH,a\n\nEast,1\n')

    rows = list(csv.DictReader(StringIO(score("custody-targeting", path))))

    assert [(row["team"], row["id"], row["level"], row["error"]) for row in rows] == [
        ("North, one", "b", "ADDITIONAL", ""),
        ("South", "a", "", "ogrs3_2yr must be a whole number"),
        ("East", "", "CORE", ""),
    ]
    assert rows[0]["rosh"] == "low"


def test_a_hash_inside_a_quoted_cell_is_no_comment(written):
    path = written('note,ogrs3_2yr,rosh\n"first\n# second",80,LOW\n')

    (row,) = csv.DictReader(StringIO(score("custody-targeting", path)))

    assert row["note"] == "first\n# second"


def test_a_byte_order_mark_and_windows_line_ends_are_read(written):
    path = written(b"\xef\xbb\xbfogrs3_2yr,rosh\r\n80,LOW\r\n")

    assert score("custody-targeting", path) == (
        "ogrs3_2yr,rosh,level,priority_group,error\n80,LOW,ADDITIONAL,2,\n"
    )


def test_a_row_longer_than_the_header_is_not_scored(written):
    path = written(TARGETING + "1,80,LOW,extra\n2,80,LOW,\n")

    rows = list(csv.DictReader(StringIO(score("custody-targeting", path))))

    assert [(row["level"], row["error"]) for row in rows] == [
        ("", "The row has 4 cells, the header 3"),
        ("ADDITIONAL", ""),
    ]


def test_the_result_can_be_written_to_a_file(written, tmp_path):
    path, target = written(TARGETING + "1,80,LOW\n"), tmp_path / "out.csv"

    printed = score("custody-targeting", path, output=str(target))

    assert printed == ""
    assert target.read_text() == "id,ogrs3_2yr,rosh,level,priority_group,error\n1,80,LOW,ADDITIONAL,2,\n"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["in.csv", "out.csv"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("# only a comment\n", "is empty"),
        ("id,rosh\n1,LOW\n", "has no column ogrs3_2yr, which custody-targeting needs"),
        ("rosh,ogrs3_2yr,rosh\n", "names a column twice: rosh"),
        (b"ogrs3_2yr,rosh\n80,\xff\n", "is not UTF-8 text"),
        ('ogrs3_2yr,rosh\n80,"LOW"x\n', "line 2 is not readable CSV"),
        ('ogrs3_2yr,rosh\n80,"LOW\n', "is not readable CSV"),
    ],
)
def test_a_file_that_cannot_be_scored_is_named_in_one_line_and_nothing_is_left(
    written, tmp_path, text, words
):
    path = written(text)

    with pytest.raises(CommandError) as refused:
        score("custody-targeting", path, output=str(tmp_path / "out.csv"))

    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.returncode == 1
    assert [file.name for file in tmp_path.iterdir()] == ["in.csv"]


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"none\.csv: No such file"):
        score("ogrs3", tmp_path / "none.csv")


def test_a_folder_that_is_not_there_is_named(written, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        score("ogrs3", EXAMPLES["ogrs3"], output=str(tmp_path / "none" / "out.csv"))


def test_the_file_being_read_is_not_written_over(written):
    path = written(TARGETING + "1,80,LOW\n")

    with pytest.raises(CommandError, match="is the file being read"):
        score("custody-targeting", path, output=str(path))

    assert path.read_text() == TARGETING + "1,80,LOW\n"


def test_it_runs_on_a_bare_checkout_without_any_variable():
    root = Path(__file__).resolve().parents[3]
    example = root / "risk/reference/examples/ogrs3_examples.csv"

    ran = subprocess.run(  # our own command, no shell
        [sys.executable, "manage.py", "score", "ogrs3", str(example)],
        cwd=root,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("\n") == 13
