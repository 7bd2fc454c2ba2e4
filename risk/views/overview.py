"""The risk page of a person."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.pages import PersonPage
from cases.registrations import queries as registrations
from core.reasons import from_stored
from risk.codes import Answer, ConcernKind, FurtherGroup, TargetingLevel
from risk.pages import found_or_failed, widget_of
from risk.queries import predictors, summaries, targeting, tiers
from risk.queries.assessments import RoshSummary, rosh_summary_of
from risk.queries.needs import needs_of
from risk.rules.assessments import SUMMARY, ConcernAnswer
from risk.rules.predictors import band_of

if TYPE_CHECKING:
    from risk.models import TargetingDecision

SCORES_SHOWN = 5
MAPPA = "MAPP"


class Risk(PersonPage):
    """RoSH, risk to self, needs, tier, scores, registrations, MAPPA and targeting of a person.

    Costs 17 queries besides those of every case page.
    """

    permission = "risk.view"
    template_name = "risk/overview/risk.html"
    title = gettext_lazy("Risk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        summary = found_or_failed(lambda: rosh_summary_of(self.person.pk, on=self.today))
        open_now = list(registrations.open_registrations_of(self.person.pk))
        readings = summaries.rsr_readings_of(self.person.pk)
        return {
            **super().get_context_data(**kwargs),
            "rosh": widget_of(summary, self.person) if summary else {"state": "failed"},
            "summary": summary_rows(summary),
            "assessed": summary.assessment if summary else None,
            "needs": needs_of(self.person.pk),
            "tier": tiers.current_tier_of(self.person.pk),
            "concerns": concerns_of(summary),
            "scores": list(predictors.scores_of(self.person.pk)[:SCORES_SHOWN]),
            "rsr": readings[0] if readings else None,
            "rsr_band": band_of("RSR", readings[0].percent).words if readings else "",
            "flags": registrations.by_flag(open_now),
            "mappa": next((row for row in open_now if row.type.code == MAPPA), None),
            "targeting": self.targeting(),
            "may_assess": self.allows("risk.assess"),
            "may_judge": self.allows("risk.judge-targeting"),
            "may_add": self.allows("cases.add-registration"),
            "may_see_assessments": self.allows("risk.view-assessments"),
        }

    def targeting(self) -> dict[str, Any] | None:
        """The current decision as the template shows it; None for somebody who is not in custody."""
        decision = targeting.current_decisions([self.person.pk]).get(self.person.pk)
        return decision_context(decision) if decision else None


def summary_rows(summary: RoshSummary | None) -> list[dict[str, Any]]:
    if summary is None or summary.answers is None:
        return []
    return [
        {"key": _(question.words), "value": summary.answers.summary.get(name, ""), "keep_lines": True}
        for name, question in SUMMARY.items()
    ]


def concerns_of(summary: RoshSummary | None) -> list[dict[str, str]]:
    """What is shown of the four risks to the person themselves: text only when the answer is yes."""
    if summary is None or summary.answers is None:
        return []
    concerns = [(kind, summary.answers.concerns.get(kind, ConcernAnswer())) for kind in ConcernKind]
    return [
        {
            "what": kind.words,
            "answer": concern.answer.words if concern.answer else _("Don't know"),
            "text": concern.text if concern.answer is Answer.YES else "",
        }
        for kind, concern in concerns
    ]


def decision_context(decision: "TargetingDecision") -> dict[str, Any]:
    return {
        "level": TargetingLevel(decision.level).words,
        "priority_group": decision.priority_group,
        "because": from_stored(decision.because),
        "offer": from_stored(decision.offer),
        "on": decision.decided_at,
        "at_key_stage": decision.inputs.get("at_key_stage"),
        "further_group": _group_words(decision.inputs.get("further_group")),
    }


def _group_words(code: str | None) -> str:
    return FurtherGroup(code).words if code else ""
