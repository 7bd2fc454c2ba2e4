"""What a user may not know about a person is on none of their screens, and every attempt is audited."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from cases.models import Contact, Person
from core import clock
from core.models import AuditEntry, User
from core.screens import drafts
from core.screens.lists import ListPage
from probation.demonstration import named_people as named
from referrals.codes import ReferralState
from referrals.models import Referral
from tests.journeys.crawling import Crawl
from tests.journeys.limiting import (
    EXCLUSION,
    RESTRICTION,
    Route,
    everything_in,
    exclude,
    lists,
    refused,
    routes,
    secrets_of,
    shown_in,
    shut_out,
    user_with,
)
from tests.journeys.worlds import client_for, passing_world

pytestmark = pytest.mark.django_db
KINDS = [EXCLUSION, RESTRICTION]
#: Addresses with parts that are about nobody on probation.
ABOUT_NOBODY = {
    "core:draft-discard",
    "core:second-step-remove",
    "referrals:service",
    "training:job-title",
    "training:activity",
    "training:activity-open",
}
#: Lists that keep a row with the CRN alone when the user may not open the record: there is work to do.
KEPT_ON = {
    "core:my-day",
    "core:drafts",
    "cases:alerts",
    "cases:caseload",
    "cases:diary-day",
    "cases:diary-week",
    "cases:diary-office",
    "cases:diary-outcomes",
    "cases:diary-enforcement",
    "cases:diary-deadlines",
    "cases:search-recent",
    "referrals:referrals",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), passing_world() as made:
        yield made


@pytest.fixture
def person(world):
    """Somebody in every list of the practitioner, who has just viewed them and begun a draft about them."""
    found = Person.objects.get(crn=named.ORDINARY.crn)
    assert client_for("practitioner").get(f"/case/{found.crn}/").status_code == 200
    drafts.keep(
        user=User.objects.get(username="practitioner"),
        kind="contact",
        key=f"/case/{found.crn}/contacts/add",
        title="Add a contact",
        address=f"/case/{found.crn}/contacts/add",
        data={"note": [f"Rang {found.surname}"]},
        at=clock.now(),
        crn=found.crn,
    )
    return found


# --- lists, counts, titles --------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_every_list_in_every_order_keeps_the_crn_where_there_is_work_and_gives_nothing_away(person, kind):
    secrets = secrets_of(person)
    named_on, kept_on, practitioner = set(), set(), client_for("practitioner")
    for route, address in lists("practitioner"):
        page = practitioner.get(address).content.decode()
        named_on |= {route.name} if shown_in(page, secrets) else set()
    assert named_on >= KEPT_ON - {"core:drafts"}, "the person is not in every list to begin with"
    shut_out(person, kind)

    for username in ("practitioner", "senior", "reception"):
        client = client_for(username)
        for route, address in lists(username, sorted_too=username == "practitioner"):
            response = client.get(address)
            text = everything_in(response)
            assert shown_in(text, secrets) == [], f"{username} at {address}"
            assert links_in(text, person) <= {"", "contacts/add"}, f"{username} at {address}"
            if username == "practitioner" and person.crn in text:
                kept_on.add(route.name)
            if response.status_code == 200 and issubclass(route.view, ListPage):
                assert_hidden_come_last(response, route, person.crn, address)
    assert kept_on == KEPT_ON


def links_in(html: str, person: Person) -> set[str]:
    """What follows the person's address in links. The address alone gives nothing away: it is refused."""
    return set(re.findall(rf"/case/{person.crn}/([^\"?#<]*)", html))


def assert_hidden_come_last(response, route: Route, crn: str, address: str):
    """In any order but the default, hidden rows must come after all others."""
    default = next(iter(route.view.sorts))
    sort = re.search(r"sort=-?(\w+)", address)
    if sort is None or sort[1] == default:
        return
    found = [re.findall(r"\b[A-Z]\d{6}\b", row) for row in rows_of(response.content.decode())]
    hidden = [crn in row for row in found if row]
    assert hidden == sorted(hidden), f"{address} places the hidden rows among the others: {hidden}"


def rows_of(html: str) -> list[str]:
    body = re.search(r"<tbody.*</tbody>", html, re.S)
    return body[0].split("<tr")[1:] if body else []


def test_a_colleagues_diary_is_masked_for_whoever_looks_at_it(person):
    officer = Contact.objects.filter(person=person, staff__user__username="practitioner").first().staff
    exclude(person, "senior")
    client, secrets = client_for("senior"), secrets_of(person)

    for place in ("day", "outcomes", "enforcement", "deadlines"):
        page = client.get(f"/diary/{place}?officer={officer.pk}&within=all").content.decode()
        assert person.crn in page, place
        assert shown_in(page, secrets) == [], place


# --- every address of the table ---------------------------------------------------------------------------
def address_of(route: Route, person: Person, sent: Referral, draft: Referral) -> str:
    """The route's address about the person. Any key will do: access is refused before the row is read."""
    values = {"crn": person.crn, "ref": sent.reference, "uuid": str(draft.uuid)}
    address = "/" + route.route
    for name in route.asks:
        address = re.sub(rf"<\w+:{name}>", values.get(name, "1"), address)
    return address


def about_somebody() -> list[Route]:
    asking = [row for row in routes() if row.asks and not row.name.startswith("api:")]
    return [row for row in asking if row.name not in ABOUT_NOBODY]


