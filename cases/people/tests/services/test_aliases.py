"""Other names of a person."""

import pytest

from cases.models import Alias
from cases.people.services import aliases
from cases.people.services.aliases import AliasDetails
from core.errors import RuleBroken

pytestmark = pytest.mark.django_db


def test_an_alias_equal_to_the_main_record_is_refused(person, act):
    with pytest.raises(RuleBroken) as broken:
        aliases.add_alias(
            person.pk, AliasDetails(first_name=person.first_name.upper(), surname="RIVER"), **act
        )

    assert broken.value.code == "ALIAS_SAME"
    assert not Alias.objects.exists()
