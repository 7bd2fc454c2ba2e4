"""What the README says of a person is what the world holds; lives are as they could be."""

import pytest
from django.db.models import Sum

from cases.models import Contact, Requirement
from probation.demonstration import named_people as named

pytestmark = pytest.mark.usefixtures("world")


def test_unpaid_work_that_was_attended_credits_its_hours():
    worked = Contact.objects.filter(type__code="CUPA", outcome__code="ATTC")
    his = worked.filter(person__crn=named.UNPAID_WORK.crn)
    owed = Requirement.objects.get(disposal__event__person__crn=named.UNPAID_WORK.crn, ended_on=None).length

    assert not worked.filter(hours_credited=None).exists()
    assert not Contact.objects.exclude(hours_credited=None).exclude(outcome__code="ATTC").exists()
    assert 0 < his.aggregate(hours=Sum("hours_credited"))["hours"] <= owed
