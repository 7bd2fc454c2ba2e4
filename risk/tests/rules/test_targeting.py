"""Custody targeting: the decision table row by row."""

import pytest

from core.reasons import Reason
from risk.codes import FurtherGroup, RoshLevel, TargetingLevel
from risk.rules.reference_tables import rows
from risk.rules.targeting import TABLE, TargetingInputs, targeting_of

CORE, EXTEND, ADDITIONAL = TargetingLevel


def verdict(ogrs3, rosh, *, indeterminate=False, at_key_stage=False, further_group=None):
    return targeting_of(
        TargetingInputs(
            ogrs3_2yr=ogrs3,
            rosh=rosh,
            indeterminate=indeterminate,
            at_key_stage=at_key_stage,
            further_group=further_group,
        )
    )


@pytest.mark.parametrize(
    ("ogrs3", "rosh", "level", "group"),
    [
        (75, RoshLevel.HIGH, ADDITIONAL, 1),
        (75, RoshLevel.VERY_HIGH, ADDITIONAL, 1),
        (75, RoshLevel.MEDIUM, ADDITIONAL, 2),
        (75, None, ADDITIONAL, 2),
        (74, RoshLevel.HIGH, ADDITIONAL, 3),
        (74, RoshLevel.VERY_HIGH, ADDITIONAL, 3),
        (None, RoshLevel.HIGH, ADDITIONAL, 3),
        (74, RoshLevel.MEDIUM, CORE, None),
        (74, RoshLevel.LOW, CORE, None),
        (None, None, CORE, None),
    ],
)
def test_ogrs3_from_75_and_rosh_from_high_bring_additional_time(ogrs3, rosh, level, group):
    found = verdict(ogrs3, rosh)

    assert (found.level, found.priority_group) == (level, group)


@pytest.mark.parametrize(
    ("indeterminate", "at_key_stage", "level", "group"),
    [(True, True, ADDITIONAL, 4), (True, False, CORE, None), (False, True, CORE, None)],
)
def test_an_indeterminate_sentence_counts_at_a_key_stage(indeterminate, at_key_stage, level, group):
    found = verdict(30, RoshLevel.LOW, indeterminate=indeterminate, at_key_stage=at_key_stage)

    assert (found.level, found.priority_group) == (level, group)


@pytest.mark.parametrize("further_group", FurtherGroup)
def test_a_further_group_may_be_extended_to_and_is_never_additional(further_group):
    assert verdict(55, RoshLevel.MEDIUM, further_group=further_group).level is EXTEND
    assert verdict(80, RoshLevel.LOW, further_group=further_group).priority_group == 2


def test_the_rows_are_those_of_the_published_table():
    published = [
        (row["level"].replace(", may be extended", "_MAY_EXTEND"), row["priority_group"])
        for row in rows("custody_targeting.csv")
    ]

    assert [(row.level.value, str(row.priority_group or "")) for row in TABLE] == published


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (verdict(82, RoshLevel.HIGH), "OGRS3 82% is 75 or more, and RoSH is high"),
        (verdict(75, RoshLevel.LOW), "OGRS3 75% is 75 or more"),
        (verdict(10, RoshLevel.VERY_HIGH), "RoSH is very high"),
        (verdict(10, RoshLevel.LOW, further_group=FurtherGroup.LANGUAGE), "Further group: language"),
        (
            verdict(10, RoshLevel.LOW),
            "OGRS3 below 75, RoSH low or medium, and no key stage of an indeterminate sentence",
        ),
        (verdict(None, RoshLevel.MEDIUM), "No OGRS3 score; RoSH is medium"),
        (verdict(10, None), "OGRS3 below 75; no RoSH level"),
        (verdict(None, None), "Neither an OGRS3 score nor a RoSH level"),
    ],
)
def test_the_reason_names_what_decided(found, words):
    assert str(found.because) == words


def test_what_is_offered_is_said():
    assert verdict(10, RoshLevel.LOW, further_group=FurtherGroup.OTHER).offer == Reason(
        "Core; extra time only if resources allow"
    )
