"""Templates are files that people can read and compare."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
LONGEST = 160
#: an element that shows its line breaks, with a line break right after its tag
KEEPS_AND_BREAKS = re.compile(r"<\w[^<]*?\bapp-keep-lines\b[^<]*?>[ \t]*\n")


def lines() -> Iterator[tuple[str, str]]:
    """Path and number of each line, and the line."""
    for path in sorted(TEMPLATES.rglob("*")):
        if path.is_file():
            for number, line in enumerate(path.read_text().splitlines(), start=1):
                yield f"{path.relative_to(ROOT)}:{number}", line


def test_no_line_of_a_template_is_too_long_to_read():
    found = list(lines())

    assert found
    too_long = [f"{where} has {len(line)} characters" for where, line in found if len(line) > LONGEST]
    assert not too_long, f"at most {LONGEST}:\n" + "\n".join(too_long)


def test_what_keeps_its_lines_gains_none_from_the_layout():
    broken = [
        f"{path.relative_to(ROOT)}: {found.split()[0]}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for found in KEEPS_AND_BREAKS.findall(path.read_text())
    ]

    assert not broken, "its words must stand right after its tag, in a span if need be:\n" + "\n".join(broken)


def test_templates_of_the_apps_lie_in_one_folder():
    apps = ("core", "cases", "risk", "referrals", "training", "probation")

    assert [path for app in apps for path in (ROOT / app).rglob("*.html") if "tests" not in path.parts] == []
