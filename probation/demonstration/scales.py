"""How much is written for each life: more in a small world."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is written for each life.

    most      most appointments of a person
    noted     share of appointments with a note
    """

    most: int
    noted: float


FULL_LIVES, NATIONAL = Scale(most=60, noted=0.55), Scale(most=16, noted=0.02)
