"""The rules of an NSI type, tried on real types of the reference data."""

from datetime import timedelta

import pytest

from cases.models import Nsi, NsiOutcome, NsiType
from cases.nsis.services import NsiDetails, open_nsi
from cases.tests.factories import NsiFactory, RequirementFactory
from cases.tests.record_day import NOON, TODAY
from core.errors import RulesBroken

pytestmark = pytest.mark.django_db


def details(case, type, **more):
    status = {"BRE": "BRE01", "REC": "REC01", "CRS02": "REFER"}.get(type, "SLI01")
    return NsiDetails(type=type, status=status, referred_on=TODAY, event_id=case.event.pk, **more)


def earlier(case, type, **more):
    NsiFactory(person=case.person, event=case.event, type=NsiType.objects.get(code=type), **more)


def ended(case, type):
    outcome = NsiOutcome.objects.order_by("pk").first()
    earlier(case, type, ended_on=TODAY - timedelta(days=1), outcome=outcome)


def a_commissioned_service_under_unpaid_work(case):
    requirement = RequirementFactory(disposal=case.event.disposals.get(), unpaid_work=True)
    return details(case, "CRS02", requirement_id=requirement.pk)


def activity_days_under_unpaid_work(case):
    requirement = RequirementFactory(disposal=case.event.disposals.get(), unpaid_work=True)
    return details(case, "X-rar-activity", requirement_id=requirement.pk)


def a_second_breach(case):
    earlier(case, "BRE")
    return details(case, "BRE")


def a_second_recall(case):
    earlier(case, "REC")
    return details(case, "REC")


def a_second_plan_beside_the_first(case):
    earlier(case, "X-resettlement-plan")
    return details(case, "X-resettlement-plan")


def a_second_plan_after_the_first(case):
    ended(case, "X-resettlement-plan")
    return details(case, "X-resettlement-plan")


def a_breach_about_no_sentence(case):
    return NsiDetails(type="BRE", status="BRE01", referred_on=TODAY)


def a_residence_under_a_sentence(case):
    return NsiDetails(type="APR01", status="AP01", referred_on=TODAY, event_id=case.event.pk)


RULES = pytest.mark.parametrize(
    ("asked", "fact", "off", "code"),
    [
        (a_commissioned_service_under_unpaid_work, "requirement_types", None, "REQUIREMENT_NOT_ALLOWED"),
        (activity_days_under_unpaid_work, "requirement_types", None, "REQUIREMENT_NOT_ALLOWED"),
        (a_second_breach, "active_duplicates", True, "OPEN_DUPLICATE"),
        (a_second_recall, "active_duplicates", True, "OPEN_DUPLICATE"),
        (a_second_plan_beside_the_first, "active_duplicates", True, "OPEN_DUPLICATE"),
        (a_second_plan_after_the_first, "inactive_duplicates", True, "ENDED_DUPLICATE"),
        (a_breach_about_no_sentence, "offender_level", None, "EVENT_REQUIRED"),
        (a_residence_under_a_sentence, "event_level", None, "EVENT_NOT_ALLOWED"),
    ],
)


@RULES
def test_a_rule_refuses_a_real_type_and_nothing_is_written(case, asked, fact, off, code):
    wanted = asked(case)
    before = Nsi.objects.count()

    with pytest.raises(RulesBroken) as refused:
        open_nsi(case.person.pk, wanted, by=case.by, at=NOON)

    assert [broken.code for broken in refused.value.all] == [code]
    assert Nsi.objects.count() == before


@RULES
def test_a_level_or_list_left_open_or_duplicates_allowed_switch_the_rule_off(case, asked, fact, off, code):
    wanted = asked(case)
    before = Nsi.objects.count()
    NsiType.objects.filter(code=wanted.type).update(**{fact: off})

    open_nsi(case.person.pk, wanted, by=case.by, at=NOON)

    assert Nsi.objects.count() == before + 1


def test_another_breach_may_follow_one_that_has_ended(case):
    ended(case, "BRE")

    nsi = open_nsi(case.person.pk, details(case, "BRE"), by=case.by, at=NOON)

    assert Nsi.objects.filter(event=case.event, type=nsi.type).count() == 2  # the ended one and this
