"""Clashes, the clock changes of 2026, series, rescheduling and arrivals."""

from datetime import UTC, date, datetime, time

import pytest

from cases.contacts.rules.appointments import (
    Every,
    Slot,
    check_arrival,
    check_reschedule,
    clashes,
    instant,
    outcome_when_called_off,
    outcome_when_rescheduled,
    series_dates,
)
from core.errors import RuleBroken

TODAY, NOW = date(2026, 6, 15), time(12)
TOMORROW = date(2026, 6, 16)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("on", "at", "utc"),
    [
        pytest.param(date(2026, 1, 5), time(10, 15), datetime(2026, 1, 5, 10, 15, tzinfo=UTC), id="winter"),
        pytest.param(date(2026, 6, 15), time(10, 15), datetime(2026, 6, 15, 9, 15, tzinfo=UTC), id="summer"),
        pytest.param(SPRING, time(0, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC), id="before the gap"),
        pytest.param(SPRING, time(2), datetime(2026, 3, 29, 1, tzinfo=UTC), id="after the gap"),
        pytest.param(AUTUMN, time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), id="twice: the first"),
        pytest.param(AUTUMN, time(2), datetime(2026, 10, 25, 2, tzinfo=UTC), id="after the second"),
    ],
)
def test_a_wall_clock_time_is_one_instant(on, at, utc):
    assert instant(on, at) == utc


@pytest.mark.parametrize("at", [time(1), time(1, 30), time(1, 59)])
def test_a_time_the_clocks_skip_is_refused(at):
    with pytest.raises(RuleBroken) as refused:
        instant(SPRING, at)

    assert refused.value.code == "TIME_SKIPPED"
    assert refused.value.reason.values["day"] == SPRING


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [
        pytest.param(time(9), time(9, 59), False, id="ends before"),
        pytest.param(time(9), time(10), True, id="ends as it begins"),
        pytest.param(time(10, 5), time(10, 10), True, id="within"),
        pytest.param(time(9), time(12), True, id="around"),
        pytest.param(time(10, 30), time(11), True, id="begins as it ends"),
        pytest.param(time(10, 31), time(11), False, id="begins after"),
        pytest.param(time(10), None, False, id="no end"),
    ],
)
def test_touching_ends_are_a_clash(start, end, meets):
    slot = Slot(on=TOMORROW, start_time=time(10), end_time=time(10, 30))
    other = Slot(on=TOMORROW, start_time=start, end_time=end, id=7)

    assert bool(clashes(slot, [other], today=TODAY, now=NOW)) is meets


def test_a_contact_does_not_clash_with_itself_nor_across_days():
    slot = Slot(on=TOMORROW, start_time=time(10), end_time=time(11), id=7)
    other_day = Slot(on=date(2026, 6, 17), start_time=time(10), end_time=time(11), id=8)
    same_time = Slot(on=TOMORROW, start_time=time(10), end_time=time(11), id=9)

    assert clashes(slot, [slot, other_day, same_time], today=TODAY, now=NOW) == (same_time,)


@pytest.mark.parametrize(
    ("on", "start", "warned"),
    [
        (date(2026, 6, 14), time(13), False),
        (TODAY, time(12), False),
        (TODAY, time(12, 1), True),
        (TOMORROW, time(0), True),
    ],
)
def test_only_a_future_appointment_is_warned_of(on, start, warned):
    slot = Slot(on=on, start_time=start, end_time=time(14))
    other = Slot(on=on, start_time=start, end_time=time(14), id=7)

    assert bool(clashes(slot, [other], today=TODAY, now=NOW)) is warned


def test_a_weekly_series_skips_bank_holidays_and_still_makes_the_number_asked():
    dates = series_dates(date(2026, 3, 30), every=Every.WEEK, count=3, holidays=frozenset({date(2026, 4, 6)}))

    assert dates == (date(2026, 3, 30), date(2026, 4, 13), date(2026, 4, 20))


def test_a_monthly_series_returns_to_its_day_after_a_short_month():
    dates = series_dates(date(2026, 1, 31), every=Every.MONTH, until=date(2026, 3, 31))

    assert dates == (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))


def test_a_series_until_a_day_includes_it():
    assert len(series_dates(TODAY, every=Every.DAY, step=2, until=date(2026, 6, 19))) == 3
    assert len(series_dates(TODAY, every=Every.DAY, step=2, until=date(2026, 6, 18))) == 2


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "SERIES_END"),
        ({"count": 2, "until": TOMORROW}, "SERIES_END"),
        ({"count": 0}, "SERIES_STEP"),
        ({"count": 2, "step": 0}, "SERIES_STEP"),
        ({"until": date(2026, 6, 14)}, "SERIES_BACKWARDS"),
        ({"count": 53}, "SERIES_TOO_LONG"),
        ({"until": date(2030, 1, 1)}, "SERIES_TOO_LONG"),
    ],
)
def test_a_series_has_one_sound_end(asked, code):
    with pytest.raises(RuleBroken) as refused:
        series_dates(TODAY, every=Every.WEEK, **asked)

    assert refused.value.code == code


def test_fifty_two_weeks_are_not_too_many():
    assert len(series_dates(TODAY, every=Every.WEEK, count=52)) == 52


@pytest.mark.parametrize(("asked_by_person", "outcome"), [(True, "RSOF"), (False, "RSSR")])
def test_the_old_appointment_says_who_asked_to_move_it(asked_by_person, outcome):
    assert outcome_when_rescheduled(asked_by_person=asked_by_person) == outcome


@pytest.mark.parametrize(
    ("asked_by_person", "outcome"),
    [(True, "X-called-off-pop-request"), (False, "X-called-off-service-request")],
)
def test_a_cancelled_appointment_says_who_called_it_off(asked_by_person, outcome):
    assert outcome_when_called_off(asked_by_person=asked_by_person) == outcome


def test_an_appointment_moves_once_and_somewhere_else():
    old = Slot(on=TOMORROW, start_time=time(10), end_time=time(11), id=7)
    check_reschedule(old, Slot(on=TOMORROW, start_time=time(11), end_time=time(12)), has_outcome=False)

    with pytest.raises(RuleBroken, match="NOT_MOVED"):
        check_reschedule(old, Slot(on=TOMORROW, start_time=time(10), end_time=time(11)), has_outcome=False)
    with pytest.raises(RuleBroken, match="HAS_OUTCOME"):
        check_reschedule(old, Slot(on=TOMORROW, start_time=time(11), end_time=time(12)), has_outcome=True)


def test_an_arrival_is_recorded_on_the_day_alone():
    check_arrival(TODAY, today=TODAY)

    with pytest.raises(RuleBroken, match="NOT_TODAY"):
        check_arrival(TOMORROW, today=TODAY)
    with pytest.raises(RuleBroken, match="NOT_TODAY"):
        check_arrival(TODAY, today=TOMORROW)
