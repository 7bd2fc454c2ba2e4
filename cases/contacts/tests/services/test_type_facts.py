"""The rules of a contact type, tried on real types of the reference data."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.codes import ComponentKind
from cases.contacts.queries import log
from cases.contacts.services.details import ContactDetails, RelatesTo
from cases.contacts.services.entering import enter_contact
from cases.contacts.services.recording import record_contact
from cases.models import Contact, ContactType, DisposalType
from cases.tests.factories import (
    DisposalFactory,
    EventFactory,
    LicenceConditionFactory,
    NsiFactory,
    RequirementFactory,
)
from cases.tests.record_day import NOON, TODAY, TOMORROW
from core.errors import RuleBroken, RulesBroken

pytestmark = pytest.mark.django_db


def an_alert(case):
    return ContactDetails(type="CLOB", on=TODAY, is_alert=True)


def a_call_to_come(case):
    return ContactDetails(type="CTOA", on=TOMORROW)


def an_outcome_of_alcohol_monitoring(case):
    return replace(case.visit(), on=TODAY - timedelta(days=1), outcome="AAM11")


def an_attendance_of_a_call(case):
    return ContactDetails(type="CTOA", on=TODAY, outcome="ATTC")


def a_suppliers_appointment_under_a_breach(case):
    breach = NsiFactory(person=case.person, event=case.event, breach=True)
    under = RelatesTo(kind=ComponentKind.NSI, pk=breach.pk)
    return replace(case.visit(), type="CRSAPT", relates_to=under)


def alcohol_monitoring_under_activity_days(case):
    activity = RequirementFactory(disposal=case.event.disposals.get())
    return ContactDetails(
        type="AAM10", on=TODAY, relates_to=RelatesTo(kind=ComponentKind.REQUIREMENT, pk=activity.pk)
    )


def an_activity_session_of_an_old_sentence(case):
    event = EventFactory(person=case.person)
    DisposalFactory(event=event, type=DisposalType.objects.get(code="216"))
    under = RelatesTo(kind=ComponentKind.EVENT, pk=event.pk)
    return replace(case.visit(), type="KRAR01", relates_to=under)


def a_citizenship_session_of_a_sentence_under_the_act(case):
    return replace(case.visit(), type="CITA")


def a_citizenship_session_of_a_licence_condition(case):
    event = EventFactory(person=case.person, on_licence=True)
    condition = LicenceConditionFactory(disposal=event.disposals.get())
    under = RelatesTo(kind=ComponentKind.LICENCE_CONDITION, pk=condition.pk)
    return replace(case.visit(), type="CITA", relates_to=under)


RULES = pytest.mark.parametrize(
    ("asked", "fact", "code"),
    [
        (an_alert, "alert_allowed", "ALERT_NOT_ALLOWED"),
        (a_call_to_come, "future_allowed", "FUTURE_NOT_ALLOWED"),
        (an_outcome_of_alcohol_monitoring, "outcomes", "OUTCOME_NOT_OF_TYPE"),
        (an_attendance_of_a_call, "outcomes", "OUTCOME_NOT_OF_TYPE"),
        (a_suppliers_appointment_under_a_breach, "nsi_types", "LEVEL_NOT_ALLOWED"),
        (alcohol_monitoring_under_activity_days, "requirement_types", "LEVEL_NOT_ALLOWED"),
        (an_activity_session_of_an_old_sentence, "pre_cja_allowed", "LEVEL_NOT_ALLOWED"),
        (a_citizenship_session_of_a_sentence_under_the_act, "cja_allowed", "LEVEL_NOT_ALLOWED"),
        (a_citizenship_session_of_a_licence_condition, "cja_allowed", "LEVEL_NOT_ALLOWED"),
    ],
)


@RULES
def test_a_rule_refuses_a_real_type_and_nothing_is_written(case, asked, fact, code):
    details = asked(case)

    with pytest.raises(RulesBroken) as refused:
        record_contact(case.person.pk, details, by=case.by, at=NOON)

    assert [broken.code for broken in refused.value.all] == [code]
    assert not Contact.objects.exists()


@RULES
def test_a_fact_left_open_switches_its_rule_off(case, asked, fact, code):
    details = asked(case)
    ContactType.objects.filter(code=details.type).update(**{fact: None})

    contact = record_contact(case.person.pk, details, by=case.by, at=NOON)

    assert Contact.objects.get() == contact


@pytest.mark.parametrize("code", ["DUS01", "ERGD", "CRS01", "CRSSAA", "AWLI", "AWLS", "C173"])
def test_what_an_act_writes_is_not_chosen_by_hand_and_the_act_writes_it(case, code):
    details = ContactDetails(type=code, on=TODAY)

    assert code not in [type.code for type in log.types(TODAY)]
    with pytest.raises(RuleBroken) as refused:
        record_contact(case.person.pk, details, by=case.by, at=NOON)
    assert (refused.value.code, refused.value.field) == ("NO_SUCH_CODE", "type")
    assert not Contact.objects.exists()

    assert enter_contact(case.person.pk, details, by=case.by, at=NOON).type.code == code


def test_a_breach_is_still_entered_by_hand(case):
    assert "AIBR" in [type.code for type in log.types(TODAY)]
