"""The risk screen: what is pulled, what is a placeholder, what stops sending."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from referrals.codes import RiskAnswer, RiskSection
from referrals.rules.risk_screens import (
    CONCERNS,
    LONGEST,
    NO_IDENTIFIED_RISK,
    SITUATION,
    Source,
    is_placeholder,
    newer_assessment_problems,
    offers_no_identified_risk,
    pulled,
    review_problems,
    sending_problems,
    text_problems,
)

R = RiskSection
FULL = {section: Source(text=f"About {section.value}", answer=RiskAnswer.YES) for section in RiskSection}
NOON = datetime(2026, 2, 9, 12, tzinfo=UTC)
READY = replace(
    pulled(FULL, assessment_uuid="7", assessed_on=date(2026, 1, 5)), edited=False, confirmed_at=NOON
)


def test_the_eight_sections_come_in_the_order_of_the_screen():
    assert [section.words for section in RiskSection] == [
        "Who is at risk",
        "What is the nature of the risk",
        "When is the risk likely to be greatest",
        "Concerns in relation to self-harm",
        "Concerns in relation to suicide",
        "Concerns in relation to coping in a hostel setting",
        "Concerns in relation to vulnerability",
        "Additional information",
    ]


def test_without_an_assessment_every_section_shows_its_default():
    texts = pulled({}).texts

    assert {texts[section] for section in SITUATION} == {"No information provided"}
    assert {texts[section] for section in CONCERNS} == {"Don't know"}
    assert texts[R.ADDITIONAL] == "None"


def test_the_assessors_words_are_pulled_but_additional_information_is_the_referrers_own():
    texts = pulled(FULL).texts

    assert texts[R.SUICIDE] == "About SUICIDE"
    assert texts[R.ADDITIONAL] == "None"


@pytest.mark.parametrize(
    ("answer", "shown"),
    [(RiskAnswer.YES, "Yes"), (RiskAnswer.NO, "No"), (RiskAnswer.DK, "Don't know"), (None, "Don't know")],
)
def test_a_concern_without_words_shows_its_answer(answer, shown):
    assert pulled({R.SELF_HARM: Source(answer=answer)}).texts[R.SELF_HARM] == shown


@pytest.mark.parametrize(
    ("text", "placeholder"),
    [
        ("", True),
        ("  ", True),
        ("No information provided", True),
        ("no information provided.", True),
        ("Don't know", True),
        ("Don’t know", True),
        ("Yes", True),
        ("N/A", True),
        ("Contact PP", True),
        ("Please contact the probation practitioner.", True),
        ("No", False),
        (NO_IDENTIFIED_RISK, False),
        ("None known", False),
        ("Contact PP before any home visit: partner at risk", False),
        ("Low mood after contact with family", False),
    ],
)
@pytest.mark.parametrize("section", [*SITUATION, *CONCERNS])
def test_a_bare_default_is_a_placeholder_in_the_first_seven_sections(section, text, placeholder):
    assert is_placeholder(section, text) is placeholder
    assert offers_no_identified_risk(section, text) is placeholder


@pytest.mark.parametrize("text", ["", "None", "Don't know"])
def test_additional_information_may_stay_as_it_is(text):
    assert not is_placeholder(R.ADDITIONAL, text)


@pytest.mark.parametrize("section", [*SITUATION, *CONCERNS])
def test_sending_is_refused_while_one_of_the_seven_is_a_bare_default(section):
    screen = replace(READY, texts={**READY.texts, section: "Don't know"})

    assert [one.field for one in sending_problems(screen)] == [section.value]


def test_a_reviewed_screen_may_be_sent():
    assert sending_problems(READY) == []


def test_every_box_at_fault_is_told_at_once():
    assert len(text_problems(pulled({}))) == 7


@pytest.mark.parametrize(
    ("edited", "confirmed_at", "fields"),
    [
        (None, None, ["edited"]),
        (None, NOON, ["edited"]),
        (False, None, ["confirmed"]),
        (True, None, ["confirmed"]),
        (False, NOON, []),
        (True, NOON, []),
    ],
)
def test_the_referrer_says_whether_to_edit_and_ticks_that_it_is_shared(edited, confirmed_at, fields):
    screen = replace(READY, edited=edited, confirmed_at=confirmed_at)

    assert [one.field for one in review_problems(screen)] == fields


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("a" * LONGEST, True),
        ("a" * (LONGEST + 1), False),
        ("a" * (LONGEST - 1) + "\r\n", True),
        ("a" * LONGEST + "\r\n", False),
        ("\r\n".join(["a" * 9] * 400), True),
    ],
)
@pytest.mark.parametrize("section", [R.WHO_IS_AT_RISK, R.ADDITIONAL])
def test_a_line_break_counts_as_one_of_4000_characters(section, text, fits):
    screen = replace(READY, texts={**READY.texts, section: text})

    assert ([one.code for one in text_problems(screen)] == []) is fits


@pytest.mark.parametrize(
    ("latest", "keep", "asked"),
    [("7", False, False), ("8", False, True), ("8", True, False), (None, False, False)],
)
def test_a_newer_assessment_asks_to_refresh_or_keep(latest, keep, asked):
    screen = replace(READY, keep_older=keep)

    found = newer_assessment_problems(screen, latest=latest, latest_on=date(2026, 2, 9))

    assert [one.code for one in found] == (["NEWER_ASSESSMENT"] if asked else [])
