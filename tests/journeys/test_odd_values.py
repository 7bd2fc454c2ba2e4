"""No value that somebody can send makes a screen fail, in whichever field or parameter it stands."""

import inspect
import re

import pytest
from django.db import transaction

from tests.journeys.filling import filled, posted_forms
from tests.journeys.markup import Markup
from tests.journeys.screens import add_a_full_life, screens, visits, walked
from tests.journeys.worlds import client_for, passing_world

pytestmark = pytest.mark.django_db
ODD = {
    "a digit that is not ASCII": "²",
    "digits of another script": "٣٣",
    "NUL": "\x00",
    "NUL inside": "a\x00b",
    "very long": "x" * 5000,
    "more digits than a key has": "9" * 40,
    "negative": "-1",
    "a word": "x",
    "an address elsewhere": "//example.org",
}
#: parameters that every address may meet
EVERYWHERE = {"page", "sort", "back", "from", "draft", "next", "do", "print", "officer"}
ASKED = re.compile(r'GET(?:\.get|\.getlist)?[\[(]"(\w+)"|query\.get\("(\w+)"')
#: the values of hidden fields, which a form never types but anybody may send
HIDDEN = ("version", "form_token", "back", "was", "confirm", "typed_by", "do", "use-note")


@pytest.fixture(scope="module")
def where(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), passing_world():
        add_a_full_life()
        yield visits()


@pytest.fixture(autouse=True)
def undone(where):
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tried(ask, *args):
    """The status of an answer; what was done is undone."""
    with transaction.atomic():
        status = ask(*args).status_code
        transaction.set_rollback(True)
    return status


def parameters_of(view):
    """The query parameters that a screen reads."""
    sources = [
        inspect.getsource(base)
        for base in view.__mro__
        if base.__module__.split(".")[0] != "django" and base is not object
    ]
    named = {first or second for source in sources for first, second in ASKED.findall(source)}
    filter_class = getattr(view, "filter_class", None)
    return sorted(named | EVERYWHERE | set(getattr(filter_class, "base_fields", ())))


@pytest.mark.parametrize("screen", walked())
def test_an_odd_parameter_is_answered(where, screen):
    visit, parameters = where[screen][0], parameters_of(screens()[screen].view)
    client = client_for(visit.who) if visit.who else client_for("practitioner")
    address = visit.address.partition("?")[0]
    failed = [
        (kind, "all at once")
        for kind, value in ODD.items()
        if tried(client.get, address, dict.fromkeys(parameters, value)) >= 500
    ]
    failed += [
        (name, "NUL")
        for name in parameters
        if name not in EVERYWHERE and tried(client.get, address, {name: "\x00"}) >= 500
    ]

    assert tried(client.get, visit.address) in {200, 302}
    assert failed == []


@pytest.mark.parametrize("screen", walked())
def test_an_odd_value_in_a_form_is_answered(where, screen):
    visit = where[screen][-1]
    client = client_for(visit.who) if visit.who else client_for("practitioner")
    page = Markup(client.get(visit.address).content.decode())
    failed = []
    for form in posted_forms(page):
        there, sent = form["action"] or visit.address, filled(page, form)
        tokens = {name: sent[name] for name in ("form_token",) if name in sent}
        for kind, value in ODD.items():
            everything = dict.fromkeys(sent, value) | tokens
            if tried(client.post, there, everything) >= 500:
                failed.append((kind, "all at once"))
        drafted = dict.fromkeys(sent, "a\x00b") | tokens | {"do": "save-draft"}
        if tried(client.post, there, drafted) >= 500:
            failed.append(("NUL", "as a draft"))
        for name in HIDDEN:
            for value in ("a\x00b", "²", "x" * 5000):
                if tried(client.post, there, sent | {name: value}) >= 500:
                    failed.append((name, value[:5]))

    assert tried(client.get, visit.address) in {200, 302}
    assert failed == []


def test_a_draft_saved_at_a_very_long_address_is_kept(where):
    client = client_for("practitioner")
    address = f"/case/X000001/contacts/add?{'x=1&' * 200}"

    answer = client.post(address, {"do": "save-draft", "note": "What was typed"}, follow=True)

    assert answer.status_code == 200
    assert "/case/X000001/contacts/add" in client.get("/drafts").content.decode()


@pytest.mark.parametrize("part", ["%00", "%C2%B2", "x" * 3000, "9" * 40])
def test_an_odd_part_of_an_address_is_a_page_not_found(where, part):
    client = client_for("practitioner")
    for address in (
        f"/case/{part}/",
        f"/case/X000001/contacts/{part}",
        f"/case/X000001/contacts/{part}/edit",
        f"/referrals/{part}/",
        f"/services/{part}",
        f"/drafts/{part}/discard",
        f"/training/{part}",
        f"/{part}",
    ):
        assert client.get(address).status_code in (301, 400, 404, 405), address
