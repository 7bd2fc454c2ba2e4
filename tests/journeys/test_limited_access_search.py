"""A search by anything but the CRN finds and counts as if the hidden person were not there."""

import re
from datetime import timedelta

import pytest

from cases.models import Address, Alias, IdentifierType, Person, SavedSearch
from cases.people.services.aliases import AliasDetails, add_alias
from cases.people.services.identifiers import add_identifier
from core import clock
from core.models import AuditEntry, User
from core.tests.seen import read_page
from probation.demonstration import named_people as named
from tests.journeys.limiting import EXCLUSION, RESTRICTION, everything_in, secrets_of, shown_in, shut_out
from tests.journeys.worlds import client_for, passing_world

pytestmark = pytest.mark.django_db
KINDS = [EXCLUSION, RESTRICTION]
FORMER_CRN = "Y765432"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), passing_world() as made:
        yield made


@pytest.fixture
def person(world):
    """Somebody who can be found in every way, by words that nobody else has."""
    found = Person.objects.get(crn=named.ORDINARY.crn)
    by, now = User.objects.get(username="senior"), clock.now()
    facts = {
        "surname": "Quillfeather",
        "previous_surname": "Ostrander",
        "preferred_name": "Dazzer",
        "pnc": "2003/0034567U",
        "cro": "065656/91H",
        "noms_number": "A7654QX",
        "ni_number": "AB654321C",
        "prison_number": "ZZ9876",
        "immigration_number": "IMM765432",
        "telephone": "01632 960765",
        "mobile": "07700 900765",
        "born_on": "1947-02-13",
    }
    Person.objects.filter(pk=found.pk).update(**facts)
    add_alias(found.pk, AliasDetails(first_name="Basil", surname="Marchbanks"), by=by, at=now)
    former = IdentifierType.objects.get(code="PCRN")
    found.identifiers.create(type=former, value=FORMER_CRN, search_key=FORMER_CRN.lower(), **stamps(by, now))
    add_identifier(found.pk, type="DRL", value="QUILL702137D99", by=by, at=now)
    home = Address.objects.filter(person=found).first()
    home.street, home.town, home.postcode, home.postcode_key = "Zinnia Row", "Quernby", "ZE9 9ZQ", "ZE9 9ZQ"
    home.save()
    found.refresh_from_db()
    return found


def stamps(by, now):
    return {"created_by": by, "updated_by": by, "created_at": now, "updated_at": now}


#: What is typed into the box: each of these finds the person for a user who may see them.
TYPED = [
    "Quillfeather",
    "Daniel Quillfeather",
    "Quillfeather, Daniel",
    "Quilfether",
    "Danial Quilfeather",
    "Quillf*",
    "Quil*ther",
    "Ostrander",
    "Dazzer Quillfeather",
    "Marchbanks",
    "Basil Marchbanks",
    "Basel Marchbank",
    "13/02/1947",
    "13 February 1947",
    "Quillfeather 13/2/1947",
    "Quilfeather 2/13/1947",
    "2003/0034567U",
    "03/34567u",
    "065656/91H",
    "A7654QX",
    "AB 65 43 21 C",
    "ZZ9876",
    "IMM765432",
    "01632960765",
    "07700 900 765",
    "ZE9 9ZQ",
    "Zinnia Row",
    "Quillfeather ZE9 9ZQ",
]
ADVANCED = [
    {"last_name": "Quillfeather"},
    {"last_name": "Quillfeather", "first_name": "Daniel", "exact": "yes"},
    {"last_name": "Marchbanks", "include_aliases": "on"},
    {"date_of_birth_day": "13/2/1947"},
    {"date_of_birth_day": "13/2/1947", "sex": "M", "provider": "N52"},
    {"last_name": "Quillfeather", "date_of_birth_day": "1/1/2001", "match": "any"},
    {"identifier_kind": "PNC", "identifier": "2003/0034567U"},
    {"identifier_kind": "DRL", "identifier": "QUILL702137D99"},
    {"identifier_kind": "PCRN", "identifier": FORMER_CRN},
]


def results(client, typed, *, advanced=False, match="all"):
    """The page of results, without the words typed, which it repeats."""
    answers = {"match": match, **typed} if advanced else {"q": typed, "match": match}
    response = client.post("/search/advanced" if advanced else "/search", answers, follow=True)
    assert response.status_code == 200, typed
    return shown(everything_in(response), *(answers.values()))


def shown(page, *typed):
    for words in typed:
        page = page.replace(f'value="{words}"', "")
    page = re.sub(r"You searched for:.*?</p>", "", page, flags=re.S)
    return re.sub(r"s=[0-9a-f-]{36}|[\w-]{64}|[0-9a-f]{32}", "", page)


