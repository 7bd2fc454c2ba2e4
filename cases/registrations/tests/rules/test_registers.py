"""Risk registers, rule by rule."""

import copy
from datetime import date

import pytest

from cases.models import Registration, RegistrationFlag, RegistrationType
from cases.registrations.rules.registers import (
    OpenReviewFate,
    ReviewDecision,
    decisions_open,
    fate_of_open_review,
    plan_deregistration,
    plan_registration,
    plan_review,
)
from core.errors import RuleBroken, RulesBroken

TODAY = date(2026, 6, 15)


def changed(row, **facts):
    """The row with other facts; none of the rows here is saved."""
    row = copy.copy(row)
    for name, value in facts.items():
        setattr(row, name, value)
    return row


def rosh(code, words):
    flag = RegistrationFlag(code="1", words="RoSH")
    return RegistrationType(code=code, words=words, flag=flag, review_months=6, duplicate_group="ROSH")


HIGH = rosh("RHRH", "High RoSH")
MEDIUM = rosh("RMRH", "Medium RoSH")
LOW = rosh("RLRH", "Low RoSH")
MAPPA = RegistrationType(
    code="MAPP", words="MAPPA", review_months=3, records_level=True, records_category=True
)
NOT_MAPPA = RegistrationType(code="NOTMAPPA", words="Not MAPPA eligible", review_months=0)
LIFER = RegistrationType(
    code="INLL", words="Lifer", review_months=12, records_level=True, records_category=True
)
CHILDREN = RegistrationType(code="RCHD", words="Risk to children", review_months=3)
WEAPONS = RegistrationType(code="WEAP", words="Weapons", review_months=3)


def opened(type, on=date(2026, 1, 31), id=1, **columns):
    return Registration(id=id, type=type, registered_on=on, **columns)


def plan(type, on=TODAY, open_now=(), **fields):
    return plan_registration(type, on=on, today=TODAY, open_now=open_now, **fields)


def test_a_registration_is_reviewed_after_its_period_and_writes_two_contacts():
    made = plan(HIGH, on=date(2026, 3, 31))

    assert made.next_review_on == date(2026, 9, 30)
    assert [(contact.type, contact.on) for contact in made.contacts] == [
        ("ERGN", date(2026, 3, 31)),
        ("ERGR", date(2026, 9, 30)),
    ]
    assert made.contacts[0].note.values == {"flag": "RoSH", "type": "High RoSH", "day": date(2026, 9, 30)}


@pytest.mark.parametrize("months", [0, None])
def test_a_type_without_a_period_is_never_reviewed(months):
    made = plan(changed(WEAPONS, review_months=months))

    assert made.next_review_on is None
    assert [contact.type for contact in made.contacts] == ["ERGN"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        pytest.param(date(2026, 9, 15), None, id="the last day of the period"),
        pytest.param(date(2026, 9, 16), "REVIEW_TOO_LATE", id="a day longer"),
        pytest.param(date(2026, 6, 16), None, id="shorter"),
        pytest.param(TODAY, "REVIEW_TOO_SOON", id="the same day"),
    ],
)
def test_a_review_may_be_sooner_than_the_period_but_not_later(asked, code):
    if code is None:
        assert plan(WEAPONS, next_review_on=asked).next_review_on == asked
        return
    with pytest.raises(RulesBroken) as refused:
        plan(WEAPONS, next_review_on=asked)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("type", "fields", "code"),
    [
        pytest.param(WEAPONS, {"on": date(2026, 6, 16)}, "REGISTERED_IN_FUTURE", id="tomorrow"),
        pytest.param(WEAPONS, {"open_now": [opened(WEAPONS)]}, "ALREADY_REGISTERED", id="open already"),
        pytest.param(
            MAPPA,
            {"open_now": [opened(NOT_MAPPA)], "level": "M1", "category": "M2"},
            "NOT_TOGETHER",
            id="not MAPPA eligible",
        ),
        pytest.param(NOT_MAPPA, {"open_now": [opened(MAPPA)]}, "NOT_TOGETHER", id="or MAPPA"),
        pytest.param(MAPPA, {"category": "M1"}, "LEVEL_REQUIRED", id="MAPPA level"),
        pytest.param(MAPPA, {"level": "M1"}, "CATEGORY_REQUIRED", id="MAPPA category"),
        pytest.param(CHILDREN, {}, "LEVEL_REQUIRED", id="risk-to level"),
        pytest.param(WEAPONS, {"level": "M1"}, "LEVEL_NOT_TAKEN", id="no level taken"),
        pytest.param(
            CHILDREN, {"level": "RSKH", "category": "M1"}, "CATEGORY_NOT_TAKEN", id="no category taken"
        ),
        pytest.param(NOT_MAPPA, {"next_review_on": date(2026, 7, 1)}, "NOT_REVIEWED", id="never reviewed"),
    ],
)
def test_a_registration_that_does_not_fit_is_refused(type, fields, code):
    with pytest.raises(RulesBroken) as refused:
        plan(type, **fields)

    assert [broken.code for broken in refused.value.all] == [code]


