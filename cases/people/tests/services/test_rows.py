"""Aliases, circumstances, disabilities, personal contacts, equality: effect and refusal."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.models import Alias, Circumstance, Disability, PersonalContact
from cases.people.services import aliases, circumstances, disabilities, equality, personal_contacts
from cases.people.services.aliases import AliasDetails
from cases.people.services.circumstances import CircumstanceDetails
from cases.people.services.disabilities import AdjustmentDetails, DisabilityDetails
from cases.people.services.equality import EqualityDetails
from cases.people.services.personal_contacts import PersonalContactDetails
from cases.tests import factories
from core import clock
from core.errors import RuleBroken, StaleVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(db):
    return factories.PersonFactory()


@pytest.fixture
def act(practitioner):
    return {"by": practitioner, "at": clock.now()}


def test_an_alias_equal_to_the_main_record_is_refused(person, act):
    with pytest.raises(RuleBroken) as broken:
        aliases.add_alias(
            person.pk, AliasDetails(first_name=person.first_name.upper(), surname="RIVER"), **act
        )

    assert broken.value.code == "ALIAS_SAME"
    assert not Alias.objects.exists()


def test_a_circumstance_of_which_one_may_be_open_is_not_doubled(person, act):
    details = CircumstanceDetails(type="CL", subtype=first_subtype("CL"), started_on=clock.today())
    circumstances.add_circumstance(person.pk, details, **act)

    with pytest.raises(RuleBroken) as broken:
        circumstances.add_circumstance(person.pk, details, **act)

    assert broken.value.code == "OPEN_DUPLICATE"
    assert Circumstance.objects.count() == 1


def first_subtype(type_code):
    from cases.models import CircumstanceSubtype

    rows = CircumstanceSubtype.objects.filter(type__code=type_code, selectable=True).order_by("code")
    return rows.first().code


def test_a_sub_type_of_another_type_is_refused(person, act):
    details = CircumstanceDetails(type="B", subtype=first_subtype("A"), started_on=clock.today())

    with pytest.raises(RuleBroken) as broken:
        circumstances.add_circumstance(person.pk, details, **act)

    assert broken.value.field == "sub_type"
    assert not Circumstance.objects.exists()


def test_an_updated_circumstance_ends_the_old_row_the_day_the_new_one_begins(person, act):
    began = clock.today() - timedelta(days=30)
    details = CircumstanceDetails(type="CL", subtype=first_subtype("CL"), started_on=began)
    old = circumstances.add_circumstance(person.pk, replace(details, notes="Shares a room."), **act)

    new = circumstances.update_circumstance(
        old.pk,
        replace(details, started_on=clock.today(), notes="Has a room alone."),
        person_id=person.pk,
        version=old.version,
        **act,
    )

    old.refresh_from_db()
    assert (old.ended_on, new.ended_on) == (clock.today(), None)
    assert [row.notes.get().text for row in (old, new)] == ["Shares a room.", "Has a room alone."]


def test_no_disability_and_a_disability_are_not_open_together(person, act):
    disabilities.add_disability(person.pk, DisabilityDetails(type="ND", started_on=clock.today()), **act)

    with pytest.raises(RuleBroken) as broken:
        disabilities.add_disability(person.pk, DisabilityDetails(type="RM", started_on=clock.today()), **act)

    assert broken.value.code == "NO_DISABILITY_OPEN"
    assert Disability.objects.count() == 1


def test_an_adjustment_is_for_the_persons_own_disability(person, act):
    another = factories.DisabilityFactory()
    type_code = factories.AdjustmentFactory(person=person).type.code

    with pytest.raises(RuleBroken) as broken:
        disabilities.add_adjustment(
            person.pk,
            AdjustmentDetails(type=type_code, disability_id=another.pk, started_on=clock.today()),
            **act,
        )

    assert broken.value.code == "DISABILITY_UNKNOWN"
    assert person.adjustments.count() == 1


def test_an_emergency_contact_needs_a_number(person, act):
    details = PersonalContactDetails(
        relationship_type="FM01",
        relationship="Sister",
        is_emergency_contact=True,
        first_name="Jo",
        surname="River",
        started_on=clock.today(),
    )

    with pytest.raises(RuleBroken) as broken:
        personal_contacts.add_personal_contact(person.pk, details, **act)

    assert broken.value.code == "PHONE_REQUIRED"
    assert not PersonalContact.objects.exists()


def test_equality_keeps_its_own_stamp(person, act, practitioner):
    equality.change_equality(
        person.pk,
        EqualityDetails(gender_identity="GIRF"),
        with_gender_reassignment=False,
        version=person.version,
        **act,
    )

    person.refresh_from_db()
    assert person.gender_identity.words == "Prefer not to say"
    assert person.equality_updated_by == practitioner


def test_who_may_not_see_gender_reassignment_does_not_overwrite_it(act):
    person = factories.PersonFactory(transgender_disclosure_consent=True)

    equality.change_equality(
        person.pk,
        EqualityDetails(gender_identity="GIF"),
        with_gender_reassignment=False,
        version=person.version,
        **act,
    )

    person.refresh_from_db()
    assert person.transgender_disclosure_consent is True


@pytest.mark.parametrize(
    ("factory", "remove"),
    [
        ("AliasFactory", aliases.remove_alias),
        ("CircumstanceFactory", circumstances.remove_circumstance),
        ("DisabilityFactory", disabilities.remove_disability),
        ("AdjustmentFactory", disabilities.remove_adjustment),
        ("PersonalContactFactory", personal_contacts.remove_personal_contact),
    ],
)
def test_a_removed_row_stays_with_its_reason_and_needs_one(act, factory, remove):
    row = getattr(factories, factory)()

    with pytest.raises(RuleBroken, match="REASON_REQUIRED"):
        remove(row.pk, person_id=row.person_id, because=" ", version=row.version, **act)
    with pytest.raises(StaleVersion):
        remove(row.pk, person_id=row.person_id, because="Wrong", version=row.version + 1, **act)
    remove(row.pk, person_id=row.person_id, because="Wrong", version=row.version, **act)

    row.refresh_from_db()
    assert (row.removed_because, row.history.count()) == ("Wrong", 1)