def counted(page):
    found = re.search(r"([\d,]+) (person|people)\s*<", page)
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.parametrize("kind", KINDS)
def test_by_anything_but_the_crn_nothing_is_found_and_nobody_counted(person, kind):
    client, secrets = client_for("practitioner"), secrets_of(person)
    ways = [(typed, False) for typed in TYPED] + [(typed, True) for typed in ADVANCED]
    before = [results(client, typed, advanced=advanced) for typed, advanced in ways]
    for (typed, _), page in zip(ways, before, strict=True):
        assert person.crn in page, f"{typed} does not find the person to begin with"
    shut_out(person, kind)

    for (typed, advanced), was in zip(ways, before, strict=True):
        page = results(client, typed, advanced=advanced)
        assert person.crn not in page, typed
        assert shown_in(page, [*secrets, "Basil"]) == [], typed
        assert counted(page) == counted(was) - 1, typed


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [named.ORDINARY.crn, named.MERGED_AWAY.crn, FORMER_CRN])
def test_by_a_crn_the_row_stays_with_number_and_provider_and_no_order_shows_more(person, kind, number):
    client, secrets = client_for("practitioner"), secrets_of(person)
    shut_out(person, kind)

    page = results(client, number)

    assert person.crn in page
    assert "Restricted access" in page
    assert counted(page) == 1
    for more in ("", "&sort=name", "&sort=-name", "&sort=born", "&sort=-born", "&provider=N52"):
        again = client.get(f"{last_search(client)}{more}").content.decode()
        assert person.crn in again, more
        assert shown_in(again, secrets) == [], more


@pytest.mark.parametrize("match", ["all", "any"])
def test_what_is_typed_beside_a_crn_gives_one_answer_right_or_wrong(person, match):
    client, secrets = client_for("practitioner"), secrets_of(person)
    shut_out(person, RESTRICTION)

    for right, wrong in (
        ("13/2/1947", "14/2/1947"),
        ("Quillfeather", "Quallfeather"),
        ("ZE9 9ZQ", "ZE9 9ZZ"),
        ("A7654QX", "A7654QY"),
        ("07700 900765", "07700 900999"),
    ):
        pages = [results(client, f"{person.crn} {more}", match=match) for more in (right, wrong)]
        assert counted(pages[0]) == counted(pages[1]), right
        assert [shown_in(page, secrets) for page in pages] == [[], []], right
        assert ("Restricted access" in pages[0]) == ("Restricted access" in pages[1]), right
    for right, wrong in (
        ({"date_of_birth_day": "13/2/1947"}, {"date_of_birth_day": "14/2/1947"}),
        ({"last_name": "Quillfeather"}, {"last_name": "Quallfeather"}),
        ({"sex": "M"}, {"sex": "F"}),
    ):
        pages = [
            results(client, {"crn": person.crn, **more}, advanced=True, match=match)
            for more in (right, wrong)
        ]
        assert counted(pages[0]) == counted(pages[1]), right
        assert [shown_in(page, secrets) for page in pages] == [[], []], right


def last_search(client):
    saved = SavedSearch.objects.filter(owner__username="practitioner").latest("created_at")
    return f"/search?s={saved.pk}"


def test_a_search_made_before_the_exclusion_is_answered_as_things_are_now(person):
    client, secrets = client_for("practitioner"), secrets_of(person)
    assert person.crn in results(client, "Quillfeather")
    address = last_search(client)
    shut_out(person, EXCLUSION)

    for more in ("", "&sort=name", "&sort=-born", "&page=2", "&provider=N52"):
        page = shown(read_page(client, address + more), "Quillfeather")
        assert person.crn not in page, more
        assert shown_in(page, secrets) == [], more


def test_what_was_typed_is_in_the_audit_but_not_that_it_would_have_found_somebody(person):
    shut_out(person, EXCLUSION)
    results(client_for("practitioner"), "Quillfeather")

    row = AuditEntry.objects.filter(act="people-searched", by_name="practitioner").latest("pk")

    assert row.details["criteria"]["q"] == "Quillfeather"
    assert row.crn == ""
    assert person.crn not in str(row.details)


@pytest.mark.parametrize(
    "gone", [named.REMOVED, named.PRACTICE, named.MERGED_AWAY], ids=lambda one: one.surname
)
@pytest.mark.parametrize("username", ["practitioner", "senior"])
def test_who_is_gone_or_for_practice_is_found_by_nothing(world, username, gone):
    client, record = client_for(username), Person.objects.get(crn=gone.crn)
    Alias.objects.create(
        person=record,
        first_name="Basil",
        surname="Marchbanks",
        created_at=clock.now() - timedelta(days=9),
        updated_at=clock.now(),
    )
    Person.objects.filter(pk=record.pk).update(mobile="07700 900766", pnc="2003/0034567U")

    for typed in (gone.surname, record.name, "Marchbanks", "07700 900766", "2003/0034567U"):
        page = results(client, typed)
        assert gone.crn not in page, typed
        assert shown_in(page, [record.name, record.listed_name, "Basil"]) == [], typed
    assert counted(results(client, named.ORDINARY.surname)) > 0
    if gone != named.MERGED_AWAY:
        assert counted(results(client, gone.crn)) == 0