@pytest.mark.parametrize(
    ("type", "fields"),
    [
        (MAPPA, {"level": "M1", "category": "M2"}),
        (LIFER, {}),
        (LIFER, {"level": "L1", "category": "LF03"}),
        (CHILDREN, {"level": "RSKH"}),
        (WEAPONS, {"on": TODAY, "open_now": [opened(HIGH)]}),
    ],
)
def test_a_registration_that_fits_ends_no_other(type, fields):
    assert plan(type, **fields).ends == ()


def test_types_of_one_group_replace_each_other():
    made = plan(HIGH, open_now=[opened(MEDIUM, id=7), opened(WEAPONS, id=8), opened(LOW, id=9)])

    assert made.ends == (7, 9)
    assert made.ends_note.values == {"type": "High RoSH", "day": TODAY}


def test_rosh_levels_exclude_each_other_even_if_the_table_names_no_group():
    bare = [changed(type, duplicate_group="") for type in (HIGH, MEDIUM)]

    assert plan(bare[0], open_now=[opened(bare[1], id=7)]).ends == (7,)


def test_a_review_starts_the_next_period_and_keeps_the_registration_date():
    made = plan_review(opened(HIGH), on=date(2026, 6, 15), today=date(2026, 6, 15))

    assert made.next_review_on == date(2026, 12, 15)
    assert [contact.type for contact in made.contacts] == ["ERGR"]


def test_a_review_does_not_come_before_its_registration():
    with pytest.raises(RulesBroken, match="REVIEW_BEFORE"):
        plan_review(opened(HIGH, on=TODAY), on=date(2026, 6, 14), today=TODAY)
    assert plan_review(opened(HIGH, on=TODAY), on=TODAY, today=TODAY).next_review_on


def test_a_review_is_held_today_at_the_latest_and_all_that_is_wrong_is_said_at_once():
    with pytest.raises(RulesBroken) as refused:
        plan_review(opened(HIGH), on=date(2026, 6, 16), today=TODAY, next_review_on=date(2027, 6, 16))

    assert [rule.code for rule in refused.value.all] == ["REVIEWED_IN_FUTURE", "REVIEW_TOO_LATE"]


KEEP, CHANGE, END = ReviewDecision.KEEP, ReviewDecision.CHANGE, ReviewDecision.END


@pytest.mark.parametrize(
    ("type", "level", "has_choices", "may_end", "open"),
    [
        pytest.param(HIGH, None, False, True, (KEEP, END), id="nothing to choose from"),
        pytest.param(HIGH, None, False, False, (KEEP,), id="may not end"),
        pytest.param(MAPPA, "M1", True, True, (KEEP, CHANGE, END), id="everything"),
        pytest.param(MAPPA, None, True, True, (CHANGE, END), id="without its level it cannot be kept"),
    ],
)
def test_what_a_review_may_decide(type, level, has_choices, may_end, open):
    found = decisions_open(type, level=level, category=level, has_choices=has_choices, may_end=may_end)

    assert found == open


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2026, 1, 30), "ENDED_BEFORE_REGISTRATION"),
        (date(2026, 1, 31), None),
        (TODAY, None),
        (date(2026, 6, 16), "ENDED_IN_FUTURE"),
    ],
)
def test_a_registration_ends_between_its_start_and_today(on, code):
    if code is None:
        assert [c.type for c in plan_deregistration(opened(HIGH), on=on, today=TODAY)] == ["ERGD"]
        return
    with pytest.raises(RuleBroken) as refused:
        plan_deregistration(opened(HIGH), on=on, today=TODAY)

    assert refused.value.code == code


def test_an_untouched_review_is_dropped_at_the_end_and_a_begun_one_completed():
    assert fate_of_open_review(touched=False) is OpenReviewFate.DROPPED
    assert fate_of_open_review(touched=True) is OpenReviewFate.COMPLETED
