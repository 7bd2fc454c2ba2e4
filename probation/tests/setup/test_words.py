"""The strings a user reads are found wherever they stand, and the Welsh ones are shown."""

import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from core.errors import RuleBroken
from core.reasons import Reason
from core.words import say
from probation.setup.places import ROOT
from probation.setup.words import collect, update_catalogues

WELSH = ROOT / "locale" / "cy" / "LC_MESSAGES" / "django.po"
PYTHON = """
from django.utils.translation import gettext_lazy as _
A = _("A label")
B = Reason("Ends on {day}", day=1)
C = RuleBroken("NOT_NOW", "Not possible " "now")
D = RuleBroken("TOO_LATE", Reason("Too late: {day}", day=1), "day")
E = "No string for a user"
"""
TEMPLATE = """{% load i18n %}<ul>
      <li>{% translate "A link" %}</li>
   <li title="{% translate 'A title' %}">it's
      {% blocktranslate count n=n %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}</li>
</ul>"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "core" / "tests").mkdir(parents=True)
    (tmp_path / "core" / "rules.py").write_text(PYTHON)
    (tmp_path / "core" / "tests" / "test_it.py").write_text('_("Only in a test")')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def test_strings_are_found_in_screens_rules_and_templates_and_not_in_tests(project):
    found = {message.id for message in collect(project) if message.id}

    assert found == {
        "A label",
        "Ends on {day}",
        "Not possible now",
        "Too late: {day}",
        "A link",
        "A title",
        ("%(n)s row", "%(n)s rows"),
    }


def test_a_catalogue_keeps_what_is_translated_and_sets_aside_what_is_said_no_more(project):
    folder = project / "locale" / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = folder / "django.po"
    catalogue.write_text('msgid "A link"\nmsgstr "Dolen"\n\nmsgid "Gone"\nmsgstr "Wedi mynd"\n')

    update_catalogues(project)

    text = catalogue.read_text()
    assert 'msgid "A link"\nmsgstr "Dolen"' in text
    assert '#~ msgid "Gone"' in text
    assert "A label" not in text
    assert "A label" in (project / "locale" / "django.pot").read_text()


def gaps(words):
    return sorted(
        re.findall(r"%\((\w+)\)", words) + [name for _, name, _, _ in Formatter().parse(words) if name]
    )


def test_every_welsh_string_is_still_said_and_has_the_gaps_of_the_english_one():
    said = {message.id for message in collect() if message.id}
    with WELSH.open("rb") as source:
        welsh = [message for message in read_po(source) if message.id]

    assert len(welsh) > 50
    for message in welsh:
        assert message.id in said
        assert gaps(message.string) == gaps(message.id), message.id


def test_a_page_in_welsh_says_so_and_is_in_welsh(client, db):
    html = client.get("/sign-in", headers={"Accept-Language": "cy"}).content.decode()

    assert '<html lang="cy"' in html
    assert "Mewngofnodi" in html
    assert "Neidio i’r prif gynnwys" in html


def test_a_page_in_english_says_so(client, db):
    assert '<html lang="en"' in client.get("/sign-in").content.decode()


def test_a_reason_is_said_in_welsh():
    with translation.override("cy"):
        assert say(Reason("Enter at least {n} letters before the *", n=2)) == (
            "Rhowch o leiaf 2 llythyren cyn y *"
        )
        assert say(RuleBroken("X", "You are excluded from viewing this record").reason) == (
            "Rydych wedi’ch eithrio rhag gweld y cofnod hwn"
        )
