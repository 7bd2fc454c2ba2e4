"""When answers are due and what is urgent, on both sides of each boundary."""

from datetime import UTC, date, datetime

import pytest

from referrals.codes import DeadlineKind, ReferralKind
from referrals.rules.deadlines import (
    action_plan_due,
    became_urgent_at,
    due_after_hold,
    feedback_due,
    first_response_due,
    initial_assessment_due,
    plan_approval_due,
    report_due,
    urgency,
)

EASTER = {date(2026, 4, 3), date(2026, 4, 6)}
SENT = date(2026, 3, 2)


def test_the_published_example_over_easter():
    due = initial_assessment_due(date(2026, 3, 25), EASTER)

    assert due.on == date(2026, 4, 10)
    assert due.kind == DeadlineKind.INITIAL_ASSESSMENT
    assert str(due.rule) == "10 working days after 2026-03-25"


def test_a_referral_sent_on_a_saturday_counts_from_monday():
    assert initial_assessment_due(date(2026, 3, 7), set()).on == date(2026, 3, 20)


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        (action_plan_due, date(2026, 3, 2), date(2026, 3, 9)),
        (action_plan_due, date(2026, 4, 1), date(2026, 4, 10)),
        (plan_approval_due, date(2026, 3, 5), date(2026, 3, 9)),
        (plan_approval_due, date(2026, 4, 2), date(2026, 4, 8)),
        (report_due, date(2026, 3, 6), date(2026, 3, 13)),
    ],
)
def test_other_answers_are_counted_in_working_days(rule, start, expected):
    assert rule(start, EASTER).on == expected


@pytest.mark.parametrize(
    ("appointment_on", "expected"),
    [
        pytest.param(date(2026, 3, 6), date(2026, 3, 6), id="same working day"),
        pytest.param(date(2026, 3, 7), date(2026, 3, 9), id="a Saturday's on Monday"),
        pytest.param(date(2026, 4, 3), date(2026, 4, 7), id="Good Friday's on Tuesday"),
    ],
)
def test_feedback_is_due_by_the_end_of_the_working_day(appointment_on, expected):
    assert feedback_due(appointment_on, EASTER).on == expected


def test_the_first_response_is_due_in_24_clock_hours_even_over_a_weekend():
    due = first_response_due(datetime(2026, 3, 6, 16, 30, tzinfo=UTC))

    assert due.at == datetime(2026, 3, 7, 16, 30, tzinfo=UTC)
    assert due.on == date(2026, 3, 7)


@pytest.mark.parametrize(
    ("release_on", "hdc_eligible_on", "left", "urgent"),
    [
        pytest.param(date(2026, 3, 16), None, 14, True, id="14 days"),
        pytest.param(date(2026, 3, 17), None, 15, False, id="15 days"),
        pytest.param(date(2026, 3, 2), None, 0, True, id="released today"),
        pytest.param(date(2026, 3, 1), None, 0, True, id="release date passed"),
        pytest.param(date(2026, 6, 1), date(2026, 3, 16), 14, True, id="curfew date is earlier"),
        pytest.param(date(2026, 6, 1), date(2026, 3, 17), 15, False, id="curfew date is earlier, standard"),
        pytest.param(date(2026, 3, 16), date(2026, 6, 1), 14, True, id="release date is earlier"),
        pytest.param(None, date(2026, 3, 10), 8, True, id="curfew date only"),
        pytest.param(None, date(2026, 3, 2), 0, True, id="curfew date today, no release date"),
        pytest.param(date(2026, 6, 1), date(2026, 3, 1), 91, False, id="curfew date passed without release"),
    ],
)
def test_days_are_counted_to_the_earlier_date(release_on, hdc_eligible_on, left, urgent):
    found = urgency(
        kind=ReferralKind.CUSTODY,
        categories=["accommodation"],
        release_on=release_on,
        hdc_eligible_on=hdc_eligible_on,
        on=SENT,
    )

    assert (found.applies, found.days_left, found.is_urgent) == (True, left, urgent)


def test_a_curfew_date_that_has_passed_is_no_date_to_count_to():
    found = urgency(
        kind=ReferralKind.CUSTODY,
        categories=["accommodation"],
        release_on=None,
        hdc_eligible_on=date(2026, 3, 1),
        on=SENT,
    )

    assert (found.applies, found.days_left, found.is_urgent) == (False, None, False)


@pytest.mark.parametrize(
    ("kind", "categories", "release_on", "applies"),
    [
        (ReferralKind.CUSTODY, ["social-inclusion", "ete"], SENT, True),
        (ReferralKind.CUSTODY, ["ete", "emotional-wellbeing"], SENT, False),
        (ReferralKind.COMMUNITY, ["accommodation"], SENT, False),
        (ReferralKind.CUSTODY, ["accommodation"], None, False),
    ],
)
def test_timescales_are_for_custody_accommodation_and_social_inclusion(kind, categories, release_on, applies):
    found = urgency(kind=kind, categories=categories, release_on=release_on, hdc_eligible_on=None, on=SENT)

    assert found.applies is applies
    assert found.is_urgent is applies


def test_a_standard_referral_names_the_day_it_becomes_urgent():
    found = urgency(
        kind=ReferralKind.CUSTODY,
        categories=["accommodation"],
        release_on=date(2026, 3, 30),
        hdc_eligible_on=None,
        on=SENT,
    )

    assert found.urgent_on == date(2026, 3, 16)


def test_a_referral_becomes_urgent_when_its_day_begins_or_when_the_date_is_known():
    sent, midnight = datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 16, tzinfo=UTC)
    amended = datetime(2026, 3, 20, 11, tzinfo=UTC)

    assert became_urgent_at(known_at=sent, urgent_from=midnight) == midnight
    assert became_urgent_at(known_at=amended, urgent_from=midnight) == amended


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        pytest.param(date(2026, 3, 11), date(2026, 4, 1), id="two days were left"),
        pytest.param(date(2026, 3, 9), date(2026, 3, 30), id="due the day it was held"),
        pytest.param(date(2026, 3, 6), date(2026, 3, 6), id="already late"),
    ],
)
def test_a_hold_stops_the_count(due_on, expected):
    resumed_on = date(2026, 3, 30)

    assert due_after_hold(due_on, held_on=date(2026, 3, 9), resumed_on=resumed_on, holidays=set()) == expected
