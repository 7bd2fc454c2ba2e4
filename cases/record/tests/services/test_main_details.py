"""Changing a person's own details: effect, refusal, history and the notice that is published."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.codes import OutcomeCode
from cases.models import Alias, Contact, Person
from cases.people.services import notes, reachability
from cases.people.services.reachability import Reachability
from cases.record.services import main_details
from cases.record.services.main_details import MainDetails
from cases.tests import factories
from core import clock
from core.errors import NeedsConfirming, RuleBroken, StaleVersion
from core.models import AuditEntry, OutboxRow

pytestmark = pytest.mark.django_db


def details_of(person, **changes):
    details = MainDetails(
        first_name=person.first_name, surname=person.surname, born_on=person.born_on, sex=person.sex.code
    )
    return replace(details, **changes)


def change(person, by, *, keep_alias=None, confirmed=False, version=None, **changes):
    return main_details.change_main_details(
        person.pk,
        details_of(person, **changes),
        keep_alias=keep_alias,
        version=person.version if version is None else version,
        confirmed=confirmed,
        by=by,
        at=clock.now(),
    )


def test_a_new_surname_is_saved_told_and_audited(practitioner):
    person = factories.PersonFactory()

    change(person, practitioner, surname="Brook", keep_alias=False)

    assert Person.objects.get(pk=person.pk).surname == "Brook"
    notice = OutboxRow.objects.get(kind="cases.PersonDetailsChanged")
    assert notice.payload["fields"] == ["surname"]
    assert AuditEntry.objects.get(act="person-changed").crn == person.crn
    assert not Alias.objects.filter(person=person).exists()


def test_the_old_name_is_kept_as_an_alias_when_asked_for(practitioner):
    person = factories.PersonFactory()

    change(person, practitioner, surname="Brook", keep_alias=True)

    alias = Alias.objects.get(person=person)
    assert (alias.surname, alias.born_on) == ("River", person.born_on)


def test_a_changed_name_needs_an_answer_about_the_alias_and_nothing_is_half_written(practitioner):
    person = factories.PersonFactory()

    with pytest.raises(RuleBroken) as broken:
        change(person, practitioner, surname="Brook")

    assert broken.value.code == "ALIAS_ANSWER"
    assert Person.objects.get(pk=person.pk).surname == "River"
    assert not OutboxRow.objects.exists()


def test_a_birth_in_the_future_is_refused(practitioner):
    person = factories.PersonFactory()

    with pytest.raises(RuleBroken) as broken:
        change(person, practitioner, born_on=clock.today() + timedelta(days=1), keep_alias=True)

    assert broken.value.code == "DOB_FUTURE"
    assert Person.objects.get(pk=person.pk).born_on == person.born_on
    assert not Alias.objects.exists()


def test_a_stale_version_is_refused_before_any_rule(practitioner):
    person = factories.PersonFactory()

    with pytest.raises(StaleVersion):
        change(person, practitioner, surname="Brook", version=person.version + 1)

    assert Person.objects.get(pk=person.pk).surname == person.surname


def test_a_date_of_death_is_confirmed_first(practitioner):
    person = factories.PersonFactory(allocated=True)
    factories.ContactFactory(person=person, appointment=True)

    with pytest.raises(NeedsConfirming) as needs:
        change(person, practitioner, died_on=clock.today())

    assert needs.value.codes == ("CONFIRM_DEATH",)
    assert Person.objects.get(pk=person.pk).died_on is None


def test_a_date_of_death_calls_off_open_appointments_and_enters_a_contact(practitioner):
    person = factories.PersonFactory(allocated=True)
    appointment = factories.ContactFactory(person=person, appointment=True)

    change(person, practitioner, died_on=clock.today(), confirmed=True)

    appointment.refresh_from_db()
    assert appointment.outcome.code == OutcomeCode.CALLED_OFF_BY_SERVICE
    assert Contact.objects.filter(person=person, type__code="DUS01").count() == 1


@pytest.mark.parametrize("corrected", [True, False], ids=["another date", "not dead"])
def test_a_corrected_date_of_death_takes_back_the_contact_of_the_wrong_one(practitioner, corrected):
    person = factories.PersonFactory(allocated=True)
    wrong, right = clock.today(), clock.today() - timedelta(days=1)
    person = change(person, practitioner, died_on=wrong, confirmed=True)

    change(person, practitioner, died_on=right if corrected else None, confirmed=True)

    deaths = Contact.objects.filter(person=person, type__code="DUS01").order_by("pk")
    assert [(row.on, row.removed_at is None) for row in deaths] == [
        (wrong, False),
        *([(right, True)] if corrected else []),
    ]


def test_the_old_value_stays_in_the_history(practitioner):
    person = factories.PersonFactory(mobile="07700 900111")

    reachability.change_reachability(
        person.pk,
        Reachability(mobile="07700 900222"),
        version=person.version,
        by=practitioner,
        at=clock.now(),
    )

    assert [row.mobile for row in person.history.all()] == ["07700 900111"]


def test_text_messages_need_a_mobile(practitioner):
    person = factories.PersonFactory()

    with pytest.raises(RuleBroken) as broken:
        reachability.change_reachability(
            person.pk, Reachability(allow_sms=True), version=None, by=practitioner, at=clock.now()
        )

    assert broken.value.code == "MOBILE_REQUIRED"
    assert not Person.objects.get(pk=person.pk).allow_sms


def test_an_empty_note_is_refused(practitioner):
    person = factories.PersonFactory()

    with pytest.raises(RuleBroken, match="NOTE_REQUIRED"):
        notes.add_note(person.pk, "  ", by=practitioner, at=clock.now())

    assert person.notes.count() == 0


def test_a_note_carries_its_author(practitioner):
    person = factories.PersonFactory()

    notes.add_note(person.pk, "Prefers mornings.", by=practitioner, at=clock.now())

    assert person.notes.get().created_by == practitioner


def test_nobody_is_as_old_as_120(practitioner):
    person = factories.PersonFactory()

    with pytest.raises(RuleBroken) as broken:
        change(person, practitioner, born_on=date(1890, 1, 1), keep_alias=True)

    assert broken.value.code == "DOB_TOO_LONG_AGO"
    assert Person.objects.get(pk=person.pk).born_on == person.born_on
