"""What is sent twice is done once, and what somebody else has changed meanwhile is never overwritten."""

import pytest
from django.db import connection, transaction

from core.screens.once import MADE_ANEW
from tests.journeys.filling import ANYTHING, WORDS, errors_of, filled, posted_forms
from tests.journeys.markup import Markup
from tests.journeys.screens import add_a_full_life, is_form, screens, visits, walked
from tests.journeys.worlds import client_for, passing_world

pytestmark = pytest.mark.django_db
#: tables that may grow with every request
PASSING = {"django_session", "core_formtoken"}
#: tables that grow with every act, whatever it does
KEPT_OF_ACTS = {"core_auditentry", "core_outboxrow", "pghistory_context"}
#: answers that a form needs where the first option and any words will not do
ANSWERS = {
    "core:preferences": {"theme": "dark"},
    "cases:limited-access-add": {"users": "reception", "reason": ANYTHING},
    "cases:main-details": {"first_name": "Alexander", "preferred_name": WORDS},
    "cases:reachability": {"safe_contact_note": WORDS},
    "cases:equality": {"language_concerns": WORDS},
    "cases:numbers": {"prison_number": "A12345"},
    "cases:alias": {"second_name": WORDS},
    "cases:address-add": {"street": "Fore Street"},
    "cases:address": {"street": "Fore Street"},
    "cases:contact-add": {"type": "CTOA"},
    "cases:contact-edit": {"description": WORDS},
    "cases:appointment-add": {"location": ANYTHING, "on": "9/3/2026"},
    "cases:appointment-reschedule": {"location": ANYTHING, "on": "9/3/2026"},
    "cases:key-dates": {"EXP": "1/6/2030"},
    "risk:assessment-answers": {"do": "save-draft", "notes": WORDS},
    "referrals:draft-person": {"practitioner_phone": "07700 900456"},
    "referrals:draft-risk": {"edited": "no", "confirmed": "on"},
    "referrals:draft-risk-edit": {"WHO_IS_AT_RISK": WORDS, "confirmed": "on"},
    "referrals:draft-needs": {"when_unavailable": WORDS},
    "referrals:draft-service": {"level": "HIGH"},
    "referrals:draft-delivery": {"reason": WORDS},
    "referrals:withdraw": {"do": "confirm"},
}
THEIRS, MINE = "What they wrote", "What I wrote"
#: status of the answer where a record that somebody else has ended or sent cannot be changed any more
AFTER_THE_END = {
    "cases:appointment-reschedule": 400,
    "cases:circumstance-update": 400,
    "cases:registration-end": 400,
    "cases:requirement-end": 400,
    "referrals:draft-check": 302,
}
#: forms without a token, and those that no answers thought of before fill, each with the reason
WITHOUT_TOKEN = {
    "core:sign-in": "nobody is signed in yet, and signing in twice is no harm",
    "core:components": "an example: nothing is stored",
    "core:second-step-set-up": "asks for a code of now: core/tests/test_second_step.py sends it twice",
    "core:recovery-codes-new": "asks for a code of now",
    "core:second-step-off": "as password",
    "core:password": "its fingerprint would hold the passwords, and the old one is wrong from then on",
    "cases:search": "keeps what was typed for a day, and changes nothing",
    "cases:search-advanced": "as search",
    "core:searches": "shows what somebody searched for, and stores that it was looked at",
}
FORMS = [name for name in walked() if is_form(name) and name not in WITHOUT_TOKEN]
VERSIONED = [name for name in FORMS if screens()[name].view.versioned]


@pytest.fixture(scope="module")
def where(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), passing_world():
        add_a_full_life()
        yield visits()


@pytest.fixture
def visit(where):
    """`visit(screen)`: a client and the address; whatever it does is undone after the test."""
    with transaction.atomic():

        def at(screen):
            first = where[screen][FORM_AT.get(screen, 0)]
            return client_for(first.who), first.address

        yield at
        transaction.set_rollback(True)


#: index of the visit of a screen that shows its form, where it is not the first
FORM_AT = {
    "cases:circumstance-add": 1,
    "cases:registration-add": 1,
    "cases:offence-add": 1,
    "referrals:assign": 1,
    "referrals:assessment-appointment": 3,
}


def rows_everywhere():
    """Table -> number of rows."""
    tables = sorted(set(connection.introspection.table_names()) - PASSING)
    counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return dict(cursor.fetchall())


