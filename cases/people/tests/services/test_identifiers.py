"""Numbers a person is known by: their letters, and prison numbers that move."""

from datetime import timedelta

import pytest

from cases.models import AdditionalIdentifier, Person
from cases.people.services import identifiers
from cases.people.services.identifiers import MainNumbers
from cases.tests import factories
from core import clock
from core.errors import NeedsConfirming, RuleBroken
from core.models import AuditEntry

pytestmark = pytest.mark.django_db


def change(person, by, *, may_move=False, confirmed=(), **numbers):
    return identifiers.change_numbers(
        person.pk,
        MainNumbers(**numbers),
        version=person.version,
        may_move=may_move,
        confirmed=confirmed,
        by=by,
        at=clock.now(),
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


@pytest.mark.parametrize("own", ["", "A9999ZZ"], ids=["a first number", "a number in place of one"])
def test_a_prison_number_of_another_record_moves_once_that_is_confirmed(data_quality, own):
    holder = factories.PersonFactory(noms_number="A1234BC", surname="Marsh")
    person = factories.PersonFactory(noms_number=own)

    with pytest.raises(NeedsConfirming) as needs:
        change(person, data_quality, may_move=True, noms_number="A1234BC")
    words = str(needs.value.warnings[0].reason)
    assert f"Marsh ({holder.crn})" in words
    assert f"{person.name} ({person.crn})" in words
    holder.refresh_from_db()
    assert holder.noms_number == "A1234BC"

    change(person, data_quality, may_move=True, confirmed=needs.value.codes, noms_number="A1234BC")

    for row in (holder, person):
        row.refresh_from_db()
    assert (holder.noms_number, person.noms_number) == ("", "A1234BC")
    assert identifiers_of(holder) == {("XNOMS", "A1234BC")}
    assert identifiers_of(person) == ({("XNOMS", own)} if own else set())
    assert AuditEntry.objects.get(act="noms-number-moved").crn == holder.crn


def test_a_record_out_of_sight_is_named_by_its_number_alone(data_quality):
    holder = factories.PersonFactory(noms_number="A1234BC", surname="Marsh")
    factories.LimitedAccessFactory(person=holder, restriction=True)

    with pytest.raises(NeedsConfirming) as needs:
        change(factories.PersonFactory(), data_quality, may_move=True, noms_number="A1234BC")

    words = str(needs.value.warnings[0].reason)
    assert holder.crn in words
    assert "Marsh" not in words


@pytest.mark.parametrize("own", ["", "A9999ZZ"])
def test_nobody_else_takes_a_prison_number_from_another_record(practitioner, own):
    holder = factories.PersonFactory(noms_number="A1234BC")
    person = factories.PersonFactory(noms_number=own)

    with pytest.raises(RuleBroken) as broken:
        change(person, practitioner, noms_number="A1234BC")

    assert broken.value.code == "NOMS_IN_USE"
    for row in (holder, person):
        row.refresh_from_db()
    assert (holder.noms_number, person.noms_number) == ("A1234BC", own)
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
