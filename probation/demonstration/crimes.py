"""The offences that people are convicted of, and the requirements that courts add to an order."""

from functools import cache
from random import Random

from risk.rules.reference_tables import NEED_DETAIL, ogrs3_group_of_offence

#: Home Office offence code -> how often it is drawn: COMMON for low harm, SERIOUS for medium and high harm,
#: GRAVE for very high harm
COMMON = {
    "04600": 16,
    "04910": 6,
    "10501": 14,
    "10401": 5,
    "12500": 4,
    "12512": 4,
    "14900": 5,
    "80301": 7,
    "80503": 4,
    "80901": 2,
    "09250": 3,
    "09253": 3,
    "05301": 4,
    "05400": 3,
    "04500": 3,
    "03001": 4,
    "08300": 1,
}
SERIOUS = {
    "00801": 8,
    "00806": 14,
    "02800": 8,
    "03400": 10,
    "09260": 10,
    "09230": 8,
    "00827": 8,
    "00811": 4,
    "06600": 6,
    "06601": 3,
    "05601": 3,
    "10501": 8,
}
#: only the Crown Court can sentence for them
INDICTABLE_ONLY = frozenset({"00200", "00401", "00501", "01900", "03400"})
GRAVE = {"00501": 10, "00200": 1, "00401": 2, "01900": 6, "02000": 4, "07300": 4, "03400": 6, "05601": 3}
REQUIREMENT_CHANCES = (
    ("F", 0.62),
    ("W", 0.38),
    ("RM38", 0.12),
    ("M", 0.14),
    ("H", 0.05),
    ("DRR", 0.07),
    ("P", 0.05),
)
_LENGTHS = {
    "F": (10, 15, 20, 25, 30, 40),
    "W": (40, 60, 80, 100, 120, 150, 200),
    "M": (2, 3, 4, 6),
    "H": (6, 9),
    "DRR": (6, 9, 12),
    "P": (6, 12),
}


@cache
def _weighted(harm: str) -> tuple[list[str], list[int]]:
    table = GRAVE if harm == "VERY_HIGH" else SERIOUS if harm in ("HIGH", "MEDIUM") else COMMON
    groups = ogrs3_group_of_offence()
    known = {
        code: weight
        for code, weight in table.items()
        if groups.get(code, NEED_DETAIL) not in (NEED_DETAIL, "")
    }
    return list(known), list(known.values())


def offence(rng: Random, harm: str) -> str:
    """Draws the code of an offence that OGRS3 can score."""
    codes, weights = _weighted(harm)
    return rng.choices(codes, weights)[0]


def requirement_length(rng: Random, code: str) -> int | None:
    """Draws a requirement's length in the units of its type; None for a type without a length."""
    lengths = _LENGTHS.get(code)
    return rng.choice(lengths) if lengths else None
