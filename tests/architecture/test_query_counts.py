"""The number of queries of a page that several apps fill."""

import pytest

from cases.tests.overview_world import full_case, queries_of
from referrals.tests.factories import AssessmentAppointmentFactory, an_assigned_referral
from risk.tests.factories import AssessmentFactory, ScoreFactory

pytestmark = pytest.mark.django_db


def test_the_overview_of_a_full_case_costs_ten_queries(practitioner_client, practitioner):
    """Without the queries that every page makes."""
    person = full_case()
    AssessmentFactory(person=person, complete=True, rosh="HIGH")
    ScoreFactory(person=person, pct2=80)
    for _ in range(2):
        referral = an_assigned_referral(person=person, by=practitioner)
        AssessmentAppointmentFactory(assessment=referral.supplier_assessment)
    queries_of(practitioner_client, person)

    queries = queries_of(practitioner_client, person)

    assert len(queries) <= 10, "\n".join(queries)
