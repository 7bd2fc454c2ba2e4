"""The risk registers of one person: list, add, view, review, end."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.pages import ALERTS_SEEN, PersonPage
from cases.people.queries.banners import banner_of
from cases.people.queries.notes import with_notes
from cases.registrations import queries
from cases.registrations.forms import ChooseTypeForm, EndForm, RegistrationForm, ReviewForm
from cases.registrations.rules import registers as rules
from cases.registrations.rules.registers import ReviewDecision
from cases.registrations.services.registering import RegistrationDetails, add_registration, end_registration
from cases.registrations.services.reviews import ReviewDetails, review_registration
from core.calendar.typed_dates import format_long_date
from core.screens.forms import FormPage

#: notes shown beside a form; the registration has them all
NOTES_BESIDE = 2


class Registrations(PersonPage):
    permission = "cases.view-registrations"
    template_name = "cases/registrations/list.html"
    title = gettext_lazy("Registrations")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(with_notes(queries.registrations_of(self.person.pk)))
        ended = sorted(
            (row for row in rows if row.deregistered_on), key=lambda row: row.deregistered_on, reverse=True
        )
        return {
            **super().get_context_data(**kwargs),
            "flags": queries.by_flag(row for row in rows if row.deregistered_on is None),
            "ended": [(row, queries.end_reason_of(row)) for row in ended],
            "may_add": self.allows("cases.add-registration"),
            "may_review": self.allows("cases.review-registration"),
            "may_end": self.allows("cases.end-registration"),
        }


class RegistrationPage(PersonPage):
    """Loads the registration in the address.

    heading   what the page shows as its title, with the type of the registration
    title     the same without a type: drafts and the audit do not name the register
    """

    heading: Any

    def prepare(self) -> None:
        rows = with_notes(queries.registrations_of(self.person.pk))
        self.registration = rows.filter(pk=self.kwargs["id"]).first()
        if self.registration is None:
            raise Http404

    def get_title(self) -> str:
        return str(self.heading) % {"type": self.registration.type.words}

    def address(self) -> str:
        return reverse("cases:registration", args=[self.person.crn, self.registration.pk])

    def get_object(self) -> Any:
        return self.registration

    def cancel_address(self) -> str:
        return self.back_to(self.address())


class RegistrationView(RegistrationPage):
    permission = "cases.view-registrations"
    template_name = "cases/registrations/view.html"
    title = gettext_lazy("Registration")
    heading = gettext_lazy("Registration: %(type)s")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_open = self.registration.deregistered_on is None
        return {
            **super().get_context_data(**kwargs),
            "registration": self.registration,
            "end_reason": queries.end_reason_of(self.registration),
            "notes": [note for note in self.registration.newest_notes if not note.is_end_reason],
            "reviews": queries.reviews_of(self.registration),
            "may_review": is_open and self.allows("cases.review-registration"),
            "may_end": is_open and self.allows("cases.end-registration"),
        }


class AddRegistration(PersonPage, FormPage):
    """Two steps: the type, then what that type records. The type is in the address of the second."""

    permission = "cases.add-registration"
    template_name = "cases/registrations/add.html"
    list_name = "cases:registrations"
    title = gettext_lazy("Add a registration")

    def prepare(self) -> None:
        self.type = queries.type_with(self.request.GET.get("type", ""))
        self.submit_words = _("Register") if self.type else _("Continue")

    def get_form_class(self) -> type[Form]:
        return RegistrationForm if self.type else ChooseTypeForm

    def get_initial(self) -> dict[str, Any]:
        if self.type is None:
            return {}
        return {
            "registered_on": self.today,
            "next_review_on": rules.review_due_on(self.type, since=self.today),
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if self.type is None:
            return {**kwargs, "types": queries.types_by_flag()}
        return {
            **kwargs,
            "levels": queries.choices_of(self.type, "level"),
            "categories": queries.choices_of(self.type, "category"),
            "type": self.type,
        }

    def get_draft_kwargs(self) -> dict[str, Any]:
        kind = self.type.code if self.type else ""
        return {**super().get_draft_kwargs(), "key": f"{self.request.path}?type={kind}"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        type = self.type
        return {
            **super().get_context_data(**kwargs),
            "type": type,
            "replaces": queries.replaced_by(type, self.person.pk) if type else [],
        }

    def save(self, form: Form) -> str:
        if self.type is None:
            return f"{self.request.path}?type={form.cleaned_data['type']}"
        cleaned = form.cleaned_data
        registration = add_registration(
            self.person.pk,
            RegistrationDetails(
                type=self.type.code,
                registered_on=cleaned["registered_on"],
                level=cleaned.get("level", ""),
                category=cleaned.get("category", ""),
                next_review_on=form.next_review_on,
                notes=cleaned["notes"],
            ),
            by=self.request.user,
            at=self.at,
        )
        words = _("Registered: %(type)s. If the tier changes with it, that shows in a moment.")
        messages.success(self.request, words % {"type": registration.type.words})
        return reverse("cases:registrations", args=[self.person.crn])


def registered_now(registration: Any) -> dict[str, Any]:
    """What change.html shows beside the form. 1 query."""
    notes = [note for note in registration.newest_notes if not note.is_end_reason]
    return {
        "registration": registration,
        "notes": notes[:NOTES_BESIDE],
        "more_notes": len(notes) - NOTES_BESIDE,
        "last_review": queries.last_review_of(registration),
    }


class ReviewRegistration(RegistrationPage, FormPage):
    permission = "cases.review-registration"
    template_name = "cases/registrations/change.html"
    title = gettext_lazy("Review a registration")
    heading = gettext_lazy("Review: %(type)s")
    form_class = ReviewForm
    versioned = True
    adds = True
    submit_words = gettext_lazy("Save review")

    def codes_now(self) -> dict[str, str]:
        row = self.registration
        return {
            "level": row.level.code if row.level else "",
            "category": row.category.code if row.category else "",
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        type = self.registration.type
        levels, categories = queries.choices_of(type, "level"), queries.choices_of(type, "category")
        return {
            **super().get_form_kwargs(),
            "levels": levels,
            "categories": categories,
            "type": type,
            "registered_on": self.registration.registered_on,
            "decisions": rules.decisions_open(
                type,
                **self.codes_now(),
                has_choices=bool(levels or categories),
                may_end=self.allows("cases.end-registration"),
            ),
        }

    def get_initial(self) -> dict[str, Any]:
        due = rules.review_due_on(self.registration.type, since=self.today)
        return {"reviewed_on": self.today, "next_review_on": due, **self.codes_now()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **registered_now(self.registration)}

    def save(self, form: Form) -> str:
        act = self.end if form.decided is ReviewDecision.END else self.review
        act(form)
        return self.address()

    def end(self, form: Form) -> None:
        on, notes = form.cleaned_data["reviewed_on"], form.cleaned_data["notes"]
        by, version = self.request.user, self.posted_version()
        end_registration(
            self.registration.pk, on=on, notes=notes, at_review=True, version=version, by=by, at=self.at
        )
        self.say_reviewed(
            _("%(type)s reviewed and ended"), more=_("If the tier changes with it, that shows in a moment.")
        )

    def review(self, form: Form) -> None:
        cleaned = form.cleaned_data
        chosen = cleaned if form.decided is ReviewDecision.CHANGE else self.codes_now()
        details = ReviewDetails(
            reviewed_on=cleaned["reviewed_on"],
            level=chosen.get("level", ""),
            category=chosen.get("category", ""),
            next_review_on=form.next_review_on,
            notes=cleaned["notes"],
        )
        by, version = self.request.user, self.posted_version()
        saved = review_registration(self.registration.pk, details, version=version, by=by, at=self.at)
        day = saved.next_review_on
        more = _("Next review: %(day)s.") % {"day": format_long_date(day)} if day else ""
        self.say_reviewed(_("Review of %(type)s saved"), more=more)

    def say_reviewed(self, words: str, *, more: str) -> None:
        """Says what was saved for whom, and which review the user has to do next."""
        self.done(words % {"type": self.registration.type.words}, more=more, leads_on="review")


class EndRegistration(RegistrationPage, FormPage):
    permission = "cases.end-registration"
    template_name = "cases/registrations/change.html"
    title = gettext_lazy("End a registration")
    heading = gettext_lazy("End registration: %(type)s")
    form_class = EndForm
    versioned = True
    submit_words = gettext_lazy("End registration")

    def get_initial(self) -> dict[str, Any]:
        return {"deregistered_on": self.today}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "registered_on": self.registration.registered_on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **registered_now(self.registration)}

    def save(self, form: Form) -> str:
        end_registration(
            self.registration.pk,
            on=form.cleaned_data["deregistered_on"],
            notes=form.cleaned_data["notes"],
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        words = _("Registration ended. If the tier changes with it, that shows in a moment.")
        messages.success(self.request, words)
        return reverse("cases:registrations", args=[self.person.crn])


class AlertMessagesRead(PersonPage):
    """Notes that the user has read the alert messages of a record, until they sign out."""

    permission = "cases.view-registrations"
    records_view = False
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        banner = banner_of(self.person, today=self.today)
        seen = request.session.get(ALERTS_SEEN, [])
        request.session[ALERTS_SEEN] = [*seen, *(row.pk for row in banner.alerts if row.pk not in seen)]
        return redirect(self.back_to(reverse("cases:overview", args=[self.person.crn])))
