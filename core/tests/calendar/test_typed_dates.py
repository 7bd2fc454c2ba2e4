"""Dates and times as typed and as shown."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.typed_dates import (
    format_date,
    format_long_date,
    format_short_date,
    format_time,
    format_times,
    read_date,
    read_date_parts,
    read_time,
)

BIRTH = date(1965, 7, 9)


@pytest.mark.parametrize(
    "typed",
    [
        "09/07/1965", "9/7/1965", "09/7/1965", "9/07/1965", "09-07-1965", "9-7-1965", "09.07.1965",
        "9.7.1965", "09 07 1965", "9 7 1965", "1965/07/09", "1965/7/9", "1965-07-09", "1965-7-9",
        "1965.07.09", "1965 07 09", "09/Jul/1965", "9/Jul/1965", "09-Jul-1965", "9-Jul-1965",
        "9 Jul 1965", "09 July 1965", "9 July 1965", "9-July-1965", "9/July/1965", "9.July.1965",
        "9th July 1965", "9JUL1965", "1965-Jul-09", "1965/July/9", "1965 July 9", "July 9 1965",
        "the 9th of July 1965", "9th July '65", "July 9th, 1965", "9 / 7 / 1965", "9. 7. 1965", "9–7–1965",
        "9_7_1965", "9,7,1965", "(9/7/1965).", "Fri 9/7/1965", "9/7/1965 (Friday)", "Fri. 9th July 1965",
        "９/７/１９６５", "9\u00a0July\u202f1965", "\u200b9 Jul\ufeff 1965", "1965-07-09T00:00:00",
        "9;7;1965", "9·7·1965", "9~7~1965", "9/7-1965", "9/ 7/1965", "9/7.1965", "9 7/1965", "9//7//1965",
        "1965-07-09T10:15:00.123Z", "1965-07-09T10:15:00+01:00", "1965-07-09 10:15:00,5 +0100",
        "Jul 9, 1965", "July 9, '65", "Friday 9 July 1965",
        "Fri, 9 July 1965", "  9 july 1965 ", "9/7/65", "9-Jul-65",
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_shape_people_type(typed):
    assert read_date(typed) == BIRTH


@pytest.mark.parametrize(
    "typed", ["17/5/2026", "17-5-26", "17.5.2026", "17 5 2026", "17 May 2026", "2026-05-17"]
)
def test_the_shapes_named_in_the_form_rules_are_read(typed):
    assert read_date(typed) == date(2026, 5, 17)


@pytest.mark.parametrize(
    "typed",
    ["", "31/02/2026", "29/2/2025", "0/1/2026", "1/13/2026", "1///1/2026", "1x1x2026",
     "2026-01-01T10", "2026", "May 2026", "Smith", "2003/0034567A", "17052026", "1/1/026", "17 Mai 2026",
     "١/٥/2026", "1 2", "Mon 9/7/1965", "0000-01-01"],
)  # fmt: skip
def test_what_is_not_a_possible_date_is_left_as_words(typed):
    assert read_date(typed) is None


@pytest.mark.parametrize(
    ("typed", "not_after", "year"),
    [
        pytest.param("1/1/49", None, 2049, id="49 is this century"),
        pytest.param("1/1/50", None, 1950, id="50 is the last"),
        pytest.param("1/6/26", date(2026, 6, 1), 2026, id="today is not beyond"),
        pytest.param("2/6/26", date(2026, 6, 1), 1926, id="tomorrow is"),
        pytest.param("1/1/2049", date(2026, 6, 1), 2049, id="a year in full is taken at its word"),
    ],
)
def test_a_two_digit_year_falls_in_the_century_the_rule_says(typed, not_after, year):
    assert read_date(typed, not_after=not_after).year == year


def test_a_leap_day_a_century_back_that_never_was_is_not_a_date():
    assert read_date("29/2/00", not_after=date(1999, 1, 1)) is None


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        ["/", "-", ".", " ", "–", " / ", ". ", "\u00a0", ", ", ";", "·", "~", "|", "•", "+", "_"]
    ),
    st.sampled_from(["/", "-", " ", ". ", ";"]) | st.none(),
    st.sampled_from(
        ["{d}{s}{m}{t}{y}", "{d:02}{s}{m:02}{t}{y}", "{y}{s}{m:02}{t}{d:02}", "{w} {d}{s}{m}{t}{y}"]
    ),
)
def test_a_date_in_numbers_is_read_with_any_separator(day, gap, other, shape):
    typed = shape.format(d=day.day, m=day.month, y=day.year, s=gap, t=other or gap, w=f"{day:%A}")

    assert read_date(typed) == day


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%B", "%b", "%B."]),
    st.sampled_from(
        ["{d}{o} {m} {y}", "{w}, {d} {m} {y}", "{m} {d}{o}, {y}", "the {d}{o} of {m} {y}", "{d}-{m}-{y}"]
    ),
)
def test_a_date_in_words_is_read_with_ordinals_and_days_of_the_week(day, month, shape):
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    typed = shape.format(d=day.day, m=f"{day:{month}}", y=day.year, o=ending, w=f"{day:%a}")

    assert read_date(typed) == day
    assert read_date(typed.upper()) == day


def test_three_boxes_make_a_date_and_the_month_may_be_a_name():
    assert read_date_parts("9", " July", "1965") == BIRTH
    assert read_date_parts("9", "7", "1965") == BIRTH
    assert read_date_parts("9", "", "1965") is None


@given(st.dates())
def test_what_is_shown_can_be_typed_back(day):
    assert read_date(format_date(day)) == day
    assert read_date(format_short_date(day)) == day
    assert read_date(format_long_date(day)) == day


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("9:30", time(9, 30)), ("09:30", time(9, 30)), ("0930", time(9, 30)), ("930", time(9, 30)),
        ("9.30", time(9, 30)), ("9:30am", time(9, 30)), ("9.30 AM", time(9, 30)), ("9:30 a.m.", time(9, 30)),
        ("1630", time(16, 30)), ("4:30pm", time(16, 30)), ("4pm", time(16)), ("midday", time(12)),
        ("Noon", time(12)), ("12pm", time(12)), ("12am", time(0)), ("midnight", time(0)),
        ("23:59", time(23, 59)), ("00:00", time(0)), ("9", None), ("24:00", None),
        ("9:60", None), ("13pm", None),
        ("0am", None),
        ("14h30", time(14, 30)), ("1630hrs", time(16, 30)), ("16h", time(16)), ("9 30", time(9, 30)),
        ("9-30", time(9, 30)), ("at 9:30", time(9, 30)), ("9:30:00", time(9, 30)), ("12 noon", time(12)),
        ("9 o'clock am", time(9)), ("9:30\u00a0p.m.", time(21, 30)), ("９：３０", time(9, 30)),
        ("٩:٣٠", None), ("9 o'clock", None), ("163", None), ("25:10", None),
        ("9:3", None), ("soon", None), ("", None),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_type_it(typed, at):
    assert read_time(typed) == at


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_a_time_shown_can_be_typed_back(at):
    assert read_time(format_time(at)) == at


def test_dates_and_times_are_shown_in_house_words():
    assert format_date(date(2026, 6, 21)) == "21 June 2026"
    assert format_short_date(date(2026, 6, 21)) == "21 Jun 2026"
    assert format_long_date(date(2026, 6, 21)) == "Sunday 21 June 2026"
    assert format_time(time(10, 15)) == "10:15am"
    assert format_time(time(12)) == "midday"
    assert format_times(time(10, 15), time(10, 45)) == "10:15am to 10:45am"
    assert format_times(time(10), None) == "10am"
