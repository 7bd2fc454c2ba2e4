"""Every way to find a person, and the people whom nobody may find."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import access
from cases.codes import LimitedAccessKind
from cases.models import AdditionalIdentifier, Address, AddressStatus, IdentifierType
from cases.search.queries import finding
from cases.search.rules.advanced import SearchForm, read_search_form
from cases.search.rules.box import read_search
from cases.search.rules.ways import wanted_from_box, wanted_from_form
from cases.tests.search_world import NOON, also_known, limit, somebody, user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


#: after five runs PostgreSQL may keep one plan for all values
UNTIL_A_PLAN_IS_KEPT = 7


@pytest.fixture
def looker():
    return user()


def look(text, who, *, match_all=True):
    return _find(wanted_from_box(read_search(text, today=TODAY, match_all=match_all)), who)


def ask(who, *, any_of=False, **fields):
    return _find(wanted_from_form(read_search_form(SearchForm(**fields), today=TODAY), any_of=any_of), who)


def _find(wanted, who):
    return finding.find(
        wanted,
        blocked=lambda ids: access.limited_access_of(ids, who, at=NOON),
    )


def ids(found):
    return [hit.person_id for hit in found.hits]


@pytest.mark.parametrize(
    "text",
    [
        "river",
        "RIVER alex",
        "Alex River",
        "riv",
        "ri*r alex",
        "20/06/1980",
        "river 20 June 1980",
        "2002/0073319Z",
        "02/73319z",
        "SF83/50058Z",
        "A1234BC",
        "JG 10 37 59 A",
        "07700 900123",
        "+447700900123",
        "ZZ99 1AB",
        "river zz991ab",
        "MX1234",
        "12 High Street",
        "alex rivre",
        "aleks river",
        "alix ryver",
        "river 21/06/1980",
        "rivver alexx 20/06/1980",
    ],
)
def test_a_person_is_found_by(text, looker, settings):
    alex = somebody(
        pnc="2002/0073319Z",
        cro="SF83/50058Z",
        noms_number="A1234BC",
        ni_number="JG103759A",
        mobile="07700 900 123",
        prison_number="mx1234",
    )
    somebody("Brook", "Stone", born_on=date(1990, 1, 1))
    main = AddressStatus.objects.get_or_create(code="M", defaults={"words": "Main"})[0]
    Address.objects.create(
        person=alex,
        status=main,
        number="12",
        street="High Street",
        postcode="ZZ99 1AB",
        postcode_key="ZZ991AB",
        started_on=date(2020, 1, 1),
        created_at=NOON,
        updated_at=NOON,
    )

    assert ids(look(text, looker)) == [alex.pk]
    settings.KEEPS_PLANS = True
    for _ in range(UNTIL_A_PLAN_IS_KEPT):
        assert ids(look(text, looker)) == [alex.pk]


def test_apostrophes_hyphens_accents_and_spaces_do_not_matter(looker):
    sian = somebody("Siân", "O'Neil-Smith")

    for text in ("sian oneilsmith", "Sian O'Neil", "siân o’neil smith", "smith sian", "oneil-smith"):
        assert ids(look(text, looker)) == [sian.pk], text


def test_a_middle_name_counts_less_than_a_first_name_and_that_less_than_a_last_name(looker):
    middle = somebody("Ali", "Stone", second_name="Jordan")
    first = somebody("Jordan", "Brook")
    last = somebody("Kim", "Jordan")
    alias = somebody("Lee", "Vale")
    also_known(alias, "Lee", "Jordan")

    assert ids(look("jordan", looker)) == [last.pk, first.pk, middle.pk, alias.pk]


def test_the_name_as_typed_comes_first_then_names_that_begin_so_then_a_nickname_and_slips(looker):
    two, slip = somebody("Alex", "Rovar"), somebody("Alex", "Rover")
    nickname, begins, same = (
        somebody("Alexander", "River"),
        somebody("Alex", "Rivers"),
        somebody("Alex", "River"),
    )
    short = somebody("Sandy", "River")

    found = ids(look("alex river", looker))

    assert found == [same.pk, begins.pk, nickname.pk, slip.pk, short.pk, two.pk]


def test_both_names_near_come_before_one_name_that_is_far(looker):
    far, near = somebody("Alex", "Rovar"), somebody("Alix", "River")

    assert ids(look("alex river", looker)) == [near.pk, far.pk]


def test_of_equals_the_newest_comes_first(looker):
    older, newer = somebody(), somebody()

    assert ids(look("alex river", looker)) == [newer.pk, older.pk]


def test_everything_asked_must_match_within_one_name(looker):
    person = somebody("Alex", "River", born_on=date(1980, 6, 20))
    also_known(person, "Jo", "Stone", born_on=date(1981, 7, 1))

    assert ids(ask(looker, first_name="Jo", last_name="Stone", date_of_birth="1/7/1981")) == [person.pk]
    assert ids(ask(looker, first_name="Jo", last_name="River")) == []
    assert ids(ask(looker, last_name="Stone", date_of_birth="20/6/1980", exact=True)) == []


def test_aliases_can_be_left_out_and_the_matching_one_is_told(looker):
    person = somebody()
    alias = also_known(person, "Jo", "Stone")

    assert look("jo stone", looker).hits[0].alias_ids == {alias.pk}
    assert ids(ask(looker, last_name="Stone", include_aliases=False)) == []


def test_exact_means_neither_beginnings_nor_near_misses(looker):
    somebody("Alex", "Rivers")
    same = somebody("Alex", "River")

    assert ids(ask(looker, last_name="river", exact=True)) == [same.pk]


def test_any_of_adds_up_what_holds(looker):
    both = somebody("Alex", "River")
    one = somebody("Kim", "River", born_on=date(1990, 1, 1))
    other = somebody("Lee", "Stone", born_on=date(1980, 6, 20))

    found = look("river 20/06/1980", looker, match_all=False)

    assert ids(found) == [both.pk, other.pk, one.pk]


def test_a_merged_record_is_found_by_its_old_crn(looker):
    survivor = somebody()
    merged = somebody(crn="X999001", merged_into=survivor)
    former = IdentifierType.objects.get_or_create(code="PCRN", defaults={"words": "Previous CRN"})[0]
    AdditionalIdentifier.objects.create(
        person=survivor, type=former, value="Y123456", search_key="y123456", created_at=NOON, updated_at=NOON
    )

    assert ids(look(merged.crn, looker)) == [survivor.pk]
    assert ids(look("y123456", looker)) == [survivor.pk]
    assert ids(ask(looker, crn="X999001")) == [survivor.pk]


def test_an_identifier_of_a_kind_is_not_looked_for_among_others(looker):
    person = somebody()
    lifer = IdentifierType.objects.get_or_create(code="LIFN", defaults={"words": "Lifer number"})[0]
    AdditionalIdentifier.objects.create(
        person=person, type=lifer, value="L77", search_key="l77", created_at=NOON, updated_at=NOON
    )

    assert ids(ask(looker, identifier_kind="LIFN", identifier="L77")) == [person.pk]
    assert ids(ask(looker, identifier_kind="NHS", identifier="L77")) == []
    assert ids(look("L77", looker)) == [person.pk]


def test_provider_nationality_and_sex_narrow_the_search(looker):
    here, there = somebody(), somebody(region="N01")

    assert ids(ask(looker, last_name="River", provider="N07")) == [here.pk]
    assert set(ids(ask(looker, sex="M"))) == {here.pk, there.pk}
    assert ids(ask(looker, last_name="River", sex="F")) == []


@pytest.mark.parametrize("text", ["river", "alex rivre", "20/06/1980", "A1234BC", "river 20/06/1980"])
def test_nobody_finds_removed_merged_practice_or_limited_people_by_what_is_hidden(text, looker):
    learner, colleague = user("learner"), user("colleague")
    somebody(removed_at=NOON, noms_number="A1234BC")
    somebody(practice_learner=learner)
    somebody(merged_into=somebody("Kim", "Vale", born_on=date(1950, 1, 1)))
    limit(somebody(), LimitedAccessKind.EXCLUSION, looker)
    limit(somebody(noms_number="A1234BC"), LimitedAccessKind.RESTRICTION, colleague)

    found = look(text, looker)

    assert found.hits == []
    assert not found.more
    assert look(text, colleague).hits


def test_a_crn_alone_keeps_the_row_of_a_limited_person_and_anything_more_does_not(looker):
    person = somebody()
    limit(person, LimitedAccessKind.RESTRICTION, user("colleague"))

    assert [(hit.person_id, hit.hidden) for hit in look(person.crn, looker).hits] == [(person.pk, True)]
    assert look(f"{person.crn} river", looker).hits == []
    assert ask(looker, crn=person.crn, last_name="River").hits == []


def test_a_practice_person_is_found_by_nobody_their_learner_included():
    learner = user("learner")
    practice, real = somebody(practice_learner=learner), somebody()

    assert ids(look("river", learner)) == [real.pk]
    assert look(practice.crn, learner).hits == []


def test_a_change_of_name_is_found_at_once_and_the_old_name_no_more(looker):
    person = somebody()
    alias = also_known(person, "Jo", "Stone")

    type(person).objects.filter(pk=person.pk).update(surname="Brook")
    type(alias).objects.filter(pk=alias.pk).update(removed_at=NOON)

    assert ids(look("brook", looker)) == [person.pk]
    assert ids(look("river", looker)) == ids(look("stone", looker)) == []


def test_the_count_stops_at_a_thousand(looker, monkeypatch):
    monkeypatch.setattr(finding, "COUNT_CAP", 2)
    for _ in range(3):
        somebody()

    found = look("river", looker)

    assert len(found.hits) == 2
    assert found.more


def test_a_search_costs_the_same_however_many_it_finds(looker):
    for _ in range(3):
        somebody()
    with CaptureQueriesContext(connection) as few:
        look("alex rivre", looker)
    for _ in range(20):
        somebody()
    with CaptureQueriesContext(connection) as many:
        look("alex rivre", looker)

    assert len(few) == len(many) == 2


def test_names_near_what_was_typed_are_not_looked_up_where_enough_have_the_very_name(looker):
    for _ in range(finding.ENOUGH_EXACT):
        somebody()
    somebody("Alex", "Rover")

    with CaptureQueriesContext(connection) as caught:
        found = look("alex river", looker)

    assert len(found.hits) == finding.ENOUGH_EXACT
    assert len(caught) == 1
