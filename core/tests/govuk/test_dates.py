"""Dates and times typed in every usual way, and the one error that is shown."""

from datetime import date, time

import pytest
from django.http import QueryDict

from core.govuk import DateField, GovForm, NearDateField, TimeField

TODAY = date(2026, 3, 2)


class Born(GovForm):
    born_on = DateField(label="Date of birth", when="past")


class Review(GovForm):
    review_on = NearDateField(label="When is the review?", called="review date", when="today-or-future")


class Start(GovForm):
    at = TimeField(label="Start time")


def posted(**values):
    data = QueryDict(mutable=True)
    data.update(values)
    return data


def born(day, month, year, **kwargs):
    return Born(posted(born_on_day=day, born_on_month=month, born_on_year=year), today=TODAY, **kwargs)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (("27", "3", "1980"), date(1980, 3, 27)),
        (("27", "March", "1980"), date(1980, 3, 27)),
        (("27", "mar", "1980"), date(1980, 3, 27)),
        (("1", "sept", "1999"), date(1999, 9, 1)),
        ((" 01 ", "02", "62"), date(1962, 2, 1)),
        (("1", "1", "27"), date(1927, 1, 1)),
    ],
)
def test_three_boxes_read_numbers_and_names_of_months(typed, read):
    form = born(*typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == read


@pytest.mark.parametrize(
    ("typed", "words", "boxes"),
    [
        pytest.param(("", "", ""), "Enter the date of birth", "required", id="nothing"),
        pytest.param(
            ("27", "", "1980"), "Date of birth must include a month", "boxes:month", id="a box left empty"
        ),
        pytest.param(
            ("", "", "1980"), "Date of birth must include a day and month", "boxes:day,month", id="two left"
        ),
        pytest.param(
            ("99", "", "1980"),
            "Date of birth must include a month",
            "boxes:month",
            id="missing before unreal",
        ),
        pytest.param(("31", "13", "1980"), "Date of birth must be a real date", "boxes:month", id="month 13"),
        pytest.param(("32", "1", "1980"), "Date of birth must be a real date", "boxes:day", id="day 32"),
        pytest.param(
            ("30", "2", "1980"), "Date of birth must be a real date", "boxes:day,month,year", id="30 February"
        ),
        pytest.param(
            ("2", "3", "2026"), "Date of birth must be in the past", "range", id="today is not past"
        ),
    ],
)
def test_a_date_has_one_error_and_the_first_thing_wrong_is_said(typed, words, boxes):
    form = born(*typed)

    assert form.errors["born_on"] == [words]
    assert form.errors.as_data()["born_on"][0].code == boxes


@pytest.mark.parametrize(
    "typed", ["17/5/2026", "17-5-26", "17.5.2026", "17 5 2026", "17 May 2026", "17 may 26", " 17/05/2026 "]
)
def test_one_box_reads_every_usual_way_of_typing_a_date(typed):
    form = Review(posted(review_on=typed), today=TODAY)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["review_on"] == date(2026, 5, 17)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter the review date"),
        ("soon", "Review date must be a real date"),
        ("2/12", "Review date must include a year"),
        ("1st Dec", "Review date must include a year"),
        ("Dec 2026", "Review date must include a day"),
        ("31/4", "Review date must be a real date"),
        ("31/4/2026", "Review date must be a real date"),
        ("1/3/2026", "Review date must be today or in the future"),
    ],
)
def test_one_box_says_what_is_wrong_with_its_date(typed, words):
    assert Review(posted(review_on=typed), today=TODAY).errors["review_on"] == [words]


def test_today_itself_is_today_or_in_the_future():
    assert Review(posted(review_on="2/3/2026"), today=TODAY).is_valid()


def test_bounds_are_said_as_dates():
    class Bounded(GovForm):
        on = DateField(label="Start date", earliest=date(2026, 1, 5), latest=date(2026, 1, 9))

    early = Bounded(posted(on_day="4", on_month="1", on_year="2026"))
    late = Bounded(posted(on_day="10", on_month="1", on_year="2026"))

    assert early.errors["on"] == ["Start date must be on or after 5 January 2026"]
    assert late.errors["on"] == ["Start date must be on or before 9 January 2026"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9:30am", time(9, 30)),
        ("1630", time(16, 30)),
        ("4:30pm", time(16, 30)),
        ("midday", time(12)),
    ],
)
def test_a_time_is_read_in_every_usual_shape(typed, read):
    form = Start(posted(at=typed))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == read


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter the start time"),
        ("25:00", "Start time must be a real time, like 9:30am or 16:30"),
        ("later", "Start time must be a real time, like 9:30am or 16:30"),
    ],
)
def test_a_time_says_what_is_wrong_with_it(typed, words):
    assert Start(posted(at=typed)).errors["at"] == [words]


def test_an_optional_date_may_be_left_out():
    class Optional(GovForm):
        on = DateField(label="Date", required=False)
        near = NearDateField(label="Near", required=False)

    form = Optional(posted())

    assert form.is_valid()
    assert form.cleaned_data == {"on": None, "near": None}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("4/12/2206", "Review date must be on or before 31 December 2099"),
        ("31/12/9999", "Review date must be on or before 31 December 2099"),
        ("1/1/0001", "Review date must be on or after 1 January 1900"),
    ],
)
def test_every_date_has_bounds_and_the_error_names_them(typed, words):
    class AnyDay(GovForm):
        review_on = NearDateField(label="When is the review?", called="review date")

    assert AnyDay(posted(review_on=typed), today=TODAY).errors["review_on"] == [words]


def test_three_boxes_have_the_same_bounds():
    form = born("31", "12", "1899")

    assert form.errors["born_on"] == ["Date of birth must be on or after 1 January 1900"]


@pytest.mark.parametrize(
    "typed",
    [
        ("27th", "Mar.", "1980"),
        ("27\u00a0", "\u200b3", "1980."),
        ("27/3/1980", "", ""),
        ("27 March 1980", "", ""),
    ],
)
def test_three_boxes_read_what_is_pasted(typed):
    form = born(*typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == date(1980, 3, 27)


@pytest.mark.parametrize("typed", ["9:30\u00a0am", "\u200b09.30", "at 9:30", "0930 hrs"])
def test_a_time_is_tidied_before_it_is_read(typed):
    form = Start(posted(at=typed))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == time(9, 30)
