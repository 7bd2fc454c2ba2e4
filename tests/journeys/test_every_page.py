"""Every screen of the project opens, is well built, and links only to what opens for the same user."""

from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from cases.models import Person
from cases.tests.factories import AdditionalIdentifierFactory
from core.models import User
from core.screens.page import Page
from probation.demonstration import named_people as named
from risk.tests.factories import AssessmentFactory
from tests.journeys.crawling import Crawl, screen_of
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


@pytest.fixture(scope="module")
def walks(django_db_setup, django_db_blocker):
    """Every walker's crawl, in a world of this module's own."""
    with django_db_blocker.unblock(), passing_world():
        add_what_the_world_lacks()
        names = list(Person.objects.values_list("crn", "first_name", "surname"))
        found = {
            username: Crawl(client_for(username), leave=is_password_page).follow(starts)
            for username, starts in WALKERS.items()
        }
        yield found, names


def add_what_the_world_lacks():
    """An identifier of its own kind, and an assessment somebody is in the middle of."""
    AdditionalIdentifierFactory(person=Person.objects.get(crn=named.ADJUSTMENTS.crn))
    practitioner = User.objects.get(username="practitioner")
    AssessmentFactory(person=Person.objects.get(crn=named.BREACH.crn), assessor=practitioner)


def is_password_page(address):
    return address.startswith("/admin/") and address.endswith("/password/")


@pytest.fixture(params=WALKERS)
def walk(request, walks):
    return walks[0][request.param]


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


def test_no_title_names_a_person(walk, walks):
    _walks, people = walks
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
    reached = set().union(*(walk.screens for walk in walks[0].values()))
    there = set(screens(get_resolver()))

    missed = sorted(there - reached - set(NOT_WALKED))
    assert {"cases:overview", "core:my-day"} <= there
    assert not missed, "\n".join([*missed, *(f"{u} {len(w.pages)}" for u, w in walks[0].items())])
