"""Every string that a user reads is found, and a language is offered once its catalogue is complete."""

import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation

from core.errors import RuleBroken
from core.reasons import Reason
from core.words import say
from probation.setup.places import ROOT
from probation.setup.words import collect, is_translated, update_catalogues

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
    used = {message.id for message in collect() if message.id}
    with WELSH.open("rb") as source:
        welsh = [message for message in read_po(source) if message.id]

    assert len(welsh) > 50
    for message in welsh:
        assert message.id in used
        assert gaps(message.string) == gaps(message.id), message.id


def translated(path):
    with path.open("rb") as source:
        return {message.id for message in read_po(source) if is_translated(message)}


def test_a_language_is_offered_exactly_when_its_catalogue_is_whole():
    used = {message.id for message in collect() if message.id}
    catalogues = ROOT.glob("locale/*/LC_MESSAGES/django.po")

    whole = {path.parts[-3] for path in catalogues if used <= translated(path)}

    assert {code for code, _ in settings.LANGUAGES} == {settings.LANGUAGE_CODE} | whole


@pytest.mark.parametrize("preferred", ["en-GB", "cy", "cy, en;q=0.5"])
def test_a_page_says_the_language_it_is_in_whatever_the_browser_prefers(client, db, preferred):
    html = client.get("/sign-in", headers={"Accept-Language": preferred}).content.decode()

    assert '<html lang="en"' in html
    assert "Skip to main content" in html


def test_a_reason_is_said_in_welsh():
    with translation.override("cy"):
        assert say(Reason("Enter at least {n} letters before the *", n=2)) == (
            "Rhowch o leiaf 2 llythyren cyn y *"
        )
        assert say(RuleBroken("X", "You are excluded from viewing this record").reason) == (
            "Rydych wedi’ch eithrio rhag gweld y cofnod hwn"
        )
