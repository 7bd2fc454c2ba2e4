"""`manage.py recalculate_tiers`: one person or everybody."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("recalculate_tiers", *arguments, stdout=out)
    return out.getvalue()


def test_one_person_by_crn():
    person = PersonFactory(on_licence=True, allocated=True)

    assert run("--crn", person.crn) == f"{person.crn}: tier D2\n"


@pytest.mark.parametrize("typed", ["{}", "({})", "CRN: {}", " {}.\u200b"])
def test_a_crn_is_read_as_it_is_shown(typed):
    person = PersonFactory(on_licence=True, allocated=True)

    assert run("--crn", typed.format(person.crn.lower())) == f"{person.crn}: tier D2\n"


def test_everybody_with_the_count():
    for _ in range(3):
        PersonFactory(on_licence=True, allocated=True)

    assert run().endswith("Done: 3 people, 3 tiers changed\n")
    assert run().endswith("Done: 3 people, 0 tiers changed\n")


def test_an_unknown_crn_is_reported():
    with pytest.raises(CommandError, match="There is no record Z999999"):
        run("--crn", "Z999999")
