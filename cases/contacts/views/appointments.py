"""Appointments of a person: the list, arranging, recording the outcome, moving, cancelling, arrivals."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.contacts.forms import parts
from cases.contacts.forms.appointments import CANCEL, MOVE, AppointmentForm, RescheduleForm
from cases.contacts.forms.outcomes import ACTION_OF, LIST_OF, REVIEW, OutcomeForm, question_about, result_of
from cases.contacts.queries import log
from cases.contacts.queries.appointments import (
    coming_appointments,
    last_appointment,
    outcome_recorded_at,
    past_appointments,
)
from cases.contacts.queries.choices import choices_for
from cases.contacts.queries.failures import if_failed
from cases.contacts.services.appointments import (
    OUTCOME_FIELDS,
    Recorded,
    arrange_series,
    broken_by_move,
    broken_by_next,
    cancel_appointment,
    preview_series,
    record_arrival,
    record_outcome,
    reschedule_appointment,
    with_outcome,
)
from cases.contacts.services.details import ContactDetails, details_of
from cases.contacts.services.recording import broken_by_change, broken_by_new
from cases.contacts.views.log import ContactScreen
from cases.pages import PersonPage
from cases.people.queries.details import attending
from core.calendar.holidays import bank_holidays
from core.calendar.typed_dates import format_long_date, format_times
from core.errors import RuleBroken, RulesBroken
from core.screens.done import Link, say_done
from core.screens.forms import FormPage, add_broken_rules
from core.screens.paging import numbered_page
from core.words import say

PAST_COUNTED = 1000


class Appointments(PersonPage):
    permission = "cases.view-contacts"
    template_name = "cases/contacts/appointments/appointments.html"
    title = gettext_lazy("Appointments")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        past = past_appointments(self.person, at=self.at).order_by("-on", "-pk")
        size = self.request.preferences.page_size
        return {
            **super().get_context_data(**kwargs),
            "coming": coming_appointments(self.person, at=self.at),
            "page": numbered_page(past, self.request.GET.get("page", "1"), size, PAST_COUNTED),
            "may_arrange": self.allows("cases.arrange-appointment"),
            "may_record": self.allows("cases.record-outcome"),
        }


class AddAppointment(PersonPage, FormPage):
    """Arranges one appointment, or a series whose dates are shown and ticked before they are saved."""

    permission = "cases.arrange-appointment"
    template_name = "cases/contacts/appointments/form.html"
    list_name = "cases:appointments"
    meets_person = True
    title = gettext_lazy("Arrange an appointment")
    form_class = AppointmentForm
    submit_words = gettext_lazy("Save appointment")

    @cached_property
    def choices(self) -> Any:
        return choices_for(self.person, self.request.user, today=self.today, appointments_only=True)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "choices": self.choices,
            "person_name": self.person.first_name or self.person.surname,
            "holidays": bank_holidays(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needs = attending(self.person, today=self.today)
        return {**super().get_context_data(**kwargs), "attending": needs}

    def get_initial(self) -> dict[str, Any]:
        """Type, times and location of the last appointment, so that a usual one needs only a date."""
        first = self.choices.posts[0] if self.choices.posts else None
        officer = {"officer": f"{first[0].pk}:{first[1].pk}"} if first else {}
        last = last_appointment(self.person)
        if last is None:
            part = self.choices.parts[0] if self.choices.parts else None
            return {**officer, "relates_to": f"{part[0].value}:{part[1]}"} if part else officer
        details = details_of(last)
        return {
            **officer,
            "type": details.type,
            "start_time": details.start_time,
            "end_time": details.end_time,
            "relates_to": parts.part_value(details.relates_to),
            "location": str(details.office_id or ""),
        }

    def broken_besides(self, form: AppointmentForm) -> list[RuleBroken]:
        by, at = self.request.user, self.at
        return parts.broken_besides(
            form.errors,
            lambda: broken_by_new(self.person, form.details(), by=by, at=at, appointment=True)[1],
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("do") != "save-draft" and not request.POST.getlist("dates"):
            form = self.get_form()
            if form.is_valid() and form.is_series:
                return self.preview(form)
        return super().post(request, *args, **kwargs)

    def preview(self, form: AppointmentForm) -> HttpResponse:
        try:
            series = preview_series(self.person, form.details(), form.dates, by=self.request.user, at=self.at)
        except RuleBroken as broken:
            self.refused_by_rule(broken)
            add_broken_rules(form, broken)
            return self.form_invalid(form)
        return self.show_series(form, series)

    def show_series(self, form: AppointmentForm, series: list[Any]) -> HttpResponse:
        hidden = [
            (name, value)
            for name, values in self.request.POST.lists()
            for value in values
            if name not in {"csrfmiddlewaretoken", "confirm", "dates", "shown"}
        ]
        codes = [code for _day, warnings in series for code, _words in warnings]
        self.template_name = "cases/contacts/appointments/series.html"
        none_ticked = "shown" in self.request.POST
        context = self.get_context_data(
            form=form, series=series, kept=hidden, confirm_codes=codes, none_ticked=none_ticked
        )
        return self.render_to_response(context, status=400 if none_ticked else 200)

    def save(self, form: AppointmentForm) -> str:
        arranged = arrange_series(
            self.person.pk,
            form.details(),
            self.chosen_dates(form),
            by=self.request.user,
            at=self.at,
            confirmed=self.confirmed(),
        )
        first = arranged[0]
        view = Link(reverse("cases:contact", args=[self.person.crn, first.pk]), _("View appointment"))
        if len(arranged) == 1:
            self.done(_("Appointment arranged"), more=f"{when_words(first)}.", view=view)
        else:
            self.done(_("%(n)s appointments arranged") % {"n": len(arranged)}, view=view)
        return self.back_to(reverse("cases:appointments", args=[self.person.crn]))

    def chosen_dates(self, form: AppointmentForm) -> list[date]:
        ticked = set(self.request.POST.getlist("dates"))
        return [day for day in form.dates if not ticked or day.isoformat() in ticked]


def when_words(contact: Any) -> str:
    times = f", {format_times(contact.start_time, contact.end_time)}" if contact.start_time else ""
    return f"{format_long_date(contact.on)}{times}"


class AppointmentPage(ContactScreen):
    """Redirects to the page of the contact, where an appointment is managed."""

    permission = "cases.view-contacts"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.contact_address)


class RecordOutcome(ContactScreen, FormPage):
    """One page for the outcome, the note, sensitivity, enforcement and the next appointment."""

    permission = "cases.record-outcome"
    template_name = "cases/contacts/appointments/outcome.html"
    meets_person = True
    title = gettext_lazy("Record the outcome")
    form_class = OutcomeForm
    versioned = True
    adds = True  # a note, the next appointment
    submit_words = gettext_lazy("Save outcome")

    @cached_property
    def choices(self) -> Any:
        narrowed = {"appointments_only": True, "contact": self.contact, "keeps_type": True}
        return choices_for(self.person, self.request.user, today=self.today, **narrowed)

    @cached_property
    def one_more(self) -> Any:
        return if_failed(self.contact)

    @cached_property
    def following(self) -> ContactDetails:
        """What the next appointment is modelled on: this one, without its outcome."""
        now = details_of(self.contact)
        return replace(now, outcome=None, action=None, is_alert=False, description="")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "type": self.contact.type,
            "choices": self.choices,
            "is_sensitive": self.contact.is_sensitive,
            "may_arrange": self.allows("cases.arrange-appointment") and not self.asks_for_change,
            "following": self.following,
            "one_more": self.one_more,
        }

    @property
    def asks_for_change(self) -> bool:
        """Whether the page is opened for an outcome recorded before. Then no next one is arranged here."""
        opened = self.request.method == "GET" and "draft" not in self.request.GET
        return opened and self.contact.outcome_id is not None

    def get_title(self) -> str:
        if self.asks_for_change:
            return _("Change the outcome")
        is_review = question_about(self.contact.type) is REVIEW
        return _("Review enforcement") if is_review else super().get_title()

    def get_initial(self) -> dict[str, Any]:
        contact, like = self.contact, self.following
        outcome = contact.outcome
        recorded = result_of(
            question_about(contact.type),
            outcome.code if outcome else None,
            contact.enforcement_action.code if contact.enforcement_action else None,
            acceptable=bool(outcome and outcome.attended is False and outcome.complied is True),
        )
        return {
            **recorded,
            "next_start_time": like.start_time,
            "next_end_time": like.end_time,
            "next_type": "" if contact.type.is_system else like.type,
            "next_location": str(like.office_id or ""),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needs = attending(self.person, today=self.today)
        context = {**super().get_context_data(**kwargs), "contact": self.contact, "attending": needs}
        if not self.asks_for_change:
            return context
        may_arrange = self.allows("cases.arrange-appointment")
        return {**context, "recorded_at": outcome_recorded_at(self.contact), "may_arrange": may_arrange}

    def broken_besides(self, form: OutcomeForm) -> list[RuleBroken]:
        by, at, contact, wrong = self.request.user, self.at, self.contact, set(form.errors)
        is_known = not wrong & {"result", "absence", "other_outcome", *ACTION_OF.values(), *LIST_OF.values()}
        found: list[RuleBroken] = []
        if is_known:
            details = with_outcome(details_of(contact), form.details())
            found += broken_by_change(contact, details, by=by, at=at, about=OUTCOME_FIELDS)[1]
        following = form.next_details()
        next_errors = [name.removeprefix("next_") for name in wrong if name.startswith("next_")]
        if following is not None:
            judged = parts.broken_besides(
                next_errors, lambda: broken_by_next(contact, following, by=by, at=at)[1]
            )
            found += [RuleBroken(rule.code, rule.reason, f"next_{rule.field}") for rule in judged]
        return list(parts.with_form_fields(RulesBroken(found), form.places()).all) if found else []

    def save(self, form: OutcomeForm) -> str:
        try:
            done = record_outcome(
                self.contact.pk,
                form.details(),
                version=self.posted_version(),
                by=self.request.user,
                at=self.at,
                confirmed=self.confirmed(),
            )
        except RuleBroken as broken:
            raise parts.with_form_fields(broken, form.places()) from None
        back = self.back_to(self.contact_address)
        view = Link(self.contact_address, _("View contact")) if back != self.contact_address else None
        kind = "outcome" if self.contact.outcome_id is None and self.contact.is_appointment else "enforcement"
        self.done(_("Outcome saved"), more=self.what_follows(done), view=view, leads_on=kind)
        return back

    def what_follows(self, done: Recorded) -> str:
        """By when an answer is due, and when the next appointment is, in sentences."""
        told = []
        if done.contact.respond_by_on and (action := done.contact.enforcement_action):
            words = _("Evidence due %(day)s.") if action.outstanding else _("Response due %(day)s.")
            told.append(words % {"day": format_long_date(done.contact.respond_by_on)})
        if done.next is not None:
            told.append(_("Next appointment: %(when)s.") % {"when": when_words(done.next)})
        return " ".join(told)


class Reschedule(ContactScreen, FormPage):
    permission = "cases.arrange-appointment"
    template_name = "cases/contacts/appointments/form.html"
    meets_person = True
    title = gettext_lazy("Move or cancel an appointment")
    form_class = RescheduleForm
    versioned = True
    submit_words = gettext_lazy("Save")

    @cached_property
    def offices(self) -> list[tuple[str, str]]:
        found = log.offices([self.contact.team_id], self.today)
        held = self.contact.office
        if held is not None and held not in found:
            found.append(held)
        return [(str(office.pk), office.name) for office in found]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "offices": self.offices,
            "is_sensitive": self.contact.is_sensitive,
        }

    def get_initial(self) -> dict[str, Any]:
        return {
            "start_time": self.contact.start_time,
            "end_time": self.contact.end_time,
            "location": str(self.contact.office_id or ""),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needs = attending(self.person, today=self.today)
        return {**super().get_context_data(**kwargs), "contact": self.contact, "attending": needs}

    def broken_besides(self, form: RescheduleForm) -> list[RuleBroken]:
        if form.cleaned_data.get("act") != MOVE:
            return []
        by, at = self.request.user, self.at
        return parts.broken_besides(
            form.errors, lambda: broken_by_move(self.contact, form.details(self.contact), by=by, at=at)[1]
        )

    def save(self, form: RescheduleForm) -> str:
        common = {"version": self.posted_version(), "by": self.request.user, "at": self.at}
        if form.cleaned_data["act"] == CANCEL:
            cancel_appointment(self.contact.pk, **form.why(), **common)
            self.done(_("Appointment cancelled"))
            return self.contact_address
        details = form.details(self.contact)
        done = reschedule_appointment(self.contact.pk, details, confirmed=self.confirmed(), **common)
        self.done(_("Appointment moved"), more=_("It is now on %(when)s.") % {"when": when_words(done.next)})
        return reverse("cases:contact", args=[self.person.crn, done.next.pk])


class Arrived(ContactScreen):
    """Reception marks that a person has arrived; a second press takes the mark back."""

    permission = "cases.record-arrival"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        arrived = request.POST.get("arrived") != "no"
        try:
            record_arrival(self.contact.pk, by=request.user, at=self.at, arrived=arrived)
        except RuleBroken as broken:
            self.refused_by_rule(broken)
            messages.error(request, say(broken.reason))
            return redirect(self.back_to(reverse("cases:diary-office")))
        words = _("%(name)s has arrived") if arrived else _("%(name)s is no longer marked as arrived")
        view = Link(self.contact_address, _("View appointment"))
        say_done(request, words % {"name": self.person.name}, view=view)
        return redirect(self.back_to(reverse("cases:diary-office")))
