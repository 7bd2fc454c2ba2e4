"""The published tables in risk/reference. Each is read once, into the types that the rules need."""

import csv
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from risk.codes import Band, Gender, Need

REFERENCE = Path(__file__).resolve().parent.parent / "reference"

#: stands in place of a group for an offence code that covers several groups
NEED_DETAIL = "NEED_DETAIL"


class AgeWeight(NamedTuple):
    """One row of the OGRS3 age weights. `age_to` is None in the row without an upper end."""

    age_from: int
    age_to: int | None
    weight: float


class BandRow(NamedTuple):
    """A band, and the value it ends below; None for a band without an upper end."""

    band: Band
    below: Decimal | None


class NeedThreshold(NamedTuple):
    """Section scores from which a need is standard or severe; None where the section is not scored.

    san_standard, san_severe   the same for an assessment made on the 3.2 form
    """

    weight: int
    standard: int | None
    severe: int | None
    san_standard: int | None
    san_severe: int | None


class Ogrs3Parameters(NamedTuple):
    intercept_1yr: float
    intercept_2yr: float
    copas: float
    status_first_conviction: float
    status_repeat: float


@lru_cache(maxsize=64)
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Every row of a file under risk/reference. Lines that start with # name the source and are skipped."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return tuple(MappingProxyType(row) for row in csv.DictReader(lines))


def _whole(cell: str) -> int | None:
    return int(cell) if cell else None


@lru_cache(maxsize=1)
def ogrs3_parameters() -> Ogrs3Parameters:
    table = {row["parameter"]: float(row["rounded"]) for row in rows("ogrs3_parameters.csv")}
    return Ogrs3Parameters(**{name: table[name] for name in Ogrs3Parameters._fields})


@lru_cache(maxsize=1)
def ogrs3_age_weights() -> Mapping[Gender, tuple[AgeWeight, ...]]:
    table: dict[Gender, list[AgeWeight]] = {gender: [] for gender in Gender}
    for row in rows("ogrs3_age_gender.csv"):
        weight = AgeWeight(int(row["age_from"]), _whole(row["age_to"]), float(row["rounded"]))
        table[Gender(row["gender"])].append(weight)
    return MappingProxyType({gender: tuple(weights) for gender, weights in table.items()})


@lru_cache(maxsize=1)
def ogrs3_offence_weights() -> Mapping[str, float]:
    return MappingProxyType({row["code"]: float(row["rounded"]) for row in rows("ogrs3_offence_groups.csv")})


@lru_cache(maxsize=1)
def ogrs3_offence_labels() -> Mapping[str, str]:
    return MappingProxyType({row["code"]: row["label"] for row in rows("ogrs3_offence_groups.csv")})


@lru_cache(maxsize=1)
def ogrs3_group_of_offence() -> Mapping[str, str]:
    """Five-digit offence code -> OGRS3 group, NEED_DETAIL, or "" where the table has no group."""
    return MappingProxyType({row["ho_code"]: row["ogrs3"] for row in rows("offence_code_actuarial_map.csv")})


@lru_cache(maxsize=16)
def bands(predictor: str) -> tuple[BandRow, ...]:
    """The bands of a predictor that has them by percent or points, lowest first.

    raises   KeyError for a predictor that the table does not have
    """
    found = tuple(
        BandRow(Band(row["band"]), Decimal(row["below"]) if row["below"] else None)
        for row in rows("predictor_bands.csv")
        if row["predictor"] == predictor
    )
    if not found:
        raise KeyError(predictor)
    return found


@lru_cache(maxsize=1)
def need_thresholds() -> Mapping[Need, NeedThreshold]:
    return MappingProxyType(
        {
            Need(row["need"]): NeedThreshold(
                int(row["weight"]),
                _whole(row["standard"]),
                _whole(row["severe"]),
                _whole(row["san_standard"] or row["standard"]),
                _whole(row["san_severe"] or row["severe"]),
            )
            for row in rows("tier_v2_need_thresholds.csv")
        }
    )
