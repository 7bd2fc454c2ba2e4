"""Which dates of the custody record a sent referral takes over when the record changes."""

from collections.abc import Collection
from datetime import date

EXPECTED_RELEASE, HDC_ELIGIBILITY = "EXP", "HDE"


def new_dates(
    changed: Collection[str],
    *,
    release_type: str,
    release_on: date | None,
    hdc_eligible_on: date | None,
) -> dict[str, date]:
    """The dates that the referral takes over, by its field; empty if it keeps its own.

    changed        codes of the key dates that were set, moved or taken out
    release_type   code of the key date from which the record's release date is read, "" for none

    The record's release date has changed if that key date changed, or if the expected release date, which
    comes before the others, was taken out. A date that the record does not hold changes nothing: what the
    referrer typed stays.
    """
    found = {}
    if release_on is not None and {EXPECTED_RELEASE, release_type} & set(changed):
        found["release_on"] = release_on
    if hdc_eligible_on is not None and HDC_ELIGIBILITY in changed:
        found["hdc_eligible_on"] = hdc_eligible_on
    return found