def test_every_address_that_asks_for_something_is_tried_or_is_about_nobody():
    assert [row.name for row in about_somebody() if not row.asks & {"crn", "ref"}] == []
    assert {row.name for row in routes()} >= ABOUT_NOBODY
    assert len(about_somebody()) > 60


#: whoever maintains limited access reaches these of a restricted record, by the CRN alone (decision 0014)
MAINTAINED = {"cases:limited-access-add", "cases:limited-access-end"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_address_about_the_person_is_refused_by_every_method_and_audited(person, kind):
    secrets = secrets_of(person)
    sent = Referral.objects.filter(person=person).exclude(state=ReferralState.DRAFT).first()
    draft = Referral.objects.filter(person=person, state=ReferralState.DRAFT).first()
    shut_out(person, kind)

    for route in about_somebody():
        supplier = "/supplier/" in f"/{route.route}"
        if supplier and kind == RESTRICTION:
            continue
        username, address = user_with(route.permission), address_of(route, person, sent, draft)
        client = client_for(username)
        asks = (client.get, client.post, client.head, client.options)
        for ask in asks if kind == EXCLUSION else asks[:2]:
            before = refused(route.name, person, username)
            response = ask(address)
            tried = f"{username}: {ask.__name__} {address}"
            assert shown_in(everything_in(response), secrets) == [], tried
            if kind == RESTRICTION and route.name in MAINTAINED:
                assert response.status_code in (200, 400, 404), tried
                continue
            assert response.status_code == (404 if supplier else 403), tried
            assert refused(route.name, person, username) == before + 1, tried


def test_whoever_lacks_the_permission_too_is_refused_under_the_persons_number(person):
    exclude(person, "practitioner")
    client = client_for("practitioner")

    assert client.get(f"/case/{person.crn}/record/access/add").status_code == 403

    row = AuditEntry.objects.filter(by_name="practitioner", outcome="refused").latest("pk")
    assert (row.act, row.crn, row.details["kind"]) == ("cases:limited-access-add", person.crn, "permission")


def test_the_address_of_every_part_is_refused_too(person):
    """The addresses are those that somebody who may open the record meets, with their keys and queries."""
    secrets = secrets_of(person)
    base = f"/case/{person.crn}/"
    sent = Referral.objects.filter(person=person).exclude(reference="").values_list("reference", flat=True)
    ours = (base, *(f"/referrals/{reference}/" for reference in sent))
    walk = Crawl(client_for("practitioner"), leave=lambda address: not address.startswith(ours)).follow(ours)
    met = [page.address for page in walk.pages if page.status == 200 and page.address.startswith(ours)]
    assert len(met) > 30
    exclude(person, "practitioner")
    client = client_for("practitioner")

    for address in met:
        response = client.get(address)
        assert response.status_code == 403, address
        assert shown_in(everything_in(response), secrets) == [], address


# --- suppliers' staff --------------------------------------------------------------------------------------
def test_a_suppliers_user_shut_out_meets_nothing_of_the_referral_and_a_colleague_all_of_it(world):
    sent = Referral.objects.filter(person__crn=named.EXCLUDED.crn).exclude(reference="").get()
    person, secrets = sent.person, secrets_of(sent.person)
    pages = [address for _, address in lists("supplier.manager")]
    manager, colleague = client_for("supplier.manager"), client_for("supplier.caseworker")
    assert any(sent.reference in manager.get(address).content.decode() for address in pages)
    before = counts_on(manager)
    exclude(person, "supplier.manager")

    for address in pages:
        response = manager.get(address)
        assert response.status_code == 200, address
        assert shown_in(everything_in(response), [*secrets, person.crn, sent.reference]) == [], address
    assert sum(counts_on(manager)) < sum(before)
    tried = AuditEntry.objects.filter(outcome="refused", crn=person.crn, by_name="supplier.manager")
    assert manager.get(f"/supplier/referrals/{sent.reference}/").status_code == 404
    assert tried.filter(act="referrals:supplier-referral").count() == 1
    chosen = {"referral": [sent.reference], "assigned_to": "1"}
    assert manager.post("/supplier/referrals", chosen).status_code == 400
    assert tried.filter(act="referrals:supplier-referrals").count() == 1
    assert colleague.get(f"/supplier/referrals/{sent.reference}/").status_code == 200


def counts_on(client) -> list[int]:
    """The counts in the tabs of the supplier's list."""
    page = client.get("/supplier/referrals").content.decode()
    return [int(n) for n in re.findall(r"\((\d+)\)", page)]


def test_a_restriction_leaves_a_sent_referral_to_the_supplier_it_was_sent_to(world):
    sent = Referral.objects.filter(person__crn=named.EXCLUDED.crn).exclude(reference="").get()
    shut_out(sent.person, RESTRICTION)

    response = client_for("supplier.manager").get(f"/supplier/referrals/{sent.reference}/")

    assert response.status_code == 200
    assert sent.person.surname in response.content.decode()


# --- system administration ---------------------------------------------------------------------------------
def test_system_administration_lists_nobody(person):
    secrets, administrator = secrets_of(person), client_for("administrator")

    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        response = administrator.get(address)
        assert response.status_code == (403 if model._meta.app_label == "axes" else 200), address
        assert shown_in(response.content.decode(), secrets) == [], address
        assert not person_columns(model), f"{address} leads to people"
    assert administrator.get(f"/case/{person.crn}/").status_code == 403


def person_columns(model):
    return [field.name for field in model._meta.fields if field.related_model is Person]
