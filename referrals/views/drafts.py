"""A draft referral: its task list and the pages of its answers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.screens.drafts import about
from core.screens.forms import FormPage
from core.screens.page import Page
from referrals.codes import DraftSection, TaskStatus
from referrals.forms.draft_people import AllocatedPersonForm, UnallocatedPersonForm
from referrals.forms.drafts import DeliveryForm, NeedsForm, SendForm, ServiceForm
from referrals.pages import DraftPage
from referrals.queries.drafts import DraftWork, draft_again
from referrals.rules.draft_dates import suggested_deadline
from referrals.rules.drafts import is_ete_alone_before_release, task_list
from referrals.services.draft_answers import (
    DeliveryAnswers,
    NeedsAnswers,
    PersonAnswers,
    ServiceAnswers,
    answer_delivery,
    answer_needs,
    answer_person,
    answer_service,
)
from referrals.services.drafts import discard_draft
from referrals.views.summaries import person_rows

S = DraftSection
PERSON = (S.START, S.CONTACT, S.LOCATION, S.PERSON)
WORDS = {
    "draft-person": gettext_lazy("The person and whom to call"),
    "draft-risk": gettext_lazy("Risk information"),
    "draft-needs": gettext_lazy("Needs and requirements"),
    "draft-delivery": gettext_lazy("Days, deadline and reason"),
    "draft-check": gettext_lazy("Check answers and send"),
}
STATUS_COLOURS = {
    TaskStatus.COMPLETED: "",
    TaskStatus.INCOMPLETE: "blue",
    TaskStatus.NOT_STARTED: "blue",
    TaskStatus.CANNOT_START: "",
}


def page_of(section: DraftSection, category: str | None, categories: tuple[str, ...]) -> tuple[str, int]:
    """The page that asks a section, and which service type it is about."""
    if section in PERSON:
        return "draft-person", 0
    if section in (S.NEEDS, S.CATEGORIES):
        return "draft-needs", 0
    if section == S.SENTENCE:
        return "draft-service", 1
    if section == S.SERVICE and category is not None:
        return "draft-service", categories.index(category) + 1
    return {S.RISK: "draft-risk", S.DELIVERY: "draft-delivery", S.CHECK: "draft-check"}[section], 0


def pages_of(work: DraftWork, *, today) -> dict[tuple[str, int], TaskStatus]:
    """The pages of the draft in order, each with the least finished status of what it asks."""
    least = [TaskStatus.CANNOT_START, TaskStatus.NOT_STARTED, TaskStatus.INCOMPLETE, TaskStatus.COMPLETED]
    pages: dict[tuple[str, int], list[TaskStatus]] = {}
    for task in task_list(work.answers, work.choices, today=today):
        key = page_of(task.section, task.category, work.answers.categories)
        pages.setdefault(key, []).append(task.status)
    return {key: together(found, least) for key, found in pages.items()}


def together(found: list[TaskStatus], least: list[TaskStatus]) -> TaskStatus:
    """A page with some of its answers is begun, wherever in it they stand."""
    if len(set(found)) == 1:
        return found[0]
    if TaskStatus.COMPLETED in found or TaskStatus.INCOMPLETE in found:
        return TaskStatus.INCOMPLETE
    return max(found, key=least.index)


def shown_pages(page: DraftPage) -> list[dict[str, Any]]:
    items = []
    for (name, n), status in pages_of(page.work, today=page.today).items():
        more = (n,) if n else ()
        words = WORDS.get(name)
        if name == "draft-service":
            words = (
                page.work.offers.category(page.work.answers.categories[n - 1]).words
                if page.work.answers.categories
                else _("Service type")
            )
        open_now = status != TaskStatus.CANNOT_START and (not n or page.work.answers.categories)
        items.append(
            {
                "words": words,
                "href": page.address(name, *more) if open_now else "",
                "status_words": _(status.words),
                "status_colour": STATUS_COLOURS[status],
            }
        )
    return items


def unsaved_pages(page: DraftPage) -> list[Any]:
    """The referral's pages where the user typed what is not saved in the referral."""
    return list(about(str(page.draft.uuid), user=page.request.user))


class DraftTasks(DraftPage, Page):
    permission = "referrals.make"
    template_name = "referrals/drafts/tasks.html"
    title = gettext_lazy("Referral")

    def get_context(self) -> dict[str, Any]:
        context = {"tasks": shown_pages(self), "unsaved": unsaved_pages(self), "cancel_address": ""}
        return {**super().get_context(), **context}


class DraftForm(DraftPage, FormPage):
    """A page of a draft; saving leads to the next, or to check answers when it was changed from there."""

    permission = "referrals.make"
    template_name = "referrals/drafts/page.html"
    submit_words = gettext_lazy("Save and continue")
    versioned = True
    goes_on_beside = True
    keeps_draft = True
    page_name = ""
    number = 0

    def next_page(self) -> str:
        if self.request.GET.get("from") == "check":
            return self.address("draft-check")
        self.load(draft_again(self.draft))
        pages = list(pages_of(self.work, today=self.today))
        here = (self.page_name, self.number)
        after = pages[pages.index(here) + 1 :] if here in pages else []
        name, n = after[0] if after else ("draft", 0)
        return self.address(name, *((n,) if n else ()))

    def cancel_address(self) -> str:
        return self.address("draft-check" if self.request.GET.get("from") == "check" else "draft")

    @property
    def acts(self) -> dict[str, Any]:
        return {"by": self.request.user, "at": self.at, "version": self.posted_version()}


