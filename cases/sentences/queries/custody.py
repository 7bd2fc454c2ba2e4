"""Where a person is held, and the key dates of custodial sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.codes import KeyDate as KeyDateCode
from cases.models import Institution, KeyDate
from cases.people.queries.custody import present_custody

#: key dates that a release date is read from: the first one that the record has
RELEASE_TYPES = (KeyDateCode.EXPECTED_RELEASE, KeyDateCode.AUTOMATIC_RELEASE)


@dataclass(frozen=True, kw_only=True)
class Stay:
    """A person's present stay in custody.

    release_on        the expected release date, else the conditional one
    release_type      the code of the key date it comes from; "" where the record has neither
    hdc_eligible_on   home detention curfew eligibility
    """

    event_id: int
    institution: Institution | None
    release_on: date | None
    hdc_eligible_on: date | None
    release_type: str = ""


def stay_of(person_id: int) -> Stay | None:
    """The stay of a person who is in custody, else None. 2 queries."""
    custody = (
        present_custody()
        .filter(disposal__event__person_id=person_id)
        .select_related("institution", "disposal")
        .order_by("-status_on", "-pk")
        .first()
    )
    if custody is None:
        return None
    dates = key_dates_of([custody.pk]).get(custody.pk, {})
    release_type = next((code.value for code in RELEASE_TYPES if code in dates), "")
    return Stay(
        event_id=custody.disposal.event_id,
        institution=custody.institution,
        release_on=dates.get(release_type),
        release_type=release_type,
        hdc_eligible_on=dates.get(KeyDateCode.HDC_ELIGIBILITY),
    )


def key_dates_of(custody_ids: Iterable[int]) -> dict[int, dict[str, date]]:
    """Code -> date for each custody. 1 query."""
    found: dict[int, dict[str, date]] = {}
    rows = KeyDate.objects.filter(custody_id__in=set(custody_ids), removed_at=None)
    for custody_id, code, on in rows.values_list("custody_id", "type__code", "on"):
        found.setdefault(custody_id, {})[code] = on
    return found
