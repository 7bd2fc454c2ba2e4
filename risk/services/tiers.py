"""Calculates tiers, stores calculations that differ from the current ones, and updates the case record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from cases.management_tiers.services import TierChange, change_tiers
from core import audit
from core.reasons import Reason, as_stored
from risk.models import TierCalculation
from risk.notices import TierChanged
from risk.queries.recalculation import Known
from risk.rules.tier_inputs import as_kept, headline, what_changed
from risk.rules.tiers import TierVerdict, tier_of
from risk.services.standing import Row, replace_current

if TYPE_CHECKING:
    from core.models import User

FIRST = Reason("First calculation")
RULES_CHANGED = Reason("The rules of the tier changed")
PUT_RIGHT = Reason("The record showed another tier and was put right")


def store_tiers(known: Mapping[int, Known], *, by: "User | None", at: datetime) -> list[Row]:
    """Calculates tiers of locked people and stores the calculations whose inputs or result changed.

    Returns the rows of the new calculations. A case record that shows another tier than the calculation is
    put right.
    Costs at most 3 queries however many people there are.
    """
    new: list[Row] = []
    changes: list[TierChange] = []
    for person_id, person in known.items():
        before, verdict, kept = person.calculation, tier_of(person.tier), as_kept(person.tier)
        code, cause = verdict.code, PUT_RIGHT
        if before is None or before.inputs != kept or before.result != code:
            reasons = [FIRST] if before is None else what_changed(before.inputs, kept) or [RULES_CHANGED]
            cause = headline(reasons)
            began_at = at if before is None else max(at, before.at)
            new.append(_calculation(person_id, verdict, kept, reasons, cause, by, began_at))
        if code != person.shown_tier:
            changes.append(TierChange(person_id=person_id, code=code, because=verdict.because, cause=cause))
    replace_current(TierCalculation, new, at=at)
    if changes:
        change_tiers(changes, by=by, at=at)
    return new


def publish_tiers(known: Mapping[int, Known], new: Sequence[Row], *, by: "User | None", at: datetime) -> None:
    """Audits each new calculation, and publishes a notice for each that changed the tier."""
    for row in new:
        calculation, person = TierCalculation(**row), known[row["person_id"]]
        changed = TierChanged(person_id=person.person_id, crn=person.crn, calculation_id=calculation.pk)
        notice = changed if calculation.code != person.shown_tier else None
        audit.record("tier-calculated", on=calculation, crn=person.crn, by=by, at=at, notice=notice)


def _calculation(
    person_id: int,
    verdict: TierVerdict,
    kept: dict[str, Any],
    reasons: list[Reason],
    cause: Reason,
    by: "User | None",
    at: datetime,
) -> Row:
    return {
        "uuid": uuid4(),
        "person_id": person_id,
        "code": verdict.code,
        "protect": verdict.protect.value,
        "protect_points": verdict.protect_points,
        "change": verdict.change.value,
        "change_points": verdict.change_points,
        "unsupervised": verdict.inputs.unsupervised,
        "inputs": kept,
        "lines": [line.as_kept for line in verdict.lines],
        "because": as_stored(verdict.because),
        "cause": as_stored(cause),
        "changes": [as_stored(reason) for reason in reasons],
        "calculated_at": at,
        "calculated_by_id": by.pk if by else None,
    }