def form_on(client, address):
    response = client.get(address)
    assert response.status_code == 200, f"{address} answers {response.status_code}"
    page = Markup(response.content.decode())
    form = next(form for form in posted_forms(page) if "form_token" in names_in(page, form))
    return page, form


def names_in(page, form):
    return {part["name"] for part in page.every("input") if form in part.parents}


def send(client, address, page, form, **answers):
    """Sends the form, again with "Save anyway" where it warns. Returns the body, response and address."""
    body = filled(page, form, **answers)
    there = form["action"] or address
    response = client.post(there, body)
    again = Markup(response.content.decode()) if response.status_code == 400 else None
    if again and (warned := [part["value"] for part in again.every("input") if part["name"] == "confirm"]):
        body |= {"confirm": warned}
        response = client.post(there, body)
    return body, response, there


def described(response):
    return f"{response.status_code}: {errors_of(Markup(response.content.decode()))}"


@pytest.mark.parametrize("screen", FORMS)
def test_a_form_sent_twice_is_done_once_and_answered_alike(visit, screen):
    client, address = visit(screen)
    page, form = form_on(client, address)
    before = rows_everywhere()

    body, first, there = send(client, address, page, form, **ANSWERS.get(screen, {}))
    assert first.status_code == 302, f"{described(first)} {body}"
    once = rows_everywhere()
    second = client.post(there, body)

    assert once != before, "the form did nothing"
    assert (second.status_code, second.headers.get("Location")) == (302, first.headers["Location"])
    assert rows_everywhere() == once


@pytest.mark.parametrize("screen", FORMS)
def test_a_form_opened_again_and_sent_with_the_same_answers_adds_nothing(visit, screen):
    """As by Back and Save: the page is fetched anew, with a new token, and filled in again."""
    client, address = visit(screen)
    page, form = form_on(client, address)
    typed = ANSWERS.get(screen, {})
    body, first, there = send(client, address, page, form, **typed)
    assert first.status_code == 302, f"{described(first)} {body}"

    reopened = client.get(address)
    again = anew(reopened, body)
    before = records()
    if again is None:
        return
    second = client.post(there, again)

    assert second.status_code in {302, 400, 409}, described(second)
    assert records() == before


def anew(reopened, body):
    """What a browser sends that fills in the answers of `body` again; None if there is no form any more."""
    page = Markup(reopened.content.decode())
    forms = [form for form in posted_forms(page) if "form_token" in names_in(page, form)]
    if reopened.status_code != 200 or not forms:
        assert reopened.status_code in {200, 302, 404}
        return None
    inputs = [part for part in page.every("input") if forms[0] in part.parents]
    answers = {name: value for name, value in body.items() if name not in MADE_ANEW | {"confirm"}}
    return answers | {part["name"]: part["value"] for part in inputs if part["name"] in MADE_ANEW}


def records():
    """Table -> number of rows, of the tables of records alone: not what is kept of every act."""
    rows = rows_everywhere().items()
    return {table: n for table, n in rows if not table.endswith("history") and table not in KEPT_OF_ACTS}


@pytest.mark.parametrize("screen", VERSIONED)
def test_a_form_opened_before_another_change_shows_it_and_keeps_what_was_typed(visit, screen):
    client, address = visit(screen)
    page, form = form_on(client, address)
    answers = {name: value for name, value in ANSWERS.get(screen, {}).items() if name != "form_token"}
    text = next((part["name"] for part in page.every("textarea") if form in part.parents), "")
    theirs, mine = ({text: words} if text else {} for words in (THEIRS, MINE))
    _body, first, there = send(client, address, page, form, **answers | theirs, form_token="theirs")
    assert first.status_code == 302, described(first)
    kept = records()

    stale = client.post(there, filled(page, form, **answers | mine, form_token="mine"))

    assert records() == kept
    if client.get(address).status_code == 404:
        assert stale.status_code == 404, described(stale)
    elif not text and stale.status_code == 400:
        assert "Already saved" in stale.content.decode()
    elif screen in AFTER_THE_END:
        assert stale.status_code == AFTER_THE_END[screen], described(stale)
    else:
        assert stale.status_code == 409, described(stale)
        assert "You have changed this already" in stale.content.decode()
        assert not text or MINE in stale.content.decode()
