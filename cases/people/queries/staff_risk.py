"""Who may be a risk to staff, by the register, for a list of people."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from cases.codes import RegisterCode, RegisterLevel
from cases.models import Registration
from core.built_once import built_once

SURE = (RegisterLevel.HIGH, RegisterLevel.VERY_HIGH)


@dataclass(frozen=True)
class StaffRisk:
    """Somebody may be a risk to staff.

    is_sure   whether the level of the registration is high or very high
    """

    is_sure: bool


def is_sure(registration: Registration) -> bool:
    """Whether the level of a registration of risk to staff is high or very high. Its level is loaded."""
    return registration.level is not None and registration.level.code in SURE


def risks_to_staff(person_ids: Collection[int]) -> dict[int, StaffRisk]:
    """The risk of each of the people who have an open registration of it. 1 query."""
    return {row.person_id: StaffRisk(is_sure(row)) for row in _of_risk_to_staff(list(person_ids))}


@built_once
def _of_risk_to_staff(person_ids: list[int]) -> QuerySet[Registration]:
    rows = Registration.objects.filter(
        person_id__among=person_ids,
        type__code=RegisterCode.RISK_TO_STAFF.value,
        deregistered_on=None,
        removed_at=None,
    )
    return rows.select_related("level").order_by("registered_on", "pk")
