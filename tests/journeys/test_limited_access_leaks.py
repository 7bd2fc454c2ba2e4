"""What a user may not know of a person is on no page of theirs; records that are gone are on nobody's."""

import re

import pytest

from cases.models import LimitedAccess, LimitedAccessReason, Person
from core import clock
from core.models import AuditEntry, User
from probation.demonstration import named_people as named
from referrals.models import Referral
from tests.journeys.crawling import Crawl
from tests.journeys.worlds import client_for, passing_world

pytestmark = pytest.mark.django_db
HIDDEN = named.ORDINARY
STAFF = ("practitioner", "senior", "case.admin", "reception", "excluded")
SUPPLIERS = ("supplier.caseworker", "supplier.manager")
GONE = (named.REMOVED, named.MERGED_AWAY, named.PRACTICE)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), passing_world() as made:
        yield made


def hide(person, username):
    """Shuts one user out of one record."""
    reason = LimitedAccessReason.objects.order_by("pk").first()
    by, now = User.objects.get(username="data.quality"), clock.now()
    stamps = {"started_at": now, "created_at": now, "updated_at": now, "created_by": by}
    user = User.objects.get(username=username)
    LimitedAccess.objects.create(
        person=person, kind=LimitedAccess.EXCLUSION, user=user, reason=reason, **stamps
    )


def secrets_of(person):
    born = person.born_on
    address = person.addresses.order_by("pk").first()
    told = [
        person.surname,
        person.pnc,
        f"{born.day} {born:%B} {born.year}",
        f"{born.day} {born:%b} {born.year}",
        f"{born.day}/{born.month}/{born.year}",
        born.isoformat(),
        *([address.postcode] if address else []),
    ]
    return [secret for secret in told if secret]


def told_in(html, secrets):
    return [secret for secret in secrets if re.search(rf"(?<![\w/]){re.escape(secret)}(?![\w/])", html)]


def lists_of(username, *starts):
    """Every list and frame, without the pages about one person."""
    apart = ("/case/", "/admin/", "/training/", "/static/")
    client = client_for(username)
    return Crawl(client, leave=lambda address: address.startswith(apart)).follow(["/", *starts]).pages


def addresses_about(person):
    """Every address of a person's records that somebody who may see them meets, and their referrals'."""
    base = f"/case/{person.crn}/"
    references = (
        Referral.objects.filter(person=person).exclude(reference="").values_list("reference", flat=True)
    )
    ours = (base, *(f"/referrals/{reference}/" for reference in references))
    walk = Crawl(client_for("practitioner"), leave=lambda address: not address.startswith(ours)).follow(ours)
    return [page.address for page in walk.pages if page.status == 200 and page.address.startswith(ours)]


def refusals(username, crn):
    by = User.objects.get(username=username)
    return AuditEntry.objects.filter(outcome="refused", crn=crn, by_id=by.pk).count()


def test_a_user_shut_out_meets_the_number_only_and_every_attempt_is_audited(world):
    person = Person.objects.get(crn=HIDDEN.crn)
    secrets = secrets_of(person)
    addresses = addresses_about(person)
    assert len(addresses) > 30
    assert person.surname in client_for("practitioner").get("/cases").content.decode()
    hide(person, "practitioner")

    for page in lists_of("practitioner", "/search", "/search/recent"):
        assert told_in(page.html, secrets) == [], page.address
        assert page.status < 400, page.address
    client = client_for("practitioner")
    for address in addresses:
        before = refusals("practitioner", person.crn)
        answer = client.get(address)

        assert answer.status_code == 403, address
        assert told_in(answer.content.decode(), secrets) == [], address
        assert refusals("practitioner", person.crn) == before + 1, address
        posted = client.post(address, {"do": "save"})
        assert posted.status_code in (403, 404, 405), address
        assert told_in(posted.content.decode(), secrets) == [], address


def test_searching_finds_nothing_out_about_somebody_shut_away(world):
    person = Person.objects.get(crn=HIDDEN.crn)
    secrets = secrets_of(person)
    hide(person, "practitioner")
    client = client_for("practitioner")
    born = f"{person.born_on:%d/%m/%Y}"
    for typed in (
        person.surname,
        f"{person.first_name} {person.surname}",
        born,
        person.pnc,
        person.crn,
        "Ash*",
    ):
        page = client.post("/search", {"q": typed}, follow=True)

        shown = re.sub(r'value="[^"]*"', "", page.content.decode())
        echoed = {typed, person.surname} if person.surname in typed else {typed}
        assert [secret for secret in told_in(shown, secrets) if secret not in echoed] == [], typed
        assert f">{person.name}<" not in shown, typed


def test_a_suppliers_user_shut_out_meets_nothing_of_the_referral(world):
    manager = client_for("supplier.manager")
    listed = Crawl(manager).follow(["/supplier/referrals"]).pages
    referral = next(
        row
        for row in Referral.objects.exclude(reference="").select_related("person").order_by("pk")
        if any(page.address.startswith(f"/supplier/referrals/{row.reference}/") for page in listed)
    )
    secrets = secrets_of(referral.person)
    assert any(told_in(page.html, secrets) for page in listed)
    hide(referral.person, "supplier.manager")

    for page in lists_of("supplier.manager", "/supplier/referrals"):
        assert told_in(page.html, secrets) == [], page.address
    for rest in ("", "assign", "case-notes", "case-notes/add", "assessment-appointment"):
        answer = manager.get(f"/supplier/referrals/{referral.reference}/{rest}")
        assert answer.status_code in (403, 404), rest
        assert told_in(answer.content.decode(), secrets) == [], rest


@pytest.mark.parametrize("username", [*STAFF, *SUPPLIERS])
def test_removed_merged_and_practice_records_are_in_no_list_and_no_search(world, username):
    for page in lists_of(username):
        for gone in GONE:
            assert gone.crn not in page.html, f"{page.address} shows {gone.crn}"
            assert told_in(page.html, [gone.surname]) == [], f"{page.address} names {gone.surname}"
    if username in SUPPLIERS:
        return
    client = client_for(username)
    for gone in (named.REMOVED, named.MERGED_AWAY):
        found = client.post("/search", {"q": f"{gone.first_name} {gone.surname}"}, follow=True)
        assert f"/case/{gone.crn}/" not in found.content.decode()


@pytest.mark.parametrize("username", STAFF)
def test_the_address_of_a_record_that_is_gone_leads_nowhere_or_to_the_survivor(world, username):
    client = client_for(username)

    assert client.get(f"/case/{named.REMOVED.crn}/").status_code == 404
    merged = client.get(f"/case/{named.MERGED_AWAY.crn}/")
    assert (merged.status_code, merged.headers.get("Location")) == (302, f"/case/{named.ORDINARY.crn}/")
    if username != "practitioner":
        assert client.get(f"/case/{named.PRACTICE.crn}/").status_code == 404
