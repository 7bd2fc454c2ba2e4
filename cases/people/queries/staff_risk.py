"""Who may be a risk to staff, by the register, for a list of people."""

from collections.abc import Collection
from dataclasses import dataclass

from cases.codes import RegisterCode, RegisterLevel
from cases.models import Registration

SURE = (RegisterLevel.HIGH, RegisterLevel.VERY_HIGH)


@dataclass(frozen=True)
class StaffRisk:
    """is_sure   whether the level of the registration is high or very high"""

    is_sure: bool


def is_sure(registration: Registration) -> bool:
    """Whether the level of a registration of risk to staff is high or very high. Its level is loaded."""
    return registration.level is not None and registration.level.code in SURE


def risks_to_staff(person_ids: Collection[int]) -> dict[int, StaffRisk]:
    """The risk of each of the people who have an open registration of it. 1 query."""
    rows = Registration.objects.filter(
        person_id__in=person_ids,
        type__code=RegisterCode.RISK_TO_STAFF.value,
        deregistered_on=None,
        removed_at=None,
    )
    found = rows.select_related("level").order_by("registered_on", "pk")
    return {row.person_id: StaffRisk(is_sure(row)) for row in found}
