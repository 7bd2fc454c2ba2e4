"""Numbers a person is known by: their letters, and prison numbers that move."""

from datetime import timedelta

import pytest

from cases.models import AdditionalIdentifier, Person
from cases.people.services import identifiers
from cases.people.services.identifiers import MainNumbers
from cases.tests import factories
from core import clock
from core.errors import RuleBroken

pytestmark = pytest.mark.django_db


def change(person, by, **numbers):
    return identifiers.change_numbers(
        person.pk, MainNumbers(**numbers), version=person.version, by=by, at=clock.now()
    )


def identifiers_of(person):
    return {(row.type.code, row.value) for row in AdditionalIdentifier.objects.filter(person=person)}


def test_numbers_are_stored_in_their_one_form(practitioner):
    person = factories.PersonFactory()

    change(person, practitioner, pnc="79/163001b", ni_number="jg103759a")

    person.refresh_from_db()
    assert (person.pnc, person.ni_number) == ("1979/0163001B", "JG103759A")


def test_every_wrong_number_is_told_at_once(practitioner):
    person = factories.PersonFactory()

    with pytest.raises(RuleBroken) as broken:
        change(person, practitioner, pnc="79/163001C", cro="nonsense", noms_number="1234")

    assert [rule.field for rule in broken.value.all] == ["pnc", "cro", "noms"]
    assert Person.objects.get(pk=person.pk).pnc == ""


def test_a_replaced_prison_number_is_kept_as_a_former_one(practitioner):
    person = factories.PersonFactory(noms_number="A1234BC")

    change(person, practitioner, noms_number="A9999ZZ")

    assert identifiers_of(person) == {("XNOMS", "A1234BC")}


def test_a_first_prison_number_held_by_another_record_moves(practitioner):
    holder, person = factories.PersonFactory(noms_number="A1234BC"), factories.PersonFactory()

    change(person, practitioner, noms_number="A1234BC")

    holder.refresh_from_db()
    assert holder.noms_number == ""
    assert identifiers_of(holder) == {("DNOMS", "A1234BC")}


def test_a_prison_number_is_not_replaced_by_one_in_use(practitioner):
    factories.PersonFactory(noms_number="A1234BC")
    person = factories.PersonFactory(noms_number="A9999ZZ")

    with pytest.raises(RuleBroken) as broken:
        change(person, practitioner, noms_number="A1234BC")

    assert broken.value.code == "NOMS_IN_USE"
    person.refresh_from_db()
    assert person.noms_number == "A9999ZZ"
    assert identifiers_of(person) == set()


def test_an_additional_identifier_is_one_per_kind_until_it_ends(practitioner):
    person = factories.PersonFactory()
    first = identifiers.add_identifier(
        person.pk, type="DRL", value="RIVER901", by=practitioner, at=clock.now()
    )

    with pytest.raises(RuleBroken, match="ONE_OF_TYPE"):
        identifiers.add_identifier(person.pk, type="DRL", value="RIVER902", by=practitioner, at=clock.now())
    assert identifiers_of(person) == {("DRL", "RIVER901")}
    identifiers.end_identifier(
        first.pk, person_id=person.pk, ended_on=clock.today(), by=practitioner, at=clock.now()
    )
    identifiers.add_identifier(person.pk, type="DRL", value="RIVER902", by=practitioner, at=clock.now())

    assert identifiers_of(person) == {("DRL", "RIVER901"), ("DRL", "RIVER902")}


def test_an_identifier_ends_once(practitioner):
    row = factories.AdditionalIdentifierFactory()
    before, today = clock.today() - timedelta(days=3), clock.today()
    ends = {"person_id": row.person_id, "by": practitioner, "at": clock.now()}
    identifiers.end_identifier(row.pk, ended_on=before, **ends)

    with pytest.raises(RuleBroken) as refused:
        identifiers.end_identifier(row.pk, ended_on=today, **ends)

    row.refresh_from_db()
    assert (refused.value.code, row.ended_on) == ("ENDED_ALREADY", before)
