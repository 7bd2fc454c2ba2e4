"""What the overview shows of risk, and RoSH and RSR over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from cases.models import Person, Registration
from cases.people.queries.policies import ROSH_CURRENT_WEEKS
from core import policy
from core.built_once import built_once
from core.clock import day_of
from risk.codes import ROSH_REGISTERS, AssessmentStatus, Need, NeedSeverity, Predictor, RoshGroup, RoshLevel
from risk.models import Assessment, RoshGridRow, Score, SectionScore
from risk.queries.assessments import WITH_ROSH, RoshSummary, summary_from
from risk.rules.rosh import RoshRow
from risk.rules.tier_points import need_severity


@dataclass(frozen=True, kw_only=True)
class RiskCard:
    """The risk card of the overview: the RoSH summary, the latest OGRS3, the latest RSR and the needs.

    needs       the needs that the tier counts, severe first, by the latest assessment that scored them
    needs_on    the day of that assessment; None where none scored them
    """

    rosh: RoshSummary
    ogrs3_pct2: int | None
    ogrs3_band: str
    rsr_percent: Decimal | None
    needs: Mapping[NeedSeverity, Sequence[Need]]
    needs_on: date | None


def risk_card_of(person_id: int, *, on: date) -> RiskCard:
    """The risk card of a person. Costs 1 query, which also reads for how long a RoSH summary is current."""
    [row] = _card_row(person_id)
    return RiskCard(
        rosh=_summary(row, on, policy.value_from(ROSH_CURRENT_WEEKS, row["weeks"])),
        ogrs3_pct2=row["pct2"],
        ogrs3_band=row["band"] or "",
        rsr_percent=row["rsr"],
        needs=_needs(row),
        needs_on=day_of(row["needs_on"]) if row["needs_on"] else None,
    )


@built_once
def _card_row(person_id: int) -> QuerySet[Person, dict[str, Any]]:
    rosh = _latest(person_id, "completed_at").filter(layer__in=WITH_ROSH)
    with_rsr = _latest(person_id, "completed_at").filter(rsr_percent__isnull=False)
    answered = SectionScore.objects.filter(assessment=OuterRef("pk"), score__isnull=False)
    scored = _latest(person_id, "completed_at").filter(Exists(answered))
    sections = SectionScore.objects.filter(assessment=Subquery(scored.values("pk")[:1])).order_by("pk")
    scores = Score.objects.filter(person=OuterRef("pk"), predictor=Predictor.OGRS3.value).order_by(
        "-scored_at", "-pk"
    )
    grid = RoshGridRow.objects.filter(assessment=Subquery(rosh.values("pk")[:1])).order_by("pk")
    return (
        Person.objects.filter(pk=person_id)
        .annotate(
            rosh_on=Subquery(rosh.values("completed_at")[:1]),
            rosh_id=Subquery(rosh.values("pk")[:1]),
            grid=ArraySubquery(
                grid.values(level=JSONObject(group="group", community="community", custody="custody"))
            ),
            rsr=Subquery(with_rsr.values("rsr_percent")[:1]),
            pct2=Subquery(scores.values("pct2")[:1]),
            band=Subquery(scores.values("band")[:1]),
            sections=ArraySubquery(sections.values(json=JSONObject(need="need", score="score"))),
            needs_on=Subquery(scored.values("completed_at")[:1]),
            own_thresholds=Subquery(scored.values("strengths_and_needs")[:1]),
            weeks=Subquery(policy.stored(ROSH_CURRENT_WEEKS)[:1]),
        )
        .values(
            *("rosh_on", "rosh_id", "grid", "rsr", "pct2", "band", "weeks"),
            *("sections", "needs_on", "own_thresholds"),
        )
    )


def _needs(row: Mapping[str, Any]) -> dict[NeedSeverity, list[Need]]:
    """Severity -> its needs, severe first; without those that are no need or that the tier leaves out."""
    found: dict[NeedSeverity, list[Need]] = {NeedSeverity.SEVERE: [], NeedSeverity.STANDARD: []}
    for section in row["sections"]:
        need = Need(section["need"])
        severity = need_severity(need, section["score"], strengths_and_needs=row["own_thresholds"])
        if severity in found:
            found[severity].append(need)
    return found


def _latest(person_id: int, newest: str) -> QuerySet[Assessment]:
    return Assessment.objects.filter(
        person_id=person_id, status=AssessmentStatus.COMPLETE.value, removed_at=None
    ).order_by(f"-{newest}", "-started_at", "-pk")


def _summary(row: Mapping[str, Any], on: date, weeks: int) -> RoshSummary:
    if row["rosh_id"] is None:
        return RoshSummary(assessment=None)
    levels = {entry["group"]: entry for entry in row["grid"]}
    grid = tuple(
        RoshRow(
            group=group,
            community=_level(levels, group, "community"),
            custody=_level(levels, group, "custody"),
        )
        for group in RoshGroup
    )
    assessment = Assessment(pk=row["rosh_id"], completed_at=row["rosh_on"])
    return summary_from(assessment, grid, on=on, weeks=weeks)


def _level(levels: Mapping[str, Mapping[str, str]], group: RoshGroup, place: str) -> RoshLevel | None:
    code = levels.get(group.value, {}).get(place, "")
    return RoshLevel(code) if code else None


@dataclass(frozen=True)
class RoshPeriod:
    """The time that a RoSH registration was open. `until` is None while it still is."""

    since: date
    until: date | None
    level: RoshLevel


def rosh_periods_of(person_id: int) -> list[RoshPeriod]:
    """The RoSH registrations of a person, oldest first. 1 query."""
    levels = {register.value: level for register, level in ROSH_REGISTERS.items()}
    rows = Registration.objects.filter(person_id=person_id, type__code__in=levels, removed_at=None).order_by(
        "registered_on", "pk"
    )
    return [
        RoshPeriod(since, until, levels[code])
        for code, since, until in rows.values_list("type__code", "registered_on", "deregistered_on")
    ]


@dataclass(frozen=True)
class RsrReading:
    on: date
    percent: Decimal
    by: str


def rsr_readings_of(person_id: int) -> list[RsrReading]:
    """RSR as assessments recorded it, newest first. 1 query."""
    rows = Assessment.objects.filter(
        person_id=person_id, rsr_percent__isnull=False, completed_at__isnull=False, removed_at=None
    )
    return [
        RsrReading(day_of(row.completed_at), row.rsr_percent, row.assessor.name if row.assessor else "")
        for row in rows.select_related("assessor").order_by("-completed_at", "-pk")
        if row.completed_at is not None and row.rsr_percent is not None
    ]
