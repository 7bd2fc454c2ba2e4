"""Search screens: what is kept, what is shown, what nobody else sees."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Person, SavedSearch
from cases.tests.factories import (
    AddressFactory,
    AliasFactory,
    LimitedAccessFactory,
    PersonFactory,
    RecentlyViewedFactory,
)
from core.models import AuditEntry
from core.tests.seen import read_page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def alex():
    return PersonFactory(
        first_name="Alex",
        surname="River",
        pnc="2002/0073319Z",
        tier_code="B2",
        rosh_level="HIGH",
        allocated=True,
    )


def search(client, q, **more):
    return client.post("/search", {"q": q, "match": "all", **more}, follow=True)


def test_a_search_is_kept_and_its_results_have_an_address_without_names(practitioner_client, alex):
    posted = practitioner_client.post("/search", {"q": "alex river"})

    saved = SavedSearch.objects.get()
    assert posted.status_code == 302
    assert posted.url == f"/search?s={saved.pk}"
    page = words(practitioner_client.get(posted.url))
    assert "River, Alex" in page
    assert f"/case/{alex.crn}/" in page
    holder = alex.allocations.get().staff.name
    for shown in (alex.crn, "2002/0073319Z", "High RoSH", "Tier B2", "London", holder):
        assert shown in page
    title = page.split("<title>")[1].split("</title>")[0]
    assert "iver" not in title


def test_a_search_is_audited_by_its_criteria_and_never_by_who_was_found(practitioner_client, alex):
    search(practitioner_client, "alex river")

    entry = AuditEntry.objects.get(act="people-searched")
    assert entry.details == {"criteria": {"form": "box", "q": "alex river", "match": "all"}}
    assert entry.crn == ""


def test_anothers_search_is_not_there_and_an_old_one_is_asked_again(
    practitioner_client, senior_client, practitioner, alex
):
    search(practitioner_client, "river")
    saved = SavedSearch.objects.get()

    assert senior_client.get(f"/search?s={saved.pk}").status_code == 404
    SavedSearch.objects.update(created_at=saved.created_at - timedelta(days=1, minutes=1))
    assert "no longer kept" in words(practitioner_client.get(f"/search?s={saved.pk}"))
    assert practitioner_client.get("/search?s=not-a-key").status_code == 404


@pytest.mark.parametrize(
    ("q", "error"),
    [
        ("", "Enter a name, CRN, date of birth or other identifier"),
        ("s*", "Enter at least 2 letters before the *"),
        ("*son", "Enter at least 2 letters before the *"),
        ("12*", "Only use * in a name"),
        ("a", "Enter at least 2 letters of a name"),
        ("x" * 201, "Enter 200 characters or fewer"),
    ],
)
def test_what_cannot_be_searched_for_is_said_and_kept(practitioner_client, q, error):
    response = search(practitioner_client, q)

    page = words(response)
    assert response.status_code == 400
    assert error in page
    assert "<title>Error:" in page.replace("\n", "")
    assert f'value="{q}"' in page or not q
    assert not SavedSearch.objects.exists()


def test_a_crn_alone_goes_straight_to_the_record(practitioner_client, alex):
    response = practitioner_client.post("/search", {"q": alex.crn.lower()})

    assert response.url == f"/case/{alex.crn}/"
    assert AuditEntry.objects.filter(act="people-searched").exists()


def test_a_merged_crn_shows_what_it_is_now(practitioner_client, alex):
    merged = PersonFactory(merged_into=alex)

    page = words(search(practitioner_client, merged.crn))

    assert f"{merged.crn}, now {alex.crn}" in page


def test_a_limited_person_shows_by_crn_alone_with_provider_and_nothing_else(
    practitioner_client, practitioner, alex
):
    LimitedAccessFactory(person=alex, user=practitioner)

    page = words(search(practitioner_client, alex.crn))
    assert alex.crn in page
    assert "Restricted access" in page
    assert "London" in page
    assert not [secret for secret in ("River", "0073319Z", "High RoSH", "B2") if secret in page]
    for text in ("river", "alex rivre", "2002/0073319Z"):
        assert "No records found" in words(search(practitioner_client, text)), text
    assert practitioner_client.get(f"/case/{alex.crn}/").status_code == 403
    assert AuditEntry.objects.filter(crn=alex.crn, outcome="refused").exists()


def test_the_matching_alias_stands_beneath_the_name(practitioner_client, alex):
    AliasFactory(person=alex, first_name="Jo", surname="Stone")

    page = words(search(practitioner_client, "stone"))

    assert "River, Alex" in page
    assert "Also known as Jo Stone" in page


def test_a_previous_or_preferred_name_that_matched_stands_beneath_the_name(practitioner_client):
    PersonFactory(first_name="Alex", surname="River", previous_surname="Stone", preferred_name="Lex")

    assert "Also known as Alex Stone" in words(search(practitioner_client, "stone"))
    assert "Also known as Lex River" in words(search(practitioner_client, "lex river"))
    assert "Also known as" not in words(search(practitioner_client, "alex river"))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("sandy river", "Nickname: Sandy for Alexander"),
        ("aleksander ryver", "Sounds like Ryver"),
        ("alexander rivxr", "Similar spelling"),
        ("alexandra tom river", "Without the name Tom"),
    ],
)
def test_why_somebody_was_found_is_said_in_the_row(practitioner_client, typed, why):
    PersonFactory(first_name="Alexander", surname="River")

    assert why in words(search(practitioner_client, typed))


def test_a_name_as_typed_needs_no_reason(practitioner_client, alex):
    page = words(search(practitioner_client, "alex river"))

    assert "River, Alex" in page
    assert "Similar" not in page
    assert "Sounds like" not in page


def test_a_misspelt_name_offers_the_name_it_is_close_to(practitioner_client, alex):
    page = words(search(practitioner_client, "aleks rivre"))

    assert "Did you mean" in page
    assert 'name="q" value="Alex River"' in page
    assert "Sounds like Aleks" in page


def test_nobody_found_says_what_to_do(practitioner_client):
    assert "No records found" in words(search(practitioner_client, "nobody"))


def test_results_narrow_by_provider_and_keep_the_search(practitioner_client, alex):
    PersonFactory(first_name="Kim", surname="River", region__code="N01")
    address = practitioner_client.post("/search", {"q": "river"}).url

    page = words(practitioner_client.get(f"{address}&provider=N01"))

    assert "River, Kim" in page
    assert "River, Alex" not in page
    assert "London (1)" in page
    assert f'name="s" value="{SavedSearch.objects.get().pk}"' in page


def test_results_sort_by_date_of_birth_and_turn(practitioner_client, alex, frozen_day):
    PersonFactory(first_name="Kim", surname="River", born_on="1950-01-01")
    address = practitioner_client.post("/search", {"q": "river"}).url

    oldest = words(practitioner_client.get(f"{address}&sort=born"))
    youngest = words(practitioner_client.get(f"{address}&sort=-born"))

    assert oldest.index("River, Kim") < oldest.index("River, Alex")
    assert youngest.index("River, Kim") > youngest.index("River, Alex")


def test_a_page_of_results_costs_the_same_however_many(practitioner_client, django_assert_max_num_queries):
    PersonFactory.create_batch(12, surname="River", allocated=True)
    address = practitioner_client.post("/search", {"q": "river"}).url

    with django_assert_max_num_queries(14):
        page = read_page(practitioner_client, address)
    assert "12 people" in page


def test_the_advanced_form_searches_and_comes_back_filled(practitioner_client, alex):
    fields = {"last_name": "River", "first_name": "Al*", "exact": "no", "include_aliases": "on"}

    posted = practitioner_client.post("/search/advanced", fields)

    assert "River, Alex" in words(practitioner_client.get(posted.url))
    again = words(practitioner_client.get(posted.url.replace("/search?", "/search/advanced?")))
    assert 'value="Al*"' in again


@pytest.mark.parametrize(
    "fields", [{"phone": "07700 900 123"}, {"postcode": "ne11aa"}, {"phone": "07700900123", "sex": "M"}]
)
def test_the_advanced_form_finds_by_phone_and_postcode(practitioner_client, alex, fields):
    Person.objects.filter(pk=alex.pk).update(mobile="07700 900123")
    AddressFactory(person=alex, postcode="NE1 1AA")
    PersonFactory(surname="Stone")

    page = words(practitioner_client.get(practitioner_client.post("/search/advanced", fields).url))

    assert "River, Alex" in page
    assert "Stone" not in page


def test_the_advanced_form_says_each_field_that_cannot_be_searched_for(practitioner_client):
    fields = {
        "last_name": "*r",
        "date_of_birth_day": "31",
        "date_of_birth_month": "2",
        "date_of_birth_year": "1980",
        "crn": "123",
        "match": "all",
        "exact": "no",
    }

    response = practitioner_client.post("/search/advanced", fields)

    page = words(response)
    assert response.status_code == 400
    for error in (
        "Enter at least 2 letters before the *",
        "Date of birth must be a real date",
        "CRN must be a letter and 6 numbers",
    ):
        assert error in page
    assert practitioner_client.post("/search/advanced", {}).status_code == 400


def test_suppliers_do_not_search(supplier_client):
    assert supplier_client.get("/search").status_code == 403
    assert supplier_client.get("/search/advanced").status_code == 403
    assert supplier_client.get("/search/recent").status_code == 403


def test_recently_viewed_masks_limited_people_and_drops_removed_ones(practitioner_client, practitioner, alex):
    removed = PersonFactory(surname="Gone", removed=True)
    for person in (alex, removed, PersonFactory(surname="Seen")):
        RecentlyViewedFactory(user=practitioner, person=person)
    LimitedAccessFactory(person=alex, restriction=True)

    for address in ("/search/recent", "/"):
        page = words(practitioner_client.get(address))
        assert "Seen" in page
        assert alex.crn in page
        assert "Restricted access" in page
        assert "Gone" not in page
        assert "River" not in page


def test_a_learners_practice_person_is_found_by_nobody_and_not_among_those_viewed(
    practitioner_client, senior_client, senior
):
    person, real = PersonFactory(surname="Practice", practice_learner=senior), PersonFactory(surname="Stone")
    for seen in (person, real):
        assert senior_client.get(reverse("cases:overview", args=[seen.crn])).status_code == 200

    assert "No records found" in words(search(practitioner_client, "practice"))
    assert "No records found" in words(search(senior_client, "practice"))
    for name in ("cases:search-recent", "core:my-day"):
        page = read_page(senior_client, reverse(name))
        assert real.crn in page
        assert person.crn not in page
