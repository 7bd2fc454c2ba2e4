"""An initial assessment that is booked and given feedback, and the deadlines that follow."""

from datetime import date, time

from cases.models import Deadline
from referrals.codes import AppointmentMethod
from referrals.rules.bookings import Booking
from referrals.rules.feedback import Feedback

MONDAY = date(2026, 3, 2)
HAPPENED = Feedback(
    happened=True, late=False, summary="Talked through housing", response="Keen", told_nobody=True
)
MISSED = Feedback(happened=False, attended=False, contact_tried="Rang twice", notify=False)


def on(day, hour=10, **more):
    return Booking(on=day, starts=time(hour), length_minutes=60, method=AppointmentMethod.PHONE_CALL, **more)


def deadline(kind):
    return Deadline.objects.filter(kind=f"referral-{kind}").order_by("-pk").first()
