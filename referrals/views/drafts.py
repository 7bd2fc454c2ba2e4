"""A draft referral: its task list and the pages of its answers."""

from collections.abc import Sequence
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.errors import RuleBroken
from core.numbers import whole_number
from core.screens.forms import FormPage
from referrals.forms.draft_people import AllocatedPersonForm, UnallocatedPersonForm
from referrals.forms.drafts import DeliveryForm, NeedsForm, SendForm, ServiceForm
from referrals.pages import DraftPage
from referrals.rules.draft_dates import suggested_deadline
from referrals.rules.drafts import is_ete_alone_before_release
from referrals.services.draft_answers import (
    DeliveryAnswers,
    NeedsAnswers,
    PersonAnswers,
    ServiceAnswers,
    answer_delivery,
    answer_needs,
    answer_person,
    answer_service,
    delivery_problems,
    needs_problems,
    person_problems,
    service_problems,
)
from referrals.services.drafts import discard_draft
from referrals.views.draft_pages import WORDS, next_page, shown_pages, unsaved_pages
from referrals.views.summaries import person_rows


class DraftTasks(DraftPage):
    template_name = "referrals/drafts/tasks.html"
    title = gettext_lazy("Referral")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"tasks": shown_pages(self), "unsaved": unsaved_pages(self), "cancel_address": ""}
        return {**super().get_context_data(**kwargs), **context}


class DraftPerson(DraftPage, FormPage):
    template_name = "referrals/drafts/person.html"
    title = WORDS["draft-person"]

    @property
    def is_held(self) -> bool:
        """Whether a practitioner in the community holds the case, by the case record."""
        return self.work.facts.staff is not None

    def get_form_class(self) -> type[Form]:
        return AllocatedPersonForm if self.is_held else UnallocatedPersonForm

    def get_form_kwargs(self) -> dict[str, Any]:
        stay = self.work.facts.stay
        return {
            **super().get_form_kwargs(),
            "prison": stay.institution.words if stay and stay.institution else "",
        }

    def get_initial(self) -> dict[str, Any]:
        return self.work.answers.by_name()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "held_rows": person_rows(self.person, self.draft)}

    def answers_in(self, form: Form) -> PersonAnswers:
        return PersonAnswers.named(has_practitioner=self.is_held, **form.cleaned_data)

    def problems_with(self, form: Form) -> list[RuleBroken]:
        return person_problems(self.draft, self.answers_in(form), today=self.today)

    def save(self, form) -> str:
        answers = self.answers_in(form)
        answer_person(self.draft.pk, answers, version=self.posted_version(), by=self.request.user, at=self.at)
        return next_page(self, "draft-person")


