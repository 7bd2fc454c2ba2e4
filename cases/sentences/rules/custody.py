"""Key dates of a custodial sentence: the order they must be in."""

from collections.abc import Mapping
from datetime import date

from cases.codes import KeyDate
from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason

#: the first of each pair is on or before the second
_ORDER = (
    (KeyDate.AUTOMATIC_RELEASE, KeyDate.LICENCE_EXPIRY),
    (KeyDate.HDC_ELIGIBILITY, KeyDate.AUTOMATIC_RELEASE),
    (KeyDate.LICENCE_EXPIRY, KeyDate.PSS_END),
    (KeyDate.AUTOMATIC_RELEASE, KeyDate.SENTENCE_EXPIRY),
    (KeyDate.EXPECTED_RELEASE, KeyDate.SENTENCE_EXPIRY),
    (KeyDate.HANDOVER_START, KeyDate.HANDOVER),
)


def check_key_dates(dates: Mapping[str, date], *, sentenced_on: date) -> None:
    """Refuses key dates before the sentence, and pairs that are out of order.

    dates    by code, only those that are set
    raises   RulesBroken with everything that is wrong
    source   docs/sources/cases.md#custody
    """
    broken = []
    for code, on in dates.items():
        if on < sentenced_on:
            words = Reason("Date must be on or after the sentence on {day}", day=sentenced_on)
            broken.append(RuleBroken("BEFORE_SENTENCE", words, code))
    for first, second in _ORDER:
        before, after = dates.get(first.value), dates.get(second.value)
        if before and after and before > after:
            words = Reason("{first} must be on or before {second}", first=first.words, second=second.words)
            broken.append(RuleBroken("DATES_OUT_OF_ORDER", words, first.value))
    if broken:
        raise RulesBroken(broken)
