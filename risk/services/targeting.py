"""Decides custody targeting, stores decisions that differ from the current one, and saves judgements."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cases.people.services.locking import lock_person
from core import audit, outbox, versions
from core.clock import day_of
from core.models.bases import stamps
from core.reasons import Reason, as_stored
from risk.codes import FurtherGroup
from risk.models import TargetingDecision, TargetingJudgement
from risk.notices import TargetingDecided
from risk.queries.recalculation import Known, lock_and_read
from risk.rules.targeting import TargetingInputs, targeting_of
from risk.services.standing import Row, replace_current

if TYPE_CHECKING:
    from core.models import User

CAME_INTO_CUSTODY = Reason("In custody")
INPUTS_CHANGED = Reason("The information behind it changed")


@transaction.atomic
def decide_targeting(person_id: int, *, by: "User | None", at: datetime) -> TargetingDecision | None:
    """Decides custody targeting of a person again, and stores the decision if it changed.

    Returns the new decision, None when nothing changed or the person is not in custody.
    """
    known = lock_and_read([person_id], on=day_of(at))
    new, ended = store_decisions(known, by=by, at=at)
    publish_decisions(known, new, ended, by=by, at=at)
    return TargetingDecision(**new[0]) if new else None


@transaction.atomic
def judge_targeting(
    person_id: int,
    *,
    at_key_stage: bool,
    further_group: FurtherGroup | None,
    by: "User",
    at: datetime,
    version: int | None = None,
) -> TargetingJudgement:
    """Saves what staff judged and decides custody targeting again.

    raises   StaleVersion when somebody else has changed the judgement
    """
    person = lock_person(person_id)
    judgement = TargetingJudgement.objects.filter(person=person).first()
    values = {"at_key_stage": at_key_stage, "further_group": further_group.value if further_group else ""}
    if judgement is None:
        judgement = TargetingJudgement.objects.create(person=person, **values, **stamps(by=by, at=at))
    else:
        versions.save_changes(judgement, values, version=version, by=by, at=at)
    audit.record("targeting-judged", on=judgement, crn=person.crn, by=by, at=at)
    decide_targeting(person_id, by=by, at=at)
    return judgement


def store_decisions(
    known: Mapping[int, Known], *, by: "User | None", at: datetime
) -> tuple[list[Row], list[int]]:
    """Decides custody targeting of locked people and stores the decisions that changed.

    Returns the rows of the new decisions, and the keys of people whose decision ended because they left
    custody.
    Costs at most 1 query however many people there are.
    """
    new: list[Row] = []
    ended = []
    for person_id, person in known.items():
        before, inputs = person.decision, person.targeting
        if inputs is None:
            if before is not None:
                ended.append(person_id)
            continue
        verdict, kept = targeting_of(inputs), as_kept(inputs)
        if before is not None and before.inputs == kept and before.result == verdict.level.value:
            continue
        new.append(
            {
                "person_id": person_id,
                "level": verdict.level.value,
                "priority_group": verdict.priority_group,
                "inputs": kept,
                "because": as_stored(verdict.because),
                "offer": as_stored(verdict.offer),
                "cause": as_stored(CAME_INTO_CUSTODY if before is None else INPUTS_CHANGED),
                "decided_at": at if before is None else max(at, before.at),
                "decided_by_id": by.pk if by else None,
            }
        )
    replace_current(TargetingDecision, new, ended=ended, at=at)
    return new, ended


def publish_decisions(
    known: Mapping[int, Known],
    new: Sequence[Row],
    ended: Sequence[int],
    *,
    by: "User | None",
    at: datetime,
) -> None:
    """Publishes a notice for each new decision and for each that ended, and audits the new ones."""
    for row in new:
        decision, person = TargetingDecision(**row), known[row["person_id"]]
        notice = TargetingDecided(person_id=person.person_id, crn=person.crn)
        audit.record("targeting-decided", on=decision, crn=notice.crn, by=by, at=at, notice=notice)
    for person_id in ended:
        outbox.publish(TargetingDecided(person_id=person_id, crn=known[person_id].crn), by=by)


def as_kept(inputs: TargetingInputs) -> dict[str, Any]:
    """The inputs by name, as a JSON column stores them."""
    return {name: getattr(value, "value", value) for name, value in asdict(inputs).items()}
