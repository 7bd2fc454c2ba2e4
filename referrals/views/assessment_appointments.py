"""The initial assessment on one page: booking, moving, feedback, and what came before."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import RuleBroken, RulesBroken
from core.screens.forms import FormPage
from referrals.codes import (
    Act,
    AppointmentMethod,
    AppointmentStatus,
    ChangeAskedBy,
    FeedbackCase,
    NoSessionReason,
)
from referrals.forms.supplier import BookingForm, FeedbackForm, PastAppointmentForm
from referrals.pages import SupplierReferralPage, add_problems
from referrals.queries import assessments, referrals
from referrals.rules.assessment_appointments import asks_who_and_why
from referrals.rules.bookings import Booking
from referrals.rules.feedback import Feedback, feedback_problems
from referrals.rules.referrals import may
from referrals.rules.texts import shown_postcode
from referrals.services.assessment_appointments import (
    Place,
    attempts_of,
    book_assessment,
    problems_with,
)
from referrals.services.assessment_feedback import give_feedback
from referrals.views.referrals import shown_attempts
from referrals.views.summaries import needs_rows

#: kinds of form that an address may ask for: ?do=record
WANTS = {"rebook", "booking", "record"}
PREFIX_OF = {FeedbackCase.ATTENDED_ONLY.value: "came", FeedbackCase.NOT_ATTENDED.value: "absent"}


class AssessmentAppointment(SupplierReferralPage, FormPage):
    """The page asks what the current attempt calls for: a booking, feedback, or nothing.

    With ?do=rebook it asks for another booking instead, with ?do=record for an appointment that has taken
    place and its feedback.
    """

    permission = "referrals.supplier-book"
    template_name = "referrals/supplier/assessment_appointment.html"
    title = gettext_lazy("Initial assessment")

    def prepare(self) -> None:
        self.attempts = assessments.attempts_at(self.referral)
        self.current = assessments.current_among(self.attempts)
        self.status = assessments.status_of(self.current, now=self.at)

    @property
    def asks(self) -> str:
        """booking, record (a booking with its feedback), feedback or nothing.

        A form that was sent keeps its kind, even if the attempt has changed meanwhile. The rules then refuse
        it, and nothing typed is lost.
        """
        wants = self.request.GET.get("do", "")
        if self.request.method == "POST":
            if "length_minutes" not in self.request.POST:
                return "feedback"
            return "record" if wants == "record" else "booking"
        if self.status == AppointmentStatus.COMPLETED:
            return "nothing"
        asked = wants if wants in WANTS and self.may_book else ""
        if self.status == AppointmentStatus.NEEDS_FEEDBACK and not asked:
            return "feedback" if may(self.referral.state, Act.RECORD_ASSESSMENT) else "nothing"
        if not self.may_book or (self.status == AppointmentStatus.SCHEDULED and not asked):
            return "nothing"
        return "record" if asked == "record" else "booking"

    @property
    def may_book(self) -> bool:
        return may(self.referral.state, Act.BOOK_ASSESSMENT)

    def get_draft_kwargs(self) -> dict[str, Any]:
        return {**super().get_draft_kwargs(), "key": f"{self.request.path}?{self.asks}"}

    def get_form_class(self) -> type[Form]:
        forms = {"feedback": FeedbackForm, "record": PastAppointmentForm}
        return forms.get(self.asks, BookingForm)

    @property
    def submit_words(self):
        if self.asks == "feedback":
            return _("Submit feedback")
        if self.asks == "record":
            return _("Record appointment")
        return _("Change appointment") if self.replaces else _("Book appointment")

    @property
    def replaces(self) -> bool:
        return asks_who_and_why(assessments.attempt_of(self.current) if self.current else None)

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.asks == "feedback":
            return {
                **super().get_form_kwargs(),
            }
        offices = [(row.code, row.name) for row in assessments.bookable_offices(self.referral.contract)]
        return {**super().get_form_kwargs(), "offices": offices, "replaces": self.replaces}

    def get_initial(self) -> dict[str, Any]:
        if self.asks == "feedback" or not self.replaces or self.current is None:
            return {"length_minutes": 60} if self.asks in {"booking", "record"} else {}
        now = self.current
        return {
            "on": now.on,
            "starts": now.start_time,
            "length_minutes": now.length_minutes,
            "method": now.method,
            "office": now.office.code if now.office else "",
            "address_line_1": now.address_line_1,
            "address_line_2": now.address_line_2,
            "town": now.town,
            "county": now.county,
            "postcode": shown_postcode(now.postcode),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = reverse("referrals:assessment-appointment", args=[self.referral.reference])
        is_open = self.status in {AppointmentStatus.SCHEDULED, AppointmentStatus.NEEDS_FEEDBACK}
        may_move = is_open and self.may_book
        return {
            **super().get_context_data(**kwargs),
            "asks": self.asks,
            "attempts": shown_attempts(self.attempts, now=self.at),
            "heading": self.heading(),
            "move_address": f"{here}?do=rebook" if may_move and self.asks in {"nothing", "feedback"} else "",
            "record_address": f"{here}?do=record" if self.asks == "booking" else "",
            "assign_address": reverse("referrals:assign", args=[self.referral.reference]),
            "waits": self.waits(),
            "needs_rows": needs_rows(self.referral) if self.asks in {"booking", "record"} else [],
        }

    def heading(self) -> str:
        if self.asks == "feedback":
            return _("Give feedback on the appointment")
        if self.asks == "record":
            return _("Record an appointment that has taken place")
        if self.replaces:
            return _("Change the appointment")
        return _("Book another appointment") if self.current else _("Book the initial assessment")

    def waits(self) -> str:
        if referrals.caseworker_of(self.referral) is None:
            return _("Assign a caseworker before you book the initial assessment.")
        if self.status == AppointmentStatus.SCHEDULED:
            return _("Give feedback here once the appointment has taken place.")
        return ""

    def save(self, form) -> str:
        if self.asks == "feedback":
            self.submit(form.cleaned_data)
            self.done(_("Feedback submitted"))
        elif self.asks == "record":
            self.record(form.cleaned_data)
            self.done(_("Initial assessment recorded"))
        else:
            self.book(form.cleaned_data)
            self.done(_("Initial assessment booked"))
        return reverse("referrals:assessment-appointment", args=[self.referral.reference])

    def problems_with(self, form: Form) -> list[RuleBroken]:
        """What the rules find wrong with the answers that the form could read."""
        typed = form.cleaned_data
        feedback = feedback_from(typed) if typed.get("outcome") else None
        if self.asks == "feedback":
            found = feedback_problems(feedback) if feedback else []
        else:
            attempts = attempts_of(self.referral, self.current)
            booking = booking_from(typed, has_feedback=self.asks == "record")
            found = problems_with(attempts, booking, feedback, at=self.at, knows_hour=True)
        return [with_field_name(one, typed.get("outcome", "")) for one in found]

    def form_invalid(self, form: Any, **more: Any) -> HttpResponse:
        """Shows at once what cannot be read and what the rules find wrong with the rest."""
        add_problems(form, self.problems_with)
        return super().form_invalid(form, **more)

    def book(self, typed: dict[str, Any], feedback: Feedback | None = None) -> None:
        booking = booking_from(typed, has_feedback=feedback is not None)
        place = Place(
            address_line_2=typed["address_line_2"] or "",
            town=typed["town"] or "",
            county=typed["county"] or "",
        )
        book_assessment(
            self.referral.pk,
            booking,
            place=place,
            feedback=feedback,
            confirmed=self.confirmed(),
            by=self.request.user,
            at=self.at,
        )

    def record(self, typed: dict[str, Any]) -> None:
        try:
            self.book(typed, feedback_from(typed))
        except RuleBroken as broken:
            raise with_field_names(broken, typed["outcome"]) from None

    def submit(self, typed: dict[str, Any]) -> None:
        try:
            give_feedback(self.referral.pk, feedback_from(typed), by=self.request.user, at=self.at)
        except RuleBroken as broken:
            raise with_field_names(broken, typed["outcome"]) from None


def booking_from(typed: dict[str, Any], *, has_feedback: bool) -> Booking:
    """The page's answers about the booking as the rules read them."""
    return Booking(
        on=typed.get("on"),
        starts=typed.get("starts"),
        length_minutes=typed.get("length_minutes"),
        method=AppointmentMethod(typed["method"]) if typed.get("method") else None,
        office=typed.get("office") or "",
        address_line_1=typed.get("address_line_1") or "",
        postcode=typed.get("postcode") or "",
        asked_by=ChangeAskedBy(typed["asked_by"]) if typed.get("asked_by") else None,
        change_reason=typed.get("change_reason") or "",
        has_feedback=has_feedback,
    )


