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
    """What really changed, by its name on the referral; empty when the referral keeps its own dates.

    changed        codes of the key dates that were set, moved or taken out
    release_type   code of the key date the record's release date is read from, "" for none

    The record's release date changed when the date it is read from did, or when the expected date before
    it was taken out. No date in the record says nothing: what the referrer typed stands.
    """
    found = {}
    if release_on is not None and {EXPECTED_RELEASE, release_type} & set(changed):
        found["release_on"] = release_on
    if hdc_eligible_on is not None and HDC_ELIGIBILITY in changed:
        found["hdc_eligible_on"] = hdc_eligible_on
    return found
