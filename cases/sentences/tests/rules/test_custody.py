"""The order of key dates, and when a requirement may end."""

from datetime import date

import pytest

from cases.sentences.rules.custody import check_key_dates
from cases.sentences.rules.requirements import check_end
from core.errors import RuleBroken

SENTENCED = date(2026, 1, 5)
DAY, NEXT = date(2026, 6, 1), date(2026, 6, 2)


@pytest.mark.parametrize(
    ("first", "second"),
    [("ACR", "LED"), ("HDE", "ACR"), ("LED", "PSSED"), ("ACR", "SED"), ("EXP", "SED"), ("POM1", "POM2")],
)
def test_each_pair_of_key_dates_stands_in_its_order(first, second):
    check_key_dates({first: DAY, second: DAY}, sentenced_on=SENTENCED)

    with pytest.raises(RuleBroken) as broken:
        check_key_dates({first: NEXT, second: DAY}, sentenced_on=SENTENCED)

    assert (broken.value.code, broken.value.field) == ("DATES_OUT_OF_ORDER", first)


def test_no_key_date_lies_before_the_sentence():
    check_key_dates({"PED": SENTENCED}, sentenced_on=SENTENCED)

    with pytest.raises(RuleBroken) as broken:
        check_key_dates({"PED": date(2026, 1, 4)}, sentenced_on=SENTENCED)

    assert broken.value.code == "BEFORE_SENTENCE"


@pytest.mark.parametrize(
    ("ended_on", "reason", "ended_already", "codes"),
    [
        pytest.param(DAY, "Completed", None, [], id="today"),
        pytest.param(SENTENCED, "Completed", None, [], id="the day it was imposed"),
        pytest.param(NEXT, "Completed", None, ["END_IN_FUTURE"], id="tomorrow"),
        pytest.param(date(2026, 1, 4), "Completed", None, ["END_BEFORE_START"], id="before it was imposed"),
        pytest.param(DAY, " ", None, ["REASON_REQUIRED"], id="no reason"),
        pytest.param(DAY, "Completed", SENTENCED, ["ENDED_ALREADY"], id="ended before"),
        pytest.param(NEXT, "", None, ["END_IN_FUTURE", "REASON_REQUIRED"], id="two at once"),
    ],
)
def test_when_a_requirement_may_end(ended_on, reason, ended_already, codes):
    broken_rules = []
    try:
        check_end(
            imposed_on=SENTENCED,
            already_ended_on=ended_already,
            ended_on=ended_on,
            reason=reason,
            today=DAY,
        )
    except RuleBroken as broken:
        broken_rules = [rule.code for rule in broken.all]

    assert broken_rules == codes
