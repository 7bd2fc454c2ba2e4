"""What risk shows on pages of other apps: a card on the overview, the points of a tier, a list on my day."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from cases.access import limited_access_of
from cases.models import Person
from cases.pages import address_or_none
from core import clock
from core.access import may
from core.built_once import built_once
from core.reasons import from_stored
from core.screens.looks import note_listed
from core.screens.panels import Panel, fills
from risk.codes import Band, TierAxis
from risk.models import Assessment
from risk.pages import found_or_failed, lines_of, widget_of
from risk.queries.assessments import open_assessments_by
from risk.queries.summaries import RiskCard, risk_card_of
from risk.queries.tiers import current_tier_of
from risk.rules.predictors import band_of


@fills("case-risk", order=10)
def risk_card(request: HttpRequest, *, person: Person, today: date, **_: Any) -> Panel | None:
    """The RoSH widget, the tier and the latest scores, on the overview. Costs 1 query."""
    if not may(request.user, "risk.view"):
        return None
    card = found_or_failed(lambda: risk_card_of(person.pk, on=today))
    return Panel(
        "risk/parts/card.html",
        {
            "person": person,
            "rosh": widget_of(card.rosh, person) if card else {"state": "failed"},
            "card": card,
            "ogrs3_band": Band(card.ogrs3_band).words if card and card.ogrs3_band else "",
            "rsr_band": band_of("RSR", card.rsr_percent).words if card and card.rsr_percent else "",
            "needs": _needs_in_words(card) if card else [],
            "tier_address": address_or_none("cases:tier", person.crn),
        },
    )


def _needs_in_words(card: RiskCard) -> list[tuple[str, list[str]]]:
    return [(level.words, [need.words for need in needs]) for level, needs in card.needs.items() if needs]


@fills("case-tier", order=10)
def tier_points(request: HttpRequest, *, person: Person, **_: Any) -> Panel | None:
    """How the current tier was reached. Costs 1 query."""
    calculation = current_tier_of(person.pk)
    if calculation is None:
        return None
    return Panel(
        "risk/parts/tier_points.html",
        {
            "calculation": calculation,
            "because": from_stored(calculation.because),
            "cause": from_stored(calculation.cause),
            "changes": [from_stored(change) for change in calculation.changes],
            "protect": lines_of(calculation, TierAxis.PROTECT),
            "change": lines_of(calculation, TierAxis.CHANGE),
        },
    )


@built_once
def _begun_by(user_id: int) -> QuerySet[Assessment]:
    return open_assessments_by(user_id)[:10]


@fills("my-day-beside", order=20)
def assessments_begun(request: HttpRequest, **_: Any) -> Panel | None:
    """Assessments the user has started and not completed. Costs 2 queries."""
    if not may(request.user, "risk.assess"):
        return None
    begun = _begun_by(request.user.pk)
    blocked = limited_access_of({row.person_id for row in begun}, request.user, at=clock.now())
    if not begun:
        return None
    note_listed(request, (row for row in begun if row.person_id not in blocked))
    return Panel("risk/parts/my_day.html", {"rows": [(row, row.person_id in blocked) for row in begun]})
