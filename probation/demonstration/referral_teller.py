"""Makes the demonstration's referrals through the services, each act at the time staff would have done it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cases.models import Disposal, Person
from core.calendar.holidays import bank_holidays
from core.calendar.working_days import is_working_day
from core.clock import LONDON
from core.models import User
from probation.demonstration import accounts, referral_words
from referrals.codes import AppointmentMethod, ReferralKind, SessionType, Side
from referrals.models import Complexity, Contract, Referral
from referrals.queries import catalogue
from referrals.services.assessment_appointments import Booking, book_assessment
from referrals.services.assessment_feedback import Feedback, give_feedback
from referrals.services.assignment import assign_referral
from referrals.services.case_notes import add_case_note
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
from referrals.services.drafts import start_draft
from referrals.services.risk_screens import save_texts
from referrals.services.sending import send_referral
from referrals.services.withdrawals import (
    NOTHING_DELIVERED,
    Delivery,
    conclude_referral,
    withdraw_referral,
)

#: where the supplier sees people of the home region
HOME_OFFICE = "N52L011"
LONGEST_SERVICE = timedelta(days=80)
STARTED, HALF, READY = "started", "half", "ready"


@dataclass(frozen=True)
class Story:
    """A referral: its contract, how many days ago it was started, and what was done since.

    steps   does what follows the sending; None for nothing
    draft   STARTED, HALF or READY for a draft that goes so far and is not sent
    """

    contract: str
    days_ago: int
    steps: Callable[["ReferralMaker", Referral], None] | None = None
    draft: str = ""


class ReferralMaker:
    """Does what staff would have done, at the time they would have done it.

    today    the day of which the story is told
    office   where the supplier sees people
    """

    def __init__(self, users: dict[str, User], today: date) -> None:
        self.practitioner = users[accounts.PRACTITIONER.username]
        self.caseworker, self.manager = users["supplier.caseworker"], users["supplier.manager"]
        self.today = today
        self.office = HOME_OFFICE
        self.holidays = bank_holidays()

    def at(self, days_ago: int, hour: int = 10) -> datetime:
        """An hour of that day, or of the last working day before it."""
        day = self.today - timedelta(days=days_ago)
        while not is_working_day(day, self.holidays):
            day -= timedelta(days=1)
        return datetime.combine(day, time(hour), tzinfo=LONDON)

    def working(self, day: date) -> date:
        while not is_working_day(day, self.holidays):
            day += timedelta(days=1)
        return day

    # --- the draft ------------------------------------------------------------------------------------------

    def refer(self, person: Person, story: Story) -> Referral:
        """Starts the referral of a story and takes it as far as the story says."""
        by, at = self.practitioner, self.at(story.days_ago)
        contract = Contract.objects.get(reference=story.contract)
        draft = start_draft(person.pk, contract.pk, by=by, at=at)
        if story.draft == STARTED:
            return draft
        answer_person(draft.pk, self._about_person(draft), by=by, at=at)
        save_texts(draft.pk, referral_words.RISK, confirmed=True, by=by, at=at)
        if story.draft == HALF:
            return draft
        self._answer_service(draft, contract, at)
        if story.draft == READY:
            return draft
        referral = send_referral(draft.pk, by=by, at=at + timedelta(minutes=40))
        if story.steps is not None:
            story.steps(self, referral)
        return referral

    def _about_person(self, draft: Referral) -> PersonAnswers:
        custody = draft.kind == ReferralKind.CUSTODY.value
        return PersonAnswers.named(
            has_practitioner=True,
            kind=draft.kind,
            practitioner_name=draft.practitioner_name,
            practitioner_pdu=draft.practitioner_pdu.code if draft.practitioner_pdu else "",
            practitioner_email=draft.practitioner_email,
            practitioner_phone=draft.practitioner_phone,
            recorded_prison_right=True if custody else None,
            release_on=draft.release_on,
            com_agreed=True if custody else None,
            com_name=draft.practitioner_name if custody else "",
            person_confirmed=True,
        )

    def _answer_service(self, draft: Referral, contract: Contract, at: datetime) -> None:
        by, today = self.practitioner, at.astimezone(LONDON).date()
        offers = catalogue.offers_of(contract, on=today).by_code
        category = sorted(offers)[0]
        offer = offers[category]
        needs = NeedsAnswers(
            interpreter_needed=False,
            has_responsibilities=True,
            when_unavailable=referral_words.UNAVAILABLE,
            accessibility_needs=referral_words.ACCESSIBILITY,
        )
        answer_needs(draft.pk, needs, categories=(category,), by=by, at=at)
        sentence = (
            Disposal.objects.filter(event__person_id=draft.person_id, terminated_on=None)
            .order_by("-sentenced_on")
            .first()
        )
        assert sentence is not None
        assert sentence.expected_end_on is not None
        levels = Complexity.objects.filter(category__code=category).order_by("pk")
        service = ServiceAnswers(
            category=category,
            outcomes=tuple(row.code for row in list(offer.outcomes)[:2]),
            level=levels[1].level,
            event_id=sentence.event_id,
            asks_sentence=True,
        )
        answer_service(draft.pk, service, by=by, at=at)
        delivery = DeliveryAnswers(
            enforceable_days=10,
            deadline_on=min(today + LONGEST_SERVICE, sentence.expected_end_on),
            reason=referral_words.REASON,
            further_information=referral_words.FURTHER,
        )
        answer_delivery(draft.pk, delivery, by=by, at=at)

    # --- the service provider -------------------------------------------------------------------------------

    def assign(self, referral: Referral, days_ago: int) -> None:
        assign_referral(
            referral.pk, caseworker_id=self.caseworker.pk, by=self.manager, at=self.at(days_ago, 14)
        )

    def book(self, referral: Referral, *, on: date, days_ago: int, method: AppointmentMethod) -> date:
        """Books for `on` or the next working day after it; returns the day booked."""
        on = self.working(on)
        office = ""
        if method is AppointmentMethod.PROBATION_OFFICE:
            office = self.office
        booking = Booking(
            on=on,
            starts=time(11, 15),
            length_minutes=60,
            session_type=SessionType.ONE_TO_ONE,
            method=method,
            office=office,
        )
        book_assessment(referral.pk, booking, by=self.caseworker, at=self.at(days_ago, 15))
        return on

    def answer(self, referral: Referral, on: date, feedback: Feedback) -> None:
        at = datetime.combine(on, time(16, 30), tzinfo=LONDON)
        give_feedback(referral.pk, feedback, by=self.caseworker, at=at)

    # --- the end ------------------------------------------------------------------------------------------

    def withdraw(
        self,
        referral: Referral,
        *,
        days_ago: int,
        reason: str,
        comments: str,
        delivery: Delivery = NOTHING_DELIVERED,
    ) -> None:
        """Withdraws the referral. `delivery` is passed, not counted, because sessions have no rows yet."""
        withdraw_referral(
            referral.pk,
            reason=reason,
            comments=comments,
            delivery=delivery,
            by=self.practitioner,
            at=self.at(days_ago, 11),
        )

    def conclude(self, referral: Referral, delivery: Delivery, *, days_ago: int) -> None:
        conclude_referral(referral.pk, delivery=delivery, by=self.caseworker, at=self.at(days_ago, 12))

    def note(self, referral: Referral, *, days_ago: int, side: Side, subject: str, body: str) -> None:
        by = self.practitioner if side is Side.PROBATION else self.caseworker
        add_case_note(
            referral.pk,
            subject=subject,
            body=body,
            side=side,
            by=by,
            at=self.at(days_ago, 16),
            email_practitioner=None if side is Side.PROBATION else True,
        )
