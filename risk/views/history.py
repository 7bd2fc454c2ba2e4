"""The risk history of a person: charts of what has changed, and one time line of all of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.pages import PersonPage
from cases.registrations import queries as registrations
from core.clock import LONDON, day_of
from core.reasons import from_stored
from core.screens.charts import Step, Steps
from core.words import say
from risk.codes import AssessmentStatus, Band, ChangeLevel, Layer, ProtectLevel, RoshLevel, TargetingLevel
from risk.queries import predictors, summaries, targeting, tiers
from risk.queries.assessments import assessments_of
from risk.rules.predictors import band_of

if TYPE_CHECKING:
    from cases.models import Registration
    from risk.models import Assessment, Score, TargetingDecision, TierCalculation

Item = dict[str, Any]
#: of a chart, so that two stand side by side
CHART_WIDTH = 540
#: every tier from the lowest to the highest, without the S of an unsupervised last third
LADDER = [f"{protect.value}{change.value}" for protect in reversed(ProtectLevel) for change in ChangeLevel]


class RiskHistory(PersonPage):
    """Tiers, scores, assessments, registrations and targeting, newest first. Costs 6 queries."""

    permission = "risk.view"
    template_name = "risk/history/history.html"
    title = gettext_lazy("Risk history")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, today = self.person.pk, self.today
        calculations = list(tiers.tier_calculations_of(person))
        scores = list(predictors.scores_of(person))
        done = list(assessments_of(person).filter(status=AssessmentStatus.COMPLETE.value))
        items = [
            *tier_items(calculations),
            *score_items(scores),
            *assessment_items(done, link=self.address_of if self.allows("risk.view-assessments") else None),
            *registration_items(registrations.registrations_of(person), crn=self.person.crn),
            *targeting_items(targeting.decisions_of(person)),
        ]
        charts = [
            rosh_chart(summaries.rosh_periods_of(person), today=today),
            tier_chart(calculations, today=today),
            band_chart("OGRS3", ogrs3_bands(scores), today=today),
            band_chart("RSR", rsr_bands(done), today=today),
        ]
        return {
            **super().get_context_data(**kwargs),
            "charts": [chart for chart in charts if chart and len(chart.steps) > 1],
            "single": [chart for chart in charts if chart and len(chart.steps) == 1],
            "items": sorted(items, key=lambda item: instant(item["at"]), reverse=True),
        }

    def address_of(self, row: "Assessment") -> str:
        return reverse("risk:assessment", args=[self.person.crn, row.pk])


def instant(at: date | datetime) -> datetime:
    """A day as its beginning, so that days and instants have one order."""
    return at if isinstance(at, datetime) else datetime.combine(at, time(), tzinfo=LONDON)


# --- the time line ------------------------------------------------------------------------------------------
def tier_items(calculations: "Iterable[TierCalculation]") -> Iterator[Item]:
    for row in calculations:
        yield {
            "title": _("Tier %(code)s") % {"code": row.code},
            "by": row.calculated_by.name if row.calculated_by else "",
            "at": row.calculated_at,
            "words": f"{say(from_stored(row.cause))}. {say(from_stored(row.because))}.",
        }


def score_items(scores: "Iterable[Score]") -> Iterator[Item]:
    for row in scores:
        result = {"one": row.pct1, "two": row.pct2, "band": Band(row.band).words}
        yield {
            "title": f"{row.predictor}: {_(Band(row.band).words)}",
            "by": row.scored_by.name if row.scored_by else "",
            "at": row.scored_at,
            "words": _("%(one)s%% in one year, %(two)s%% in two") % result,
        }


def assessment_items(rows: "Iterable[Assessment]", *, link: Any) -> Iterator[Item]:
    """Completed assessments with their RSR.

    link   gives the address of an assessment; None for a reader who may not open it
    """
    for row in rows:
        if row.completed_at is None:
            continue
        rsr = ""
        if row.rsr_percent is not None:
            band = {"percent": row.rsr_percent, "band": _(band_of("RSR", row.rsr_percent).words)}
            rsr = _("RSR %(percent)s%% (%(band)s)") % band
        yield {
            "title": _("Assessment completed"),
            "by": row.assessor.name if row.assessor else "",
            "at": row.completed_at,
            "words": ". ".join(filter(None, (_(Layer(row.layer).words), rsr))),
            "href": link(row) if link else "",
            "link_words": _("Open the assessment"),
        }


def registration_items(rows: "Iterable[Registration]", *, crn: str) -> Iterator[Item]:
    for row in rows:
        shown = {
            "by": row.staff.name if row.staff else "",
            "href": reverse("cases:registration", args=[crn, row.pk]),
            "link_words": _("Open the registration"),
        }
        level = ", ".join(part.words for part in (row.category, row.level) if part)
        yield {
            **shown,
            "title": _("Registered: %(type)s") % {"type": row.type.words},
            "at": row.registered_on,
            "words": level,
        }
        if row.deregistered_on:
            title = _("Registration ended: %(type)s") % {"type": row.type.words}
            yield {**shown, "title": title, "by": "", "at": row.deregistered_on, "words": ""}


def targeting_items(rows: "Iterable[TargetingDecision]") -> Iterator[Item]:
    for row in rows:
        level = {"level": _(TargetingLevel(row.level).words)}
        yield {
            "title": _("Custody targeting: %(level)s") % level,
            "by": "",
            "at": row.decided_at,
            "words": f"{say(from_stored(row.because))}.",
        }


# --- the charts ---------------------------------------------------------------------------------------------
def rosh_chart(periods: Sequence[summaries.RoshPeriod], *, today: date) -> Steps | None:
    """RoSH levels by the registers over time; None when no level was ever registered."""
    steps: list[Step] = []
    for number, period in enumerate(periods):
        steps.append(Step(period.since, period.level.rank + 1, period.level.words))
        follows = periods[number + 1] if number + 1 < len(periods) else None
        if period.until and (follows is None or follows.since > period.until):
            steps.append(Step(period.until, 0, _("None")))
    levels = [_("None"), *(level.words for level in RoshLevel)]
    caption = "" if not steps else _("RoSH %(level)s now") % {"level": str(steps[-1].words).lower()}
    return chart(_("RoSH over time"), caption, levels, steps, today=today)


def tier_chart(calculations: "Sequence[TierCalculation]", *, today: date) -> Steps | None:
    steps: list[Step] = []
    for row in reversed(calculations):
        if not steps or steps[-1].words != row.code:
            steps.append(Step(day_of(row.calculated_at), LADDER.index(row.code[:2]), row.code))
    caption = "" if not steps else _("Tier %(code)s now") % {"code": steps[-1].words}
    return chart(_("Tier over time"), caption, LADDER, steps, today=today)


def band_chart(score: str, bands: Sequence[tuple[date, Band, str]], *, today: date) -> Steps | None:
    """A score over time by its band; the words of each step are its percent.

    bands   oldest first: the day, the band, the percent in words
    """
    steps = [Step(day, band.rank, f"{_(band.words)}, {percent}") for day, band, percent in bands]
    levels = [_(band.words) for band in Band]
    caption = (
        "" if not steps else _("%(score)s: %(result)s now") % {"score": score, "result": steps[-1].words}
    )
    return chart(_("%(score)s over time") % {"score": score}, caption, levels, steps, today=today)


def ogrs3_bands(scores: "Sequence[Score]") -> list[tuple[date, Band, str]]:
    return [(day_of(row.scored_at), Band(row.band), f"{row.pct2}%") for row in reversed(scores)]


def rsr_bands(rows: "Sequence[Assessment]") -> list[tuple[date, Band, str]]:
    read = sorted(
        (day_of(row.completed_at), row.rsr_percent)
        for row in rows
        if row.rsr_percent is not None and row.completed_at is not None
    )
    return [(day, band_of("RSR", percent), f"{percent}%") for day, percent in read]


def chart(
    label: str, caption: str, levels: Sequence[str], steps: Sequence[Step], *, today: date
) -> Steps | None:
    """The chart of the steps; None without any."""
    if not steps:
        return None
    return Steps(label=label, caption=caption, levels=levels, steps=steps, until=today, width=CHART_WIDTH)
