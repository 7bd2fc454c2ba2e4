"""Scores rows of text: what `manage.py score` does with each row of its file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from risk.codes import FurtherGroup, Gender, Need, NeedSeverity, RoshLevel
from risk.rules.cells import Cells
from risk.rules.predictors import Ogrs3Inputs, broken_rules, score_ogrs3
from risk.rules.rounding import SIX_PLACES, half_up
from risk.rules.targeting import TargetingInputs, targeting_of
from risk.rules.tier_facts import mappa_level
from risk.rules.tier_inputs import TierInputs
from risk.rules.tiers import tier_of

ERROR = "error"

Results = dict[str, object]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of calculation.

    needed     columns that must be in the file
    optional   columns that read as blank when the file does not have them
    results    columns that the calculation fills
    score      gives the results of one row; None when it recorded errors in `Cells.broken`
    """

    name: str
    needed: tuple[str, ...]
    optional: tuple[str, ...]
    results: tuple[str, ...]
    score: Callable[[Cells], Results | None]


#: field of Ogrs3Inputs -> column
OGRS3_COLUMNS = {
    "gender": "gender",
    "born_on": "date_of_birth",
    "convicted_on": "conviction_date",
    "followup_on": "followup_date",
    "age_at_first_sanction": "age_at_first_sanction",
    "total_sanctions": "total_sanctions",
    "offence_code": "ho_code",
}


def _score_ogrs3(cells: Cells) -> Results | None:
    inputs = Ogrs3Inputs(
        gender=cells.code("gender", Gender),
        born_on=cells.day("date_of_birth"),
        convicted_on=cells.day("conviction_date"),
        followup_on=cells.day("followup_date"),
        age_at_first_sanction=cells.whole("age_at_first_sanction"),
        total_sanctions=cells.whole("total_sanctions"),
        offence_code=cells.text("ho_code") or None,
    )
    unreadable = cells.broken_columns()
    for broken in broken_rules(inputs):
        column = OGRS3_COLUMNS[str(broken.field)]
        if column not in unreadable:
            cells.broken.append((column, broken.reason))
    if cells.broken:
        return None
    score = score_ogrs3(inputs)
    return {
        "offence_group": score.offence_group,
        "age_at_followup": score.age_at_followup,
        "age_at_conviction": score.age_at_conviction,
        "copas": half_up(score.copas, SIX_PLACES),
        "score_before_intercept": half_up(score.score_before_intercept, SIX_PLACES),
        "p1": score.p1,
        "p2": score.p2,
        "pct1": score.pct1,
        "pct2": score.pct2,
        "band": score.band.value,
    }


def _score_tier(cells: Cells) -> Results | None:
    cells.require("mandate")
    cells.require("assessed")
    inputs = TierInputs(
        gender=cells.code("gender", Gender),
        rsr=cells.decimal("rsr", least=0),
        ogrs3_2yr=cells.whole("ogrs3_2yr", least=0, most=100),
        rosh=cells.code("rosh", RoshLevel),
        mappa_level=mappa_level(cells.text("mappa_level")),
        registers=cells.codes("registers"),
        parenting=bool(cells.yes_no("parenting")),
        impulsivity=cells.whole("impulsivity", least=0, most=2),
        temper=cells.whole("temper", least=0, most=2),
        enforcement=bool(cells.yes_no("enforcement")),
        needs=cells.choices("need_severities", Need, NeedSeverity),
        mandate=bool(cells.yes_no("mandate")),
        assessed=bool(cells.yes_no("assessed")),
        iom=bool(cells.yes_no("iom")),
        unsupervised=bool(cells.yes_no("unsupervised")),
    )
    if cells.broken:
        return None
    verdict = tier_of(inputs)
    return {
        "protect": verdict.protect.value,
        "protect_points": verdict.protect_points,
        "change": verdict.change.value,
        "change_points": verdict.change_points,
        "tier": verdict.code,
    }


def _further_group(cell: str) -> FurtherGroup | None:
    """The further group of a cell. Prisons may name groups of their own, so an unknown name is OTHER."""
    if not cell:
        return None
    try:
        return FurtherGroup(cell.upper())
    except ValueError:
        return FurtherGroup.OTHER


def _score_custody_targeting(cells: Cells) -> Results | None:
    inputs = TargetingInputs(
        ogrs3_2yr=cells.whole("ogrs3_2yr", least=0, most=100),
        rosh=cells.code("rosh", RoshLevel),
        indeterminate=bool(cells.yes_no("isp")),
        at_key_stage=bool(cells.yes_no("isp_key_stage")),
        further_group=_further_group(cells.text("further_group")),
    )
    if cells.broken:
        return None
    verdict = targeting_of(inputs)
    return {"level": verdict.level.value, "priority_group": verdict.priority_group}


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            name="ogrs3",
            needed=tuple(OGRS3_COLUMNS.values()),
            optional=("id",),
            results=(
                "offence_group",
                "age_at_followup",
                "age_at_conviction",
                "copas",
                "score_before_intercept",
                "p1",
                "p2",
                "pct1",
                "pct2",
                "band",
            ),
            score=_score_ogrs3,
        ),
        Kind(
            name="tier",
            needed=("mandate", "assessed"),
            optional=(
                "id",
                "gender",
                "rsr",
                "ogrs3_2yr",
                "rosh",
                "mappa_level",
                "registers",
                "parenting",
                "impulsivity",
                "temper",
                "enforcement",
                "need_severities",
                "iom",
                "unsupervised",
            ),
            results=("protect", "protect_points", "change", "change_points", "tier"),
            score=_score_tier,
        ),
        Kind(
            name="custody-targeting",
            needed=("ogrs3_2yr", "rosh"),
            optional=("id", "isp", "isp_key_stage", "further_group"),
            results=("level", "priority_group"),
            score=_score_custody_targeting,
        ),
    )
}


def columns_out(kind: Kind, columns_in: list[str]) -> list[str]:
    """The columns of a scored file: the columns read, in their order, then the results and `error`."""
    filled = {*kind.results, ERROR}
    return [column for column in columns_in if column not in filled] + [*kind.results, ERROR]


def score_row(kind: Kind, row: Mapping[str, str | None]) -> dict[str, str]:
    """The results of one row, and its `error`: all errors joined by "; ", blank when the row was scored."""
    cells = Cells(row)
    results = kind.score(cells) or {}
    scored = {column: _cell(results.get(column)) for column in kind.results}
    scored[ERROR] = "; ".join(str(reason) for _, reason in cells.broken)
    return scored


def _cell(value: object) -> str:
    return "" if value is None else str(value)
