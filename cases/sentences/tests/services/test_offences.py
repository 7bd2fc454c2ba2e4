"""Offences of an event, and sanctions of a person."""

from datetime import timedelta

import pytest

from cases.models import EventOffence, Sanction
from cases.sentences.services.offences import add_offence, add_sanction, set_main_offence
from cases.tests.factories import EventFactory, PersonFactory
from core import clock
from core.errors import RuleBroken
from core.models import OutboxRow

pytestmark = pytest.mark.django_db


def test_the_first_offence_is_the_main_one_and_the_next_is_not(practitioner):
    event = EventFactory()

    first = add_offence(event.pk, offence_code="04600", by=practitioner, at=clock.now())
    second = add_offence(event.pk, offence_code="00801", by=practitioner, at=clock.now())

    assert (first.is_main, second.is_main) == (True, False)


def test_another_offence_takes_over_as_the_main_one(practitioner):
    event = EventFactory()
    first = add_offence(event.pk, offence_code="04600", by=practitioner, at=clock.now())
    second = add_offence(event.pk, offence_code="00801", by=practitioner, at=clock.now())

    set_main_offence(second.pk, by=practitioner, at=clock.now())

    assert list(EventOffence.objects.filter(event=event, is_main=True)) == [second]
    assert OutboxRow.objects.filter(kind="cases.SentenceChanged", payload__event_id=event.pk).count() == 3
    first.refresh_from_db()
    assert not first.is_main


def test_an_offence_removed_meanwhile_does_not_become_the_main_one(practitioner):
    event = EventFactory()
    first = add_offence(event.pk, offence_code="04600", by=practitioner, at=clock.now())
    second = add_offence(event.pk, offence_code="00801", by=practitioner, at=clock.now())
    EventOffence.objects.filter(pk=second.pk).update(removed_at=clock.now())

    with pytest.raises(RuleBroken) as refused:
        set_main_offence(second.pk, by=practitioner, at=clock.now())

    assert refused.value.code == "GONE"
    assert list(EventOffence.objects.filter(event=event, is_main=True)) == [first]


def test_an_offence_code_that_does_not_exist_is_refused(practitioner):
    with pytest.raises(RuleBroken) as refused:
        add_offence(EventFactory().pk, offence_code="99999", by=practitioner, at=clock.now())

    assert refused.value.code == "NO_SUCH_OFFENCE"
    assert not EventOffence.objects.exists()
    assert not OutboxRow.objects.exists()


def test_what_is_dealt_with_together_is_one_sanction(practitioner):
    person = PersonFactory()
    day = clock.today() - timedelta(days=500)
    add_sanction(person.pk, sanctioned_on=day, kind="CONVICTION", by=practitioner, at=clock.now())

    with pytest.raises(RuleBroken) as refused:
        add_sanction(person.pk, sanctioned_on=day, kind="CONVICTION", by=practitioner, at=clock.now())

    assert refused.value.code == "SANCTION_ENTERED"
    assert Sanction.objects.filter(person=person).count() == 1
