"""The forms that start an assessment and record its answers on one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.govuk import (
    Fieldset,
    GovForm,
    RadiosField,
    SelectField,
    TextareaField,
    WholeNumberField,
    YesNoField,
)
from core.govuk.naming import NamedField
from core.govuk.widgets import NumberInput
from risk.codes import Answer, ConcernKind, Layer, RoshGroup, RoshLevel
from risk.rules.assessments import (
    COMMUNITY_GROUPS,
    SUMMARY,
    AssessmentAnswers,
    ConcernAnswer,
    highest_section_scores,
)
from risk.rules.rosh import RoshRow

TEXT_CHARACTERS = 4000
ITEM_WORDS = [("0", _("0 No problems")), ("1", _("1 Some problems")), ("2", _("2 Significant problems"))]


class PercentField(NamedField, forms.DecimalField):
    """A percent with at most two decimal places, shown with a percent sign."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, widget=NumberInput, decimal_places=2, max_digits=4, **kwargs)
        self.widget.width, self.widget.prefix, self.widget.suffix = 5, "", "%"
        self.widget.attrs["inputmode"] = "decimal"
        words = self.must_lazily(_("be a percentage with up to two decimal places, like 3.45"))
        for name in ("invalid", "max_digits", "max_decimal_places", "max_whole_digits"):
            self.error_messages[name] = words


