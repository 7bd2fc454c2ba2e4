"""Every screen of the project opens, is well built, and links only to what opens for the same user.

And none reads more of the database because the country is larger.
"""

import base64
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from django.db.models import Model
from django.template import base as template_engine
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.test import APIClient

from cases.models import Person
from cases.tests.factories import AdditionalIdentifierFactory
from core import clock
from core.models import Preferences, User
from core.screens.page import Page
from core.tests.kept_rows import KeptRows
from probation.demonstration import named_people as named
from probation.demonstration.accounts import CLIENT_SECRET
from referrals import panels
from referrals.views.supplier import SupplierReferrals
from risk.tests.factories import AssessmentFactory
from tests.journeys.crawling import Crawl, screen_of
from tests.journeys.growing import Statements
from tests.journeys.showing import show_every_way
from tests.journeys.worlds import client_for, passing_world

pytestmark = pytest.mark.django_db
#: who walks, and addresses to begin at besides My day, which does not lead to every screen
CASES = (
    named.ORDINARY,
    named.HIGH_RISK,
    named.IN_CUSTODY,
    named.BREACH,
    named.ADJUSTMENTS,
    named.ALIASES,
    named.RESTRICTED,
)
ONE_CASE = ["/", f"/case/{named.ORDINARY.crn}/"]
WALKERS = {
    "practitioner": [
        *(f"/case/{named.ADJUSTMENTS.crn}/personal/{part}" for part in ("disabilities", "identifiers")),
        f"/case/{named.ALIASES.crn}/personal/aliases",
        f"/case/{named.HIGH_RISK.crn}/sentence/1",
        f"/case/{named.IN_CUSTODY.crn}/sentence/1",
        f"/case/{named.IN_CUSTODY.crn}/risk",
        "/",
        "/search",
        *(f"/case/{each.crn}/" for each in CASES),
    ],
    "senior": [*ONE_CASE, "/training/"],
    "case.admin": ONE_CASE,
    "reception": ONE_CASE,
    "data.quality": [f"/case/{named.EXCLUDED.crn}/record/access", *ONE_CASE],
    **dict.fromkeys(
        (
            "excluded",
            "unpaid.work.admin",
            "unpaid.work.supervisor",
            "approved.premises",
            "programmes",
            "partnerships",
            "corporate",
            "data.protection",
        ),
        ONE_CASE,
    ),
    "supplier.caseworker": ["/"],
    "supplier.manager": ["/"],
    "administrator": ["/"],
}
#: opened by sending a form, by a program or before signing in: no link leads to them
NOT_WALKED = {
    "core:sign-in": "asks who is there: those who walk have signed in",
    "core:sign-in-code": "follows the password",
    "core:sign-in-recovery": "follows the password",
    "core:recovery-codes": "follows setting up a second step",
    "core:recovery-codes-new": "offered to those who have a second step",
    "core:second-step-off": "offered to those who have a second step",
    "core:second-step-remove": "offered beside somebody who has a second step",
    "core:sign-out": "a button",
    "core:signed-out": "follows signing out",
    "core:components": "for the accessibility checks: its examples lead nowhere",
    "core:stay-signed-in": "asked by the script of the time-out warning",
    "core:shortcuts-off": "a button",
    "core:draft-discard": "a button",
    "cases:alerts-clear": "a button",
    "cases:alerts-undo": "a button",
    "referrals:draft-risk-edit": "follows an answer",
    "referrals:supplier-start": "follows signing in: leads on to a tab of the referrals",
    "referrals:draft-sent": "follows sending",
    "risk:offences": "asked by the script of the offence look-up",
}

#: machine clients of the demonstration, and whom they act for; what they ask for
MACHINES = (
    ("harbour-gate", ""),
    ("harbour-gate", "supplier.caseworker"),
    ("case-system", "practitioner"),
)
ASKED = (
    "/api/v1/sent-referrals/summaries?page=0&size=10",
    "/api/v1/sent-referrals/summaries?completed=false&sort=serviceUserLastName,ASC",
    "/api/v1/sent-referrals/summaries?cancelled=true",
    "/api/v1/sent-referrals/summaries?unassigned=true&sort=assignedToUserName,ASC",
    "/api/v1/sent-referrals/summaries?search=Ashdown",
)
#: who opens the lists they reach in every order, tab and choice of a filter: each list has one of them
SHOW_EVERY_WAY = ("practitioner", "senior", "supplier.manager", "supplier.caseworker")
#: rows of a page of a provider's list, and how many it counts: the smaller world has as many in each tab
FEW = 3


