"""One open main address: the old one ends when the new one is confirmed."""

from datetime import timedelta

import pytest

from cases.models import Address
from cases.people.services import addresses
from cases.people.services.addresses import AddressDetails
from cases.tests import factories
from core import clock
from core.errors import NeedsConfirming, RuleBroken, StaleVersion

pytestmark = pytest.mark.django_db


def main_address(**more):
    details = {"status": "M", "street": "Mill Lane", "postcode": "zz991ab", "started_on": clock.today()}
    return AddressDetails(**{**details, **more})


def add(person, by, *, confirmed=False, **more):
    return addresses.add_address(person.pk, main_address(**more), confirmed=confirmed, by=by, at=clock.now())


def test_the_first_main_address_is_added_with_its_postcode_tidied(practitioner):
    row = add(factories.PersonFactory(), practitioner)

    assert (row.is_main, row.postcode, row.postcode_key) == (True, "ZZ99 1AB", "ZZ991AB")


def test_a_new_main_address_warns_that_the_old_one_will_end(practitioner):
    old = factories.AddressFactory()

    with pytest.raises(NeedsConfirming) as needs:
        add(old.person, practitioner)

    assert needs.value.codes == ("MAIN_REPLACED",)
    assert Address.objects.get() == old


def test_a_confirmed_main_address_ends_the_old_one_as_previous(practitioner):
    old = factories.AddressFactory()

    new = add(old.person, practitioner, confirmed=True)

    old.refresh_from_db()
    assert (old.status.code, old.ended_on, old.is_main) == ("P", new.started_on, False)
    assert old.history.count() == 1


def test_an_address_without_lines_is_refused_unless_there_is_no_fixed_abode(practitioner):
    person = factories.PersonFactory()

    with pytest.raises(RuleBroken) as broken:
        add(person, practitioner, street="", postcode="")
    add(person, practitioner, street="", postcode="", no_fixed_abode=True)

    assert broken.value.code == "ADDRESS_REQUIRED"
    assert person.addresses.get().lines == ["No fixed abode"]


def test_an_address_changed_meanwhile_is_not_overwritten(practitioner):
    row = factories.AddressFactory()

    with pytest.raises(StaleVersion):
        addresses.change_address(
            row.pk,
            main_address(town="Elsewhere"),
            person_id=row.person_id,
            version=row.version + 1,
            by=practitioner,
            at=clock.now(),
        )

    assert Address.objects.get(pk=row.pk).town == "Riverside"


def test_a_removed_address_keeps_its_row_with_the_reason(practitioner):
    row = factories.AddressFactory()

    addresses.remove_address(
        row.pk,
        person_id=row.person_id,
        because="Of somebody else",
        version=row.version,
        by=practitioner,
        at=clock.now(),
    )

    row.refresh_from_db()
    assert (row.removed_by, row.removed_because) == (practitioner, "Of somebody else")


def test_an_address_of_another_person_cannot_be_reached(practitioner):
    row, other = factories.AddressFactory(), factories.PersonFactory()

    with pytest.raises(RuleBroken) as broken:
        addresses.remove_address(
            row.pk, person_id=other.pk, because="Wrong", version=None, by=practitioner, at=clock.now()
        )

    assert broken.value.code == "GONE"
    row.refresh_from_db()
    assert (row.removed_at, row.version) == (None, 1)


def test_a_main_address_may_not_begin_before_the_one_it_replaces(practitioner):
    old = factories.AddressFactory()

    with pytest.raises(RuleBroken) as broken:
        add(old.person, practitioner, confirmed=True, started_on=old.started_on - timedelta(days=1))

    assert broken.value.code == "MAIN_BEFORE_MAIN"
    assert (old.person.addresses.get(), old.history.count()) == (old, 0)