def feedback_from(typed: dict[str, Any]) -> Feedback:
    """The page's answers as the rules read them."""
    case = typed["outcome"]
    ticked = set(typed.get("ticked") or ())
    prefix = PREFIX_OF.get(case, "")
    reason = typed.get("no_session_reason")
    return Feedback(
        happened=case == FeedbackCase.HAPPENED.value,
        attended=case != FeedbackCase.NOT_ATTENDED.value,
        late=typed.get("late"),
        late_reason=typed.get("late_reason") or "" if typed.get("late") else "",
        summary=typed.get("summary") or "",
        response=typed.get("response") or "",
        behaviour_ticked="behaviour_ticked" in ticked,
        behaviour=typed.get("behaviour") or "" if "behaviour_ticked" in ticked else "",
        concerns_ticked="concerns_ticked" in ticked,
        concerns=concerns_of(typed, prefix, ticked),
        told_nobody="told_nobody" in ticked,
        future_plans=typed.get("future_plans") or "",
        no_session_reason=NoSessionReason(reason) if reason else None,
        no_session_detail=typed.get("no_session_detail") or "",
        contact_tried=typed.get("contact_tried") or "",
        notify=typed.get(f"{prefix}_notify") if prefix else None,
    )


def concerns_of(typed: dict[str, Any], prefix: str, ticked: set[str]) -> str:
    if prefix:
        return (typed.get(f"{prefix}_concerns") or "") if typed.get(f"{prefix}_notify") else ""
    return (typed.get("concerns") or "") if "concerns_ticked" in ticked else ""


def with_field_names(broken: RuleBroken, case: str) -> RuleBroken:
    return RulesBroken([with_field_name(one, case) for one in broken.all])


def with_field_name(broken: RuleBroken, case: str) -> RuleBroken:
    """The same problem with the field of the page that asks for it in this case."""
    prefix = PREFIX_OF.get(case, "")
    names = {"notify": f"{prefix}_notify" if prefix else "ticked"}
    if prefix:
        names["concerns"] = f"{prefix}_concerns"
    return RuleBroken(broken.code, broken.reason, names.get(broken.field or "", broken.field))
