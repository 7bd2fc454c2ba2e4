"""Works out scores and stores them. A stored score is never changed."""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cases.people.services.locking import lock_person
from core import audit, outbox
from core.reasons import as_stored
from risk.models import Score
from risk.notices import ScoreProduced
from risk.rules import predictors as rules
from risk.rules.predictors import Ogrs3Inputs, Ogrs3Score

if TYPE_CHECKING:
    from core.models import User


@transaction.atomic
def score_ogrs3(
    person_id: int,
    *,
    inputs: Ogrs3Inputs,
    by: "User | None",
    at: datetime,
    assessment_id: int | None = None,
) -> Score:
    """Works out OGRS3 for a person, stores the score and publishes a notice.

    Tier and targeting are recalculated after the commit, when the notice is delivered.
    raises   RulesBroken with everything that is wrong with the inputs
    """
    result = rules.score_ogrs3(inputs)
    person = lock_person(person_id)
    score = Score.objects.create(
        person_id=person_id,
        assessment_id=assessment_id,
        scored_at=at,
        scored_by=by,
        **columns_of(result),
    )
    audit.record("score-produced", on=score, crn=person.crn, by=by, at=at, predictor=score.predictor)
    outbox.publish(
        ScoreProduced(person_id=person_id, crn=person.crn, predictor=score.predictor, score_id=score.pk),
        by=by,
    )
    return score


def columns_of(result: Ogrs3Score) -> dict[str, Any]:
    """The columns of the row that stores a score: name -> value."""
    return {
        "predictor": result.predictor.value,
        "version": result.version,
        "score_type": result.score_type.value,
        "p1": result.p1,
        "p2": result.p2,
        "pct1": result.pct1,
        "pct2": result.pct2,
        "band": result.band.value,
        "inputs": {
            **{name: _plain(value) for name, value in asdict(result.inputs).items()},
            "offence_group": result.offence_group,
            "age_at_followup": result.age_at_followup,
            "age_at_conviction": result.age_at_conviction,
        },
        "contributions": [
            {"because": as_stored(part.because), "value": round(part.value, 6)}
            for part in result.contributions
        ],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
