"""What several screens of risk share: the RoSH widget, the lines of a tier, and reads that may fail."""

from collections.abc import Callable
from typing import Any

import structlog
from django.db import DatabaseError

from cases.models import Person
from cases.people.queries.rosh import rosh_of
from core import clock
from core.reasons import from_stored
from risk.codes import RoshGroup, RoshStanding, TierAxis
from risk.models import TierCalculation
from risk.queries.assessments import RoshSummary

log = structlog.get_logger(__name__)
#: standing of a summary -> `age` of components/rosh_widget.html
AGES = {RoshStanding.REVIEW_DUE: "review-due", RoshStanding.OUT_OF_DATE: "out-of-date"}


def widget_of(summary: RoshSummary, person: Person) -> dict[str, Any]:
    """The `rosh` of components/rosh_widget.html for the latest summary of a person, beside their register."""
    said = rosh_of(person, today=clock.today(), weeks=0)
    register = {"beside": said.beside, "beside_on": said.beside_on}
    if summary.assessment is None or summary.overall is None:
        return {"state": "none", **register}
    return {
        "state": "known",
        **register,
        "overall": summary.overall.value,
        "community": summary.community.value if summary.community else "",
        "on": summary.completed_on,
        "age": AGES.get(summary.standing, "") if summary.standing else "",
        "has_custody": summary.has_custody,
        "rows": [
            {
                "group": row.group.words,
                "community": row.community.value if row.community else "",
                "not_asked": row.group is RoshGroup.PRISONERS,
                "custody": row.custody.value if row.custody else "",
            }
            for row in summary.rows
        ],
    }


def lines_of(calculation: TierCalculation, axis: TierAxis) -> list[dict[str, Any]]:
    """The lines of one axis of a stored calculation: the reason and the points of each."""
    return [
        {"because": from_stored(line["because"]), "points": line["points"]}
        for line in calculation.lines
        if line["axis"] == axis.value
    ]


def found_or_failed(find: Callable[[], Any]) -> Any | None:
    """What `find` returns; None after a DatabaseError, which is logged.

    The page then says that it cannot show this part, and shows the rest.
    """
    try:
        return find()
    except DatabaseError:
        log.exception("risk-not-shown")
        return None