class StartForm(GovForm):
    layer = RadiosField(
        label=_("Which assessment?"),
        called=_("assessment"),
        choices=Layer.choices(),
        hints={
            Layer.LAYER3.value: _("Risk of serious harm, risk to self and the scores of the need sections"),
            Layer.LAYER1.value: _("Risk of serious harm and risk to self"),
            Layer.STANDALONE.value: _("An RSR score without an assessment"),
        },
    )
    purpose = SelectField(label=_("Why is it made?"), called=_("purpose"), autocomplete=True)

    def __init__(self, *args: Any, purposes: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes


class AnswersForm(GovForm):
    """The questions of a layer. No answer is required to save; the rules say which are needed to complete."""

    mark_optional = False

    def __init__(self, *args: Any, layer: Layer, in_custody: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.parts: list[Any] = []
        if layer is not Layer.STANDALONE:
            self._add_levels(in_custody)
            self._add_summary()
            self._add_concerns()
        if layer is Layer.LAYER3:
            self._add_sections()
        self._add("rsr_percent", PercentField(label=_("RSR, two-year percent"), called="RSR"))
        self.parts.append(Fieldset(_("Scores"), "rsr_percent"))
        self.layout = tuple(self.parts)

    def _add(self, name: str, field: Any) -> None:
        field.required, field.mark_optional = False, False
        field.widget.is_required = False
        self.fields[name] = field

    def _add_levels(self, in_custody: bool) -> None:
        names = []
        for setting, groups, heading in (
            ("community", COMMUNITY_GROUPS, _("Risk to %(group)s in the community")),
            ("custody", tuple(RoshGroup) if in_custody else (), _("Risk to %(group)s in custody")),
        ):
            for group in groups:
                name = f"{setting}_{group.value}"
                words = heading % {"group": group.words.lower()}
                self._add(
                    name, RadiosField(label=words, choices=RoshLevel.choices(), inline=True, small=True)
                )
                names.append(name)
        hint = _("In custody, judge the community as if release were near")
        self.parts.append(Fieldset(_("Risk of serious harm"), *names, hint=hint if in_custody else ""))

    def _add_summary(self) -> None:
        for name, question in SUMMARY.items():
            self._add(name, TextareaField(label=_(question.words), max_length=TEXT_CHARACTERS, rows=4))
        self.parts.append(Fieldset(_("Summary"), *SUMMARY))

    def _add_concerns(self) -> None:
        names = []
        for kind in ConcernKind:
            name, text = f"concern_{kind.value}", f"concern_text_{kind.value}"
            label = _("Are there concerns about %(what)s?") % {"what": kind.words.lower()}
            self._add(
                name,
                RadiosField(
                    label=label, choices=Answer.choices(), inline=False, reveals={Answer.YES.value: text}
                ),
            )
            words = _("What are the concerns about %(what)s?") % {"what": kind.words.lower()}
            self._add(text, TextareaField(label=words, max_length=TEXT_CHARACTERS, rows=3))
            names.append(name)
        self.parts.append(Fieldset(_("Risk to self"), *names))

    def _add_sections(self) -> None:
        names = []
        for need, highest in highest_section_scores().items():
            name = f"score_{need.value}"
            hint = _("0 to %(highest)s. Leave empty if every answer is missing") % {"highest": highest}
            self._add(name, WholeNumberField(label=_(need.words), hint=hint, width=2))
            names.append(name)
        self.parts.append(Fieldset(_("Scores of the need sections"), *names))
        self._add("parenting", YesNoField(label=_("6.9 Parenting responsibilities")))
        for name, words in (
            ("impulsivity", _("11.2 Impulsivity")),
            ("temper", _("11.4 Temper control")),
        ):
            self._add(name, RadiosField(label=words, choices=ITEM_WORDS, small=True))
        self.parts.append(Fieldset(_("Single questions"), "parenting", "impulsivity", "temper"))

    # --- the answers as the services take them --------------------------------------------------------
    def answers(self, before: AssessmentAnswers) -> AssessmentAnswers:
        """The answers of the page. A level that the page did not ask for keeps its value.

        before   the answers saved so far
        """
        cleaned = self.cleaned_data
        saved = {row.group: row for row in before.grid}

        def level(setting: str, group: RoshGroup) -> RoshLevel | None:
            name = f"{setting}_{group.value}"
            if name not in self.fields:
                return getattr(saved[group], setting) if group in saved else None
            return RoshLevel(cleaned[name]) if cleaned.get(name) else None

        asks_rosh = "who_is_at_risk" in self.fields
        return AssessmentAnswers(
            grid=tuple(
                RoshRow(group=group, community=level("community", group), custody=level("custody", group))
                for group in RoshGroup
            ),
            summary={name: cleaned.get(name, "") for name in SUMMARY},
            concerns={kind: self._concern(kind) for kind in ConcernKind} if asks_rosh else {},
            section_scores={
                need: cleaned.get(f"score_{need.value}")
                for need in highest_section_scores()
                if f"score_{need.value}" in self.fields
            },
            rsr_percent=cleaned.get("rsr_percent"),
            parenting=cleaned.get("parenting"),
            impulsivity=_whole(cleaned.get("impulsivity")),
            temper=_whole(cleaned.get("temper")),
        )

    def _concern(self, kind: ConcernKind) -> ConcernAnswer:
        answer = self.cleaned_data.get(f"concern_{kind.value}")
        text = self.cleaned_data.get(f"concern_text_{kind.value}") or ""
        return ConcernAnswer(answer=Answer(answer) if answer else None, text=text)


def initial_of(answers: AssessmentAnswers) -> dict[str, Any]:
    """The initial values of the form, from the answers so far."""
    values: dict[str, Any] = dict(answers.summary)
    for row in answers.grid:
        values[f"community_{row.group.value}"] = row.community.value if row.community else ""
        values[f"custody_{row.group.value}"] = row.custody.value if row.custody else ""
    for kind, concern in answers.concerns.items():
        values[f"concern_{kind.value}"] = concern.answer.value if concern.answer else ""
        values[f"concern_text_{kind.value}"] = concern.text
    for need, score in answers.section_scores.items():
        values[f"score_{need.value}"] = score
    values["rsr_percent"] = answers.rsr_percent
    values["parenting"] = answers.parenting
    values["impulsivity"] = _text(answers.impulsivity)
    values["temper"] = _text(answers.temper)
    return values


def _whole(value: Any) -> int | None:
    return int(value) if value not in (None, "") else None


def _text(value: int | None) -> str:
    return "" if value is None else str(value)
