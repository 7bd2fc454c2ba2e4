"""Ending requirements, changing key dates, removing offences and sanctions."""

from datetime import timedelta

import pytest

from cases.models import Contact, KeyDate
from cases.sentences.services import offences
from cases.sentences.services.custody import change_key_dates
from cases.sentences.services.requirements import end_requirement
from cases.tests import factories
from core import clock
from core.errors import RuleBroken
from core.models import OutboxRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(practitioner):
    return {"by": practitioner, "at": clock.now()}


def requirement():
    person = factories.PersonFactory(community_order=True, allocated=True)
    return factories.RequirementFactory(disposal=person.events.get().disposals.get()), person


def test_an_ended_requirement_is_published_and_entered_as_a_contact(act):
    row, person = requirement()

    end_requirement(
        row.pk, person_id=person.pk, ended_on=clock.today(), reason="Completed", version=row.version, **act
    )

    row.refresh_from_db()
    assert (row.ended_on, row.end_reason) == (clock.today(), "Completed")
    assert Contact.objects.get(person=person, type__code="ETER").requirement == row
    assert OutboxRow.objects.filter(kind="cases.RequirementChanged").count() == 1


def test_a_requirement_does_not_end_in_the_future_or_twice(act):
    row, person = requirement()
    tomorrow = clock.today() + timedelta(days=1)
    args = {"person_id": person.pk, "reason": "Completed", "version": None, **act}

    with pytest.raises(RuleBroken) as broken:
        end_requirement(row.pk, ended_on=tomorrow, **args)
    assert broken.value.code == "END_IN_FUTURE"
    assert not OutboxRow.objects.exists()

    end_requirement(row.pk, ended_on=clock.today(), **args)
    with pytest.raises(RuleBroken) as broken:
        end_requirement(row.pk, ended_on=clock.today(), **args)
    assert broken.value.code == "ENDED_ALREADY"


def in_custody():
    person = factories.PersonFactory(in_custody=True)
    return person.events.get().disposals.get().custodies.get(), person


def test_key_dates_are_set_moved_and_removed_with_one_notice_each_time(act):
    custody, person = in_custody()
    soon, later = clock.today() + timedelta(days=30), clock.today() + timedelta(days=90)
    args = {"person_id": person.pk, "version": None, **act}

    assert change_key_dates(custody.pk, {"EXP": soon, "LED": later}, **args) == ["EXP", "LED"]
    assert change_key_dates(custody.pk, {"EXP": later, "LED": later}, **args) == ["EXP"]
    assert change_key_dates(custody.pk, {"EXP": None, "LED": later}, **args) == ["EXP"]
    assert change_key_dates(custody.pk, {"LED": later}, **args) == []

    assert [row.type.code for row in KeyDate.objects.filter(custody=custody, removed_at=None)] == ["LED"]
    notices = OutboxRow.objects.filter(kind="cases.CustodyChanged").order_by("pk")
    assert [row.payload["key_dates"] for row in notices] == [["EXP", "LED"], ["EXP"], ["EXP"]]


def test_key_dates_out_of_order_are_refused_and_none_is_written(act):
    custody, person = in_custody()
    soon, later = clock.today() + timedelta(days=30), clock.today() + timedelta(days=90)

    with pytest.raises(RuleBroken) as broken:
        change_key_dates(custody.pk, {"ACR": later, "LED": soon}, person_id=person.pk, version=None, **act)

    assert broken.value.code == "DATES_OUT_OF_ORDER"
    assert not KeyDate.objects.exists()


def test_the_main_offence_is_never_removed(act):
    person = factories.PersonFactory(community_order=True)
    event = person.events.get()
    main = event.offences.get()
    other = factories.EventOffenceFactory(event=event, is_main=False)
    args = {"person_id": person.pk, "because": "Wrong case", "version": None, **act}

    with pytest.raises(RuleBroken) as broken:
        offences.remove_offence(main.pk, **args)
    offences.remove_offence(other.pk, **args)

    assert broken.value.code == "MAIN_OFFENCE"
    other.refresh_from_db()
    assert other.removed_because == "Wrong case"


def test_a_removed_sanction_is_published(act):
    row = factories.SanctionFactory()

    offences.remove_sanction(
        row.pk, person_id=row.person_id, because="Of somebody else", version=row.version, **act
    )

    assert OutboxRow.objects.get(kind="cases.PersonDetailsChanged").payload["fields"] == ["sanctions"]
