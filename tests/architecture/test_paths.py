"""Files and headings that docs, docstrings and comments name are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = "core|cases|risk|referrals|training|probation|benchmarks|tests|templates|static|docs|locale"
NAMED = re.compile(rf"(?<![\w/.-])((?:{FOLDERS})/[\w/-]+\.(?:py|md|html|csv|css|js|json)|[a-z][\w-]+\.md)\b")
#: the recipe's example is a wing that nobody has built
EXAMPLE = "home_visits"


def files_with_words():
    """Every file of the project that people read: at the top level, and in its folders."""
    kinds = {".py", ".md", ".toml", ".html", ".yml", ".ini", ""}
    inside = (path for folder in FOLDERS.split("|") for path in (ROOT / folder).rglob("*"))
    return [path for path in (*ROOT.glob("*"), *inside) if path.suffix in kinds and path.is_file()]


def missing(text):
    """Paths in a text that lead nowhere.

    A template may be named as Django finds it, below templates/, a document by its name alone.
    """
    return [
        name
        for name in NAMED.findall(text)
        if EXAMPLE not in name
        and not any((ROOT / folder / name).exists() for folder in ("", "templates", "static", "docs"))
    ]


def test_every_path_that_is_named_exists():
    found = {str(path.relative_to(ROOT)): missing(path.read_text()) for path in files_with_words()}

    assert len(found) > 1000
    assert {name: paths for name, paths in found.items() if paths} == {}


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("see `core/" + "nowhere.py`", ["core/" + "nowhere.py"]),
        ("as taste" + ".md says", ["taste" + ".md"]),
        ("see core/audit.py and cases/form.html", []),
        ("README.md, docs/sources.md, sources.md", []),
        ("cases/home_visits/rules.py", []),
    ],
)
def test_a_path_that_leads_nowhere_is_seen(text, paths):
    assert missing(text) == paths


# --- headings --------------------------------------------------------------------------------------------

HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LINK = re.compile(r"(docs/[\w/-]+\.md)#([\w-]+)")


def anchors(document):
    """The headings of a document as its links spell them."""
    return {
        re.sub(r"[^\w -]", "", words.lower()).strip().replace(" ", "-") for words in HEADING.findall(document)
    }


def test_every_heading_that_is_named_exists():
    links = {
        (str(path.relative_to(ROOT)), document, anchor)
        for path in files_with_words()
        for document, anchor in LINK.findall(path.read_text())
    }
    known = {document: anchors((ROOT / document).read_text()) for _, document, _ in links}

    assert len(links) > 50
    assert {link for link in links if link[2] not in known[link[1]]} == set()
    assert "a-suppliers-two-keys" in anchors("# A supplier's two keys")