@dataclass
class Walks:
    """What every walker saw in a world of this module's own.

    kept      its rows before they walked
    in_vain   what templates looked for in vain: kind of thing, name, whether it is a row of the database
    ways      address of each way to show a list, and its status
    """

    of: dict[str, Crawl]
    names: list[tuple[str, str, str]]
    kept: KeptRows
    statements: Statements
    in_vain: set[tuple[str, str, bool]]
    ways: dict[str, int]


@pytest.fixture(scope="module")
def walks(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), passing_world():
        add_what_the_world_lacks()
        names = list(Person.objects.values_list("crn", "first_name", "surname"))
        kept, statements = KeptRows.taken(), Statements()
        with statements.noted(), few_to_a_providers_page(), asked_in_vain() as in_vain:
            found = {
                username: Crawl(client_for(username), leave=is_password_page).follow(starts)
                for username, starts in WALKERS.items()
            }
            ways = {way: status for name in SHOW_EVERY_WAY for way, status in show_every_way(found[name])}
            ask_the_interface()
        yield Walks(found, names, kept, statements, in_vain, ways)


@contextmanager
def few_to_a_providers_page():
    """A provider's lists show and count few rows, so that those of the smaller world are full already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SupplierReferrals, "count_cap", FEW)
        patch.setattr(panels, "COUNTED", FEW)
        patch.setattr(panels, "SHOWN", FEW)
        yield


@contextmanager
def asked_in_vain():
    """Notes what templates look for in vain: only then does Django's engine ask `dir`."""
    noted = set()

    def names_of(thing):
        name = sys._getframe(1).f_locals["bit"]
        noted.add((type(thing).__name__, name, isinstance(thing, Model)))
        return dir(thing)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(template_engine, "dir", names_of, raising=False)
        yield noted


def ask_the_interface():
    """What suppliers' systems and the case system ask for most. Tokens end by the day it really is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: datetime.now(clock.LONDON))
        for client_id, username in MACHINES:
            client = caller(client_id, username)
            for address in ASKED:
                assert client.get(address).status_code == 200, address


def caller(client_id, username):
    """A machine client with its token, acting for the user if one is named."""
    client, pair = APIClient(), f"{client_id}:{CLIENT_SECRET}"
    body = {"grant_type": "client_credentials"} | ({"username": username} if username else {})
    basic = f"Basic {base64.b64encode(pair.encode()).decode()}"
    answer = client.post("/auth/oauth/token", body, format="multipart", HTTP_AUTHORIZATION=basic)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['access_token']}")
    return client


def add_what_the_world_lacks():
    """An identifier of its own kind, an assessment somebody is in the middle of, providers' short pages."""
    AdditionalIdentifierFactory(person=Person.objects.get(crn=named.ADJUSTMENTS.crn))
    practitioner = User.objects.get(username="practitioner")
    AssessmentFactory(person=Person.objects.get(crn=named.BREACH.crn), assessor=practitioner)
    for user in User.objects.filter(username__in=("supplier.caseworker", "supplier.manager")):
        Preferences.objects.update_or_create(user=user, defaults={"page_size": FEW})


def is_password_page(address):
    return address.startswith("/admin/") and address.endswith("/password/")


@pytest.fixture(params=WALKERS)
def walk(request, walks):
    return walks.of[request.param]


def pages_of(walk):
    """Pages made by our own templates, without Django's administration."""
    found = [page for page in walk.pages if page.is_page and not page.address.startswith("/admin/")]
    assert found
    return found


def test_every_link_leads_somewhere(walk):
    assert not walk.broken, "\n".join(walk.broken)
    assert len(walk.pages) > 5


def test_every_page_is_well_built(walk):
    faults = [f"{page.address}: {fault}" for page in pages_of(walk) for fault in page.markup.faults()]

    assert not faults, "\n".join(faults)


