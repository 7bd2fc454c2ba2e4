"""What all rows below a person share: they are removed with a reason, and stay."""

import pytest

from cases.people.services import aliases, circumstances, disabilities, personal_contacts
from cases.tests import factories
from core.errors import RuleBroken, StaleVersion

pytestmark = pytest.mark.django_db


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