class DraftNeeds(DraftPage, FormPage):
    template_name = "referrals/drafts/page.html"
    title = WORDS["draft-needs"]
    form_class = NeedsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "categories": [(code, offer.category.words) for code, offer in self.work.offers.by_code.items()],
        }

    def get_initial(self) -> dict[str, Any]:
        answers = self.work.answers
        return {"categories": list(answers.categories), **vars(answers.needs)}

    def answers_in(self, form: Form) -> tuple[NeedsAnswers, Sequence[str]]:
        """The answers, and the service types that were chosen."""
        typed = answered(form)
        categories = typed.pop("categories", self.work.answers.categories)
        return NeedsAnswers(**typed), categories

    def problems_with(self, form: Form) -> list[RuleBroken]:
        answers, categories = self.answers_in(form)
        return needs_problems(self.draft, answers, categories=categories, today=self.today)

    def save(self, form) -> str:
        answers, categories = self.answers_in(form)
        answer_needs(
            self.draft.pk,
            answers,
            categories=categories,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return next_page(self, "draft-needs")


class DraftService(DraftPage, FormPage):
    """Outcomes and complexity of the nth service type. The page of the first also asks for the sentence."""

    template_name = "referrals/drafts/page.html"
    title = gettext_lazy("Outcomes and complexity")
    form_class = ServiceForm

    def prepare(self) -> None:
        super().prepare()
        self.number = self.kwargs["n"]
        chosen = self.work.answers.categories
        if not 1 <= self.number <= len(chosen):
            raise Http404
        self.category = chosen[self.number - 1]
        self.offer = self.work.offers.by_code[self.category]

    def get_title(self) -> str:
        return self.offer.category.words

    @property
    def asks_sentence(self) -> bool:
        return self.number == 1

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "work": self.work,
            "offer": self.offer,
            "asks_sentence": self.asks_sentence,
        }

    def get_initial(self) -> dict[str, Any]:
        answers = self.work.answers
        return {
            "sentence": str(self.draft.event_id or ""),
            "use_pss_end": self.draft.use_pss_end,
            "outcomes": sorted(answers.outcomes.get(self.category, ())),
            "level": answers.levels.get(self.category, ""),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "no_sentence": self.asks_sentence and not self.work.facts.sentences,
        }

    def answers_in(self, form: Form) -> ServiceAnswers:
        typed = form.cleaned_data
        return ServiceAnswers(
            category=self.category,
            outcomes=tuple(typed.get("outcomes") or ()),
            level=typed.get("level") or "",
            event_id=int(typed["sentence"]) if typed.get("sentence") else None,
            use_pss_end=bool(typed.get("use_pss_end")),
            asks_sentence=self.asks_sentence,
        )

    def problems_with(self, form: Form) -> list[RuleBroken]:
        return service_problems(self.draft, self.answers_in(form), today=self.today)

    def save(self, form) -> str:
        answers = self.answers_in(form)
        answer_service(
            self.draft.pk, answers, version=self.posted_version(), by=self.request.user, at=self.at
        )
        return next_page(self, "draft-service", self.number)


class DraftDelivery(DraftPage, FormPage):
    """Days, deadline and reason. "Suggest a date" shows a date and leaves the field as it is."""

    template_name = "referrals/drafts/delivery.html"
    title = WORDS["draft-delivery"]
    form_class = DeliveryForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "work": self.work,
            "ete_alone": is_ete_alone_before_release(self.work.answers),
            "most_days": self.draft.contract.most_days,
        }

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.work.answers, name) for name in DeliveryForm.base_fields}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = self.work.answers.sentence
        return {
            **super().get_context_data(**kwargs),
            "rar_days_left": sentence.rar_days_left if sentence else None,
            "days": self.draft.contract.most_days,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("do") != "suggest":
            return super().post(request, *args, **kwargs)
        typed = request.POST.get("enforceable_days", "").strip()
        form = self.form_of(None, **self.typed())
        days = (whole_number(typed) or 0) if len(typed) <= 3 else 0
        suggestion = suggested_deadline(self.today, days) if days >= 1 else None
        context = self.get_context_data(form=form, suggestion=suggestion, no_days=suggestion is None)
        return self.render_to_response(context)

    def typed(self) -> dict[str, Any]:
        """The values of the fields as typed."""
        return {name: self.request.POST.get(name, "") for name in DeliveryForm.base_fields}

    def problems_with(self, form: Form) -> list[RuleBroken]:
        return delivery_problems(self.draft, DeliveryAnswers(**answered(form)), today=self.today)

    def save(self, form) -> str:
        answer_delivery(
            self.draft.pk,
            DeliveryAnswers(**answered(form)),
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return next_page(self, "draft-delivery")


def answered(form: Form) -> dict[str, Any]:
    """The answers that could be read, without the fields that were left empty."""
    return {name: value for name, value in form.cleaned_data.items() if value is not None}


class DiscardDraft(DraftPage, FormPage):
    """Deletes the draft once the user has confirmed that."""

    template_name = "referrals/drafts/discard.html"
    title = gettext_lazy("Discard this referral")
    submit_words = gettext_lazy("Discard referral")
    form_class = SendForm
    versioned = False
    keeps_draft = False

    def cancel_address(self) -> str:
        return self.address("draft")

    def save(self, form) -> str:
        discard_draft(self.draft.pk, by=self.request.user, at=self.at)
        return reverse("referrals:case-interventions", args=[self.person.crn])