def test_every_list_shows_its_tabs_its_orders_and_what_its_filters_choose(walks):
    assert len(walks.ways) > 100
    assert set(walks.ways.values()) == {200}


def test_no_template_asks_a_row_for_what_it_does_not_have(walks):
    """Django raises, catches and lists every name of the row: a tenth of a millisecond each."""
    kinds = {kind for kind, _name, _is_row in walks.in_vain}
    asked_of_rows = {(kind, name) for kind, name, is_row in walks.in_vain if is_row}

    assert "dict" in kinds  # what is no row is noted too
    assert asked_of_rows == set()


def test_no_title_names_a_person(walk, walks):
    people = walks.names
    whole = {f"{first} {last}" for _crn, first, last in people} | {
        f"{last}, {first}" for _crn, first, last in people
    }
    surnames = {crn: last for crn, _first, last in people}
    naming = []
    for page in pages_of(walk):
        title = page.markup.title
        of_case = surnames.get((urlsplit(page.address).path.split("/") + [""] * 3)[2])
        if any(name in title for name in whole) or (of_case and of_case in title.split()):
            naming.append(f"{page.address}: {title}")

    assert naming == []


def test_screens_of_one_record_have_different_titles(walk):
    titles = {}
    for page in pages_of(walk):
        subject = (urlsplit(page.address).path.split("/") + [""] * 3)[2]
        titles.setdefault((subject, page.markup.title), set()).add(screen_of(page.address))

    assert {title: screens for title, screens in titles.items() if len(screens) > 1} == {}


def screens(resolver, namespace=""):
    """Names of the screens that open by an address alone."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from screens(entry, ":".join(filter(None, [namespace, entry.namespace])))
        elif isinstance(entry, URLPattern):
            view = getattr(entry.callback, "view_class", None)
            if view and issubclass(view, Page) and "get" in view.http_method_names:
                yield ":".join(filter(None, [namespace, entry.name]))


def test_every_screen_was_reached_by_links_alone(walks):
    reached = set().union(*(walk.screens for walk in walks.of.values()))
    there = set(screens(get_resolver()))

    missed = sorted(there - reached - set(NOT_WALKED))
    assert {"cases:overview", "core:my-day"} <= there
    assert not missed, "\n".join([*missed, *(f"{u} {len(w.pages)}" for u, w in walks.of.items())])


#: people in the two worlds: as many times those of the world the walkers saw
SMALLER, LARGER = 4, 40
#: Beginning of a page's address, part of its statement, and why it may read more where more people are.
MAY_READ_MORE = (
    ("/admin/", "", "the administration lists everybody's accounts and teams, and counts them"),
    ("/search", "", "finds more people; the tests of its statements hold their plans"),
    ("/supplier/referrals?sort=", "", "an order but the first: every key of the provider's tab"),
    ("/supplier/referrals?tab=unassigned&sort=", "", "the same, of the tab that its links name"),
    ("/supplier/referrals?tab=overdue", "", "by caseworker: every key of what is overdue"),
    ("/api/", '"contract_id" IN', "the published answer counts all of a provider's; searches and sorts them"),
    ("/", 'SELECT "core_team"', "teams to choose from: in the larger world a PDU has more of them"),
    ("/case/", 'AS "type" FROM', "what the user entered, by one of two indexes of it: all theirs"),
    ("/diary/outcomes?officer=team", "", "nobody's work there: one of two indexes of its officers says so"),
)


def may_read_more(page, sql):
    return any(page.startswith(begins) and part in sql for begins, part, _because in MAY_READ_MORE)


def test_no_page_reads_more_in_a_larger_country(walks):
    """The statements that the pages sent, in a world of ten times as many people, contacts and referrals."""
    statements = walks.statements
    smaller = statements.reads_at_most_in(walks.kept, times=SMALLER)
    larger = statements.reads_in(walks.kept, times=LARGER)

    grown = [
        f"{page}: {smaller[sql].blocks} blocks, then {larger[sql].blocks}: {sql[:300]} {values}"
        for sql, (page, values) in statements.sent.items()
        if not smaller[sql].allows(larger[sql]) and not may_read_more(page, sql)
    ]
    assert len(statements.sent) > 300
    assert not grown, f"{len(grown)}\n" + "\n".join(grown)
