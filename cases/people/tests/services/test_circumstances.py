"""Personal circumstances: which may be open together, sub types, updates."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.models import Circumstance, CircumstanceSubtype
from cases.people.services import circumstances
from cases.people.services.circumstances import CircumstanceDetails
from core import clock
from core.errors import RuleBroken

pytestmark = pytest.mark.django_db


def test_a_circumstance_of_which_one_may_be_open_is_not_doubled(person, act):
    details = CircumstanceDetails(type="CL", subtype=first_subtype("CL"), started_on=clock.today())
    circumstances.add_circumstance(person.pk, details, **act)

    with pytest.raises(RuleBroken) as broken:
        circumstances.add_circumstance(person.pk, details, **act)

    assert broken.value.code == "OPEN_DUPLICATE"
    assert Circumstance.objects.count() == 1


def first_subtype(type_code):
    rows = CircumstanceSubtype.objects.filter(type__code=type_code, selectable=True).order_by("code")
    return rows.first().code


def test_a_sub_type_of_another_type_is_refused(person, act):
    details = CircumstanceDetails(type="B", subtype=first_subtype("A"), started_on=clock.today())

    with pytest.raises(RuleBroken) as broken:
        circumstances.add_circumstance(person.pk, details, **act)

    assert broken.value.field == "subtype"
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


def test_a_circumstance_that_has_ended_is_not_ended_again(person, act):
    began = clock.today() - timedelta(days=30)
    details = CircumstanceDetails(type="CL", subtype=first_subtype("CL"), started_on=began)
    old = circumstances.add_circumstance(person.pk, replace(details, ended_on=clock.today()), **act)

    with pytest.raises(RuleBroken) as broken:
        circumstances.update_circumstance(
            old.pk,
            replace(details, started_on=clock.today()),
            person_id=person.pk,
            version=old.version,
            **act,
        )

    assert broken.value.code == "ENDED_ALREADY"
    assert Circumstance.objects.get().ended_on == clock.today()