class DraftPerson(DraftForm):
    template_name = "referrals/drafts/person.html"
    title = WORDS["draft-person"]
    page_name = "draft-person"

    @property
    def is_held(self) -> bool:
        """Whether somebody in the community holds the case, by the record."""
        return self.work.held.staff is not None

    @property
    def form_class(self):
        return AllocatedPersonForm if self.is_held else UnallocatedPersonForm

    def form_kwargs(self) -> dict[str, Any]:
        stay = self.work.held.stay
        return {"prison": stay.institution.words if stay and stay.institution else ""}

    def initial(self) -> dict[str, Any]:
        return self.work.answers.by_name()

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "held_rows": person_rows(self.person, self.draft)}

    def save(self, form) -> str:
        given = PersonAnswers.named(has_practitioner=self.is_held, **form.cleaned_data)
        answer_person(self.draft.pk, given, **self.acts)
        return self.next_page()


class DraftNeeds(DraftForm):
    title = WORDS["draft-needs"]
    page_name = "draft-needs"
    form_class = NeedsForm

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "categories": [(code, offer.category.words) for code, offer in self.work.offers.by_code.items()]
        }

    def initial(self) -> dict[str, Any]:
        needs = self.work.answers.needs
        return {
            "categories": list(self.work.answers.categories),
            "interpreter": needs.interpreter,
            "language": needs.language,
            "responsibilities": needs.responsibilities,
            "when_unavailable": needs.when_unavailable,
            "accessibility": needs.accessibility,
            "other": needs.other,
        }

    def save(self, form) -> str:
        typed = {name: value for name, value in form.cleaned_data.items() if value is not None}
        typed["categories"] = tuple(typed.get("categories") or self.work.answers.categories)
        answer_needs(self.draft.pk, NeedsAnswers(**typed), **self.acts)
        return self.next_page()


class DraftService(DraftForm):
    """Outcomes and complexity of the nth service type; with the first, the sentence."""

    title = gettext_lazy("Outcomes and complexity")
    page_name = "draft-service"
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

    def form_kwargs(self) -> dict[str, Any]:
        return {"work": self.work, "offer": self.offer, "asks_sentence": self.asks_sentence}

    def initial(self) -> dict[str, Any]:
        answers = self.work.answers
        return {
            "sentence": str(self.draft.event_id or ""),
            "use_pss": self.draft.use_pss_end,
            "outcomes": sorted(answers.outcomes.get(self.category, ())),
            "level": answers.levels.get(self.category, ""),
        }

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "no_sentence": self.asks_sentence and not self.work.held.sentences}

    def save(self, form) -> str:
        typed = form.cleaned_data
        given = ServiceAnswers(
            category=self.category,
            outcomes=tuple(typed["outcomes"]),
            level=typed["level"],
            event_id=int(typed["sentence"]) if typed.get("sentence") else None,
            use_pss_end=bool(typed.get("use_pss")),
            asks_sentence=self.asks_sentence,
        )
        answer_service(self.draft.pk, given, **self.acts)
        return self.next_page()


class DraftDelivery(DraftForm):
    """Days, deadline and reason. "Suggest a date" works one out and leaves the choice."""

    template_name = "referrals/drafts/delivery.html"
    title = WORDS["draft-delivery"]
    page_name = "draft-delivery"
    form_class = DeliveryForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"work": self.work, "ete_alone": is_ete_alone_before_release(self.work.answers)}

    def initial(self) -> dict[str, Any]:
        answers = self.work.answers
        return {
            "enforceable_days": answers.enforceable_days,
            "deadline": answers.deadline,
            "late_deadline_reason": answers.late_deadline_reason,
            "ete_before_release_reason": answers.ete_before_release_reason,
            "reason": answers.reason,
            "further_information": answers.further_information,
        }

    def get_context(self) -> dict[str, Any]:
        sentence = self.work.answers.sentence
        return {
            **super().get_context(),
            "rar_days_left": sentence.rar_days_left if sentence else None,
            "days": self.draft.contract.most_days,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("do") != "suggest":
            return super().post(request, *args, **kwargs)
        typed = request.POST.get("enforceable_days", "").strip()
        form = self.make_form(None, extra_initial=self.typed())
        days = int(typed) if typed.isdigit() and len(typed) <= 3 else 0
        suggestion = suggested_deadline(self.today, days) if days >= 1 else None
        return self.show_form(form, suggestion=suggestion, no_days=suggestion is None)

    def typed(self) -> dict[str, Any]:
        """What stands in the boxes, kept as typed."""
        names = (
            "enforceable_days",
            "late_deadline_reason",
            "ete_before_release_reason",
            "reason",
            "further_information",
        )
        kept = {name: self.request.POST.get(name, "") for name in names}
        boxes = [self.request.POST.get(f"deadline_{part}", "") for part in ("day", "month", "year")]
        return {**kept, "deadline": boxes if any(boxes) else None}

    def save(self, form) -> str:
        typed = {name: value for name, value in form.cleaned_data.items() if value is not None}
        answer_delivery(self.draft.pk, DeliveryAnswers(**typed), **self.acts)
        return self.next_page()


class DiscardDraft(DraftPage, FormPage):
    """Throws the draft away, once that is said again."""

    permission = "referrals.make"
    template_name = "referrals/drafts/discard.html"
    title = gettext_lazy("Discard this referral")
    submit_words = gettext_lazy("Discard referral")

    form_class = SendForm

    def save(self, form) -> str:
        discard_draft(self.draft.pk, by=self.request.user, at=self.at)
        return reverse("referrals:case-interventions", args=[self.person.crn])
