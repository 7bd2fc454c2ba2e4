"""Which contacts wait for their outcome, and which need enforcement."""

from datetime import date, timedelta

import pytest

from cases.contacts.queries.waiting import needs_enforcement, waits_for_outcome
from cases.models import Contact, ContactType
from cases.tests.factories import ContactFactory
from cases.tests.record_day import TODAY

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)
SINCE = date(2025, 3, 2)


def takes_no_outcome(code="COAP"):
    ContactType.objects.filter(code=code).update(outcome_flag="B")


@pytest.mark.parametrize(
    ("traits", "waits"),
    [
        pytest.param({"missing_outcome": True, "on": YESTERDAY}, True, id="yesterday"),
        pytest.param({"missing_outcome": True, "on": TODAY}, False, id="today joins tomorrow"),
        pytest.param({"missing_outcome": True, "on": SINCE}, True, id="first day"),
        pytest.param({"missing_outcome": True, "on": SINCE - timedelta(days=1)}, False, id="before it"),
        pytest.param({"came": True, "on": YESTERDAY}, False, id="has its outcome"),
        pytest.param({"on": YESTERDAY}, False, id="no appointment"),
    ],
)
def test_an_appointment_waits_for_its_outcome_from_the_day_after(frozen_day, traits, waits):
    ContactFactory(**traits)

    assert Contact.objects.filter(waits_for_outcome(today=TODAY, since=SINCE)).exists() is waits


def test_without_a_first_day_an_appointment_waits_however_old_it_is(frozen_day):
    ContactFactory(missing_outcome=True, on=date(2001, 1, 1))

    assert Contact.objects.filter(waits_for_outcome(today=TODAY)).count() == 1


def test_a_type_that_takes_no_outcome_waits_for_none(frozen_day):
    ContactFactory(missing_outcome=True, on=YESTERDAY)
    takes_no_outcome()

    assert not Contact.objects.filter(waits_for_outcome(today=TODAY)).exists()
    assert not Contact.objects.filter(needs_enforcement(today=TODAY)).exists()


@pytest.mark.parametrize(
    ("traits", "needs"),
    [
        pytest.param({"missing_outcome": True, "on": YESTERDAY}, True, id="no outcome"),
        pytest.param({"missing_outcome": True, "on": TODAY}, False, id="no outcome today"),
        pytest.param(
            {"missing_outcome": True, "on": YESTERDAY, "is_national_standards": False}, False, id="not NS"
        ),
        pytest.param({"missing_outcome": True, "on": SINCE - timedelta(days=1)}, False, id="too old"),
        pytest.param(
            {"absent": True, "on": YESTERDAY, "enforcement_open": True}, True, id="action to choose"
        ),
        pytest.param(
            {"absent": True, "on": date(2001, 1, 1), "enforcement_open": True}, True, id="action however old"
        ),
        pytest.param({"absent": True, "on": TODAY, "enforcement_open": True}, False, id="action today"),
        pytest.param({"absent": True, "on": YESTERDAY}, False, id="nothing open"),
    ],
)
def test_what_needs_enforcement(frozen_day, traits, needs):
    ContactFactory(**traits)

    assert Contact.objects.filter(needs_enforcement(today=TODAY, since=SINCE)).exists() is needs
