"""Decides custody targeting, stores what came out different, and keeps what staff judged."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from cases.models import Person
from core import audit, outbox, versions
from core.clock import day_of
from core.reasons import Reason, as_stored
from risk.codes import FurtherGroup
from risk.models import TargetingDecision, TargetingJudgement
from risk.notices import TargetingDecided
from risk.queries.targeting import current_decisions, read_targeting_inputs
from risk.rules.targeting import TargetingInputs, targeting_of
from risk.services.tiers import LockedPerson, lock_people

if TYPE_CHECKING:
    from core.models import User

CAME_INTO_CUSTODY = Reason("In custody")
INPUTS_CHANGED = Reason("What it rests on changed")


@transaction.atomic
def decide_targeting(person_id: int, *, by: "User | None", at: datetime) -> TargetingDecision | None:
    """Decides again. The new decision, None when nothing changed or the person is not in custody."""
    locked = lock_people([person_id])
    new, ended = store_decisions(locked, by=by, at=at)
    if new or ended:
        outbox.publish(TargetingDecided(person_id=person_id, crn=locked[0].crn), by=by)
    for decision in new:
        audit.record("targeting-decided", on=decision, crn=locked[0].crn, by=by, at=at)
    return new[0] if new else None


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
    """Keeps what staff judged and decides again.

    raises   StaleVersion
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    judgement = TargetingJudgement.objects.filter(person=person).first()
    values = {"at_key_stage": at_key_stage, "further_group": further_group.value if further_group else ""}
    if judgement is None:
        stamps = {"created_at": at, "created_by": by, "updated_at": at, "updated_by": by}
        judgement = TargetingJudgement.objects.create(person=person, **values, **stamps)
    else:
        versions.save_changes(judgement, values, version=version, by=by, at=at)
    audit.record("targeting-judged", on=judgement, crn=person.crn, by=by, at=at)
    decide_targeting(person_id, by=by, at=at)
    return judgement


def store_decisions(
    locked: Sequence[LockedPerson], *, by: "User | None", at: datetime
) -> tuple[list[TargetingDecision], int]:
    """Decides for locked people: the new decisions, and how many ended because custody did.

    Costs at most 10 queries however many people there are.
    """
    ids = [person.id for person in locked]
    inputs, current = read_targeting_inputs(ids, on=day_of(at)), current_decisions(ids)
    new: list[TargetingDecision] = []
    for person_id, read in inputs.items():
        before, kept = current.get(person_id), as_kept(read)
        verdict = targeting_of(read)
        if before is not None and before.inputs == kept and before.level == verdict.level.value:
            continue
        new.append(
            TargetingDecision(
                person_id=person_id,
                level=verdict.level.value,
                priority_group=verdict.priority_group,
                inputs=kept,
                because=as_stored(verdict.because),
                offer=as_stored(verdict.offer),
                cause=as_stored(CAME_INTO_CUSTODY if before is None else INPUTS_CHANGED),
                decided_at=at if before is None else max(at, before.decided_at),
                decided_by=by,
            )
        )
    ended = [row.pk for person_id, row in current.items() if person_id not in inputs]
    superseded = [current[row.person_id].pk for row in new if row.person_id in current]
    if ended or superseded:
        TargetingDecision.objects.filter(pk__in=[*ended, *superseded]).update(
            superseded_at=Greatest(F("decided_at"), Value(at))
        )
    TargetingDecision.objects.bulk_create(new, batch_size=1000)
    return new, len(ended)


def as_kept(inputs: TargetingInputs) -> dict[str, Any]:
    """Plain values by name."""
    return {name: getattr(value, "value", value) for name, value in asdict(inputs).items()}
