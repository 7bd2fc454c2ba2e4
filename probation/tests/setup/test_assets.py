"""The front-end files are where the style sheets look for them, and every package is pinned."""

import re
from pathlib import Path

import pytest

from probation.setup.assets import COPIES, copy_assets
from probation.setup.messages import compile_messages
from probation.setup.problems import SetupProblem

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "static"


@pytest.mark.parametrize("sheet", ["govuk/govuk-frontend.min.css", "moj/moj-frontend.min.css"])
def test_every_file_a_style_sheet_names_is_served(sheet):
    text = (STATIC / sheet).read_text()
    named = re.findall(r"url\([\"']?(/assets/[^\"')?#]+)", text)

    assert named
    assert [name for name in named if not (STATIC / name.removeprefix("/assets/")).exists()] == []


@pytest.mark.parametrize("file", [place for _, place in COPIES if "." in place])
def test_no_file_points_to_a_source_map_that_is_not_served(file):
    text = (STATIC / file).read_text()

    assert text
    assert "sourceMappingURL" not in text


def test_a_package_that_lacks_a_file_says_so(tmp_path):
    with pytest.raises(SetupProblem, match=r"lacks govuk-frontend.*remove node_modules"):
        copy_assets(packages=tmp_path / "node_modules", static=tmp_path / "static")


def test_the_lock_file_names_no_host():
    text = (ROOT / "package-lock.json").read_text()

    assert '"node_modules/govuk-frontend"' in text
    assert "http" not in text


@pytest.mark.parametrize("file", sorted(ROOT.glob("requirements*.txt")), ids=lambda file: file.name)
def test_every_python_package_is_pinned_with_its_hash_and_no_host(file):
    text = file.read_text()
    pins = re.findall(r"^[A-Za-z0-9_.\[\]-]+==\S+.*$", text, re.MULTILINE)

    assert pins
    assert all(pin.endswith("\\") for pin in pins)
    assert "://" not in text
    assert not re.search(r"^--(?!hash)", text, re.MULTILINE)


def test_catalogues_are_compiled_once_and_again_when_the_words_change(tmp_path):
    folder = tmp_path / "locale" / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    (folder / "django.po").write_text(f'{header}\nmsgid "Yes"\nmsgstr "Ie"\n')

    first, second = compile_messages(tmp_path), compile_messages(tmp_path)

    assert [path.name for path in first] == ["django.mo"]
    assert second == []
    assert b"Ie" in (folder / "django.mo").read_bytes()
