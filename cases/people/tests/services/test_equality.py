"""Equality details, and the part of them that few may see."""

import pytest

from cases.people.services import equality
from cases.people.services.equality import EqualityDetails
from cases.tests import factories

pytestmark = pytest.mark.django_db


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
