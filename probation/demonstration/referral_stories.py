"""The demonstration's referrals: whose they are, and how far each has come. There is one for each state."""

from collections.abc import Iterator
from datetime import date, timedelta

from cases.models import Person
from core.models import User
from probation.demonstration import accounts, referral_words
from probation.demonstration import named_people as named
from probation.demonstration.referral_teller import HALF, READY, STARTED, ReferralMaker, Story
from referrals.codes import AppointmentMethod, NoSessionReason, Side
from referrals.models import Referral
from referrals.services.assessment_feedback import Feedback
from referrals.services.withdrawals import Delivery

HOUSING, WORK, WELLBEING, WOMEN, MONEY = "PRJ_5255", "PRJ_5262", "PRJ_5269", "PRJ_5276", "PRJ_5626"

HAPPENED = Feedback(
    happened=True,
    late=False,
    summary=referral_words.SUMMARY,
    response=referral_words.RESPONSE,
    told_nobody=True,
    future_plans=referral_words.PLANS,
)
CONCERNED = Feedback(
    happened=True,
    late=True,
    late_reason=referral_words.LATE,
    summary=referral_words.SUMMARY,
    response=referral_words.RESPONSE,
    concerns_ticked=True,
    concerns=referral_words.CONCERNS,
)
MISSED = Feedback(happened=False, attended=False, contact_tried=referral_words.TRIED, notify=False)
CALLED_OFF = Feedback(
    happened=False,
    attended=True,
    no_session_reason=NoSessionReason.LOGISTICS,
    no_session_detail=referral_words.CALLED_OFF,
    notify=False,
)
PHONE, OFFICE = AppointmentMethod.PHONE_CALL, AppointmentMethod.PROBATION_OFFICE


def assigned(maker: ReferralMaker, referral: Referral) -> None:
    maker.assign(referral, 2)


def booked(maker: ReferralMaker, referral: Referral) -> None:
    maker.assign(referral, 4)
    maker.book(referral, on=maker.today + timedelta(days=3), days_ago=3, method=OFFICE)
    maker.note(
        referral, days_ago=2, side=Side.SUPPLIER, subject=referral_words.HELLO, body=referral_words.HELLO_BODY
    )


def needs_feedback(maker: ReferralMaker, referral: Referral) -> None:
    maker.assign(referral, 9)
    maker.book(referral, on=maker.today - timedelta(days=5), days_ago=8, method=PHONE)


def missed(maker: ReferralMaker, referral: Referral) -> None:
    maker.assign(referral, 12)
    on = maker.book(referral, on=maker.today - timedelta(days=7), days_ago=11, method=OFFICE)
    maker.answer(referral, on, MISSED)


def missed_and_booked_again(maker: ReferralMaker, referral: Referral) -> None:
    missed(maker, referral)
    maker.book(referral, on=maker.today + timedelta(days=2), days_ago=2, method=PHONE)


def called_off(maker: ReferralMaker, referral: Referral) -> None:
    maker.assign(referral, 12)
    on = maker.book(referral, on=maker.today - timedelta(days=8), days_ago=11, method=OFFICE)
    maker.answer(referral, on, CALLED_OFF)


def done(maker: ReferralMaker, referral: Referral) -> None:
    maker.assign(referral, 20)
    on = maker.book(referral, on=maker.today - timedelta(days=14), days_ago=18, method=OFFICE)
    maker.answer(referral, on, HAPPENED)
    words = referral_words
    maker.note(referral, days_ago=8, side=Side.SUPPLIER, subject=words.PROGRESS, body=words.PROGRESS_BODY)
    maker.note(referral, days_ago=7, side=Side.PROBATION, subject=words.REPLY, body=words.REPLY_BODY)


def done_with_concerns(maker: ReferralMaker, referral: Referral) -> None:
    maker.assign(referral, 20)
    on = maker.book(referral, on=maker.today - timedelta(days=13), days_ago=18, method=PHONE)
    maker.answer(referral, on, CONCERNED)


def assessed(maker: ReferralMaker, referral: Referral, *, assigned: int, met: int) -> None:
    maker.assign(referral, assigned)
    on = maker.book(referral, on=maker.today - timedelta(days=met), days_ago=assigned - 1, method=OFFICE)
    maker.answer(referral, on, HAPPENED)


def sessions_told(maker: ReferralMaker, referral: Referral, *, days_ago: int) -> None:
    """Case notes of both sides about how the service goes."""
    words = referral_words
    maker.note(referral, days_ago=days_ago, side=Side.SUPPLIER, subject=words.BEGUN, body=words.BEGUN_BODY)
    maker.note(
        referral, days_ago=days_ago - 1, side=Side.PROBATION, subject=words.NOTED, body=words.NOTED_BODY
    )


def withdrawn_before_assessment(maker: ReferralMaker, referral: Referral) -> None:
    maker.assign(referral, 9)
    maker.book(referral, on=maker.today + timedelta(days=1), days_ago=8, method=PHONE)
    maker.withdraw(referral, days_ago=4, reason="NEE", comments=referral_words.MET_ELSEWHERE)


def withdrawn_after_assessment(maker: ReferralMaker, referral: Referral) -> None:
    assessed(maker, referral, assigned=20, met=15)
    maker.withdraw(referral, days_ago=5, reason="MOV", comments=referral_words.MOVED)


def closed_early(maker: ReferralMaker, referral: Referral) -> None:
    """Some sessions were delivered, so the end of service report is due."""
    assessed(maker, referral, assigned=33, met=28)
    sessions_told(maker, referral, days_ago=18)
    some = Delivery(planned=6, delivered=3, with_outcome=3)
    maker.withdraw(referral, days_ago=2, reason="WOR", comments=referral_words.STARTED_WORK, delivery=some)


def ended_early(maker: ReferralMaker, referral: Referral) -> None:
    assessed(maker, referral, assigned=33, met=28)
    sessions_told(maker, referral, days_ago=20)
    some = Delivery(planned=6, delivered=2, with_outcome=3)
    maker.withdraw(referral, days_ago=9, reason="NOT", comments=referral_words.STOPPED, delivery=some)
    maker.conclude(referral, some, days_ago=4)


def completed(maker: ReferralMaker, referral: Referral) -> None:
    assessed(maker, referral, assigned=38, met=34)
    sessions_told(maker, referral, days_ago=24)
    words = referral_words
    maker.note(referral, days_ago=4, side=Side.SUPPLIER, subject=words.LAST, body=words.LAST_BODY)
    maker.conclude(referral, Delivery(planned=4, delivered=4, with_outcome=4), days_ago=3)


OF_NAMED = {
    named.ORDINARY.crn: (Story(HOUSING, 24, done), Story(WORK, 2, draft=READY)),
    named.IN_CUSTODY.crn: (Story(HOUSING, 1),),
    named.WOMAN.crn: (Story(WOMEN, 5),),
    named.HIGH_RISK.crn: (Story(HOUSING, 7, booked),),
    named.BREACH.crn: (Story(HOUSING, 15, missed),),
    named.EXCLUDED.crn: (Story(HOUSING, 4, assigned),),
    named.ADJUSTMENTS.crn: (Story(HOUSING, 10, withdrawn_before_assessment),),
    named.LONG_RECORD.crn: (Story(HOUSING, 40, completed),),
    named.TRANSFER_OUT.crn: (Story(HOUSING, 22, withdrawn_after_assessment),),
}
OF_OTHERS = (
    Story(HOUSING, 35, closed_early),
    Story(HOUSING, 35, ended_early),
    Story(HOUSING, 3),
    Story(HOUSING, 6, assigned),
    Story(HOUSING, 12, needs_feedback),
    Story(HOUSING, 16, missed_and_booked_again),
    Story(HOUSING, 16, called_off),
    Story(HOUSING, 26, done_with_concerns),
    Story(WORK, 4, draft=HALF),
    Story(MONEY, 9, draft=STARTED),
    Story(WELLBEING, 6),
    Story(WORK, 8),
    Story(HOUSING, 2),
    Story(HOUSING, 8, booked),
    Story(HOUSING, 24, done),
    Story(WELLBEING, 20),
    Story(HOUSING, 14, needs_feedback),
    Story(HOUSING, 12, withdrawn_before_assessment),
    Story(HOUSING, 24, withdrawn_after_assessment),
)
LONGEST_AGO = max(story.days_ago for story in OF_OTHERS) + 10


def make_referrals(users: dict[str, User], *, today: date) -> int:
    """Makes the referrals of the named people and of the practitioner's other people; returns how many."""
    maker, made = ReferralMaker(users, today), 0
    for person, story in _who(users, today):
        maker.refer(person, story)
        made += 1
    return made


def _who(users: dict[str, User], today: date) -> Iterator[tuple[Person, Story]]:
    for crn, stories in OF_NAMED.items():
        person = Person.objects.get(crn=crn)
        for story in stories:
            yield person, story
    fixed = [person.crn for person in named.NAMED_PEOPLE]
    long_enough = today + timedelta(days=30)
    others = (
        Person.objects.filter(
            allocations__staff__user=users[accounts.PRACTITIONER.username],
            allocations__ended_on=None,
            sex__code="M",  # housing for women is another contract
            assessments__completed_at__lt=ReferralMaker(users, today).at(LONGEST_AGO),
            events__disposals__terminated_on=None,
            events__disposals__custodies=None,
            events__disposals__expected_end_on__gt=long_enough,
            events__disposals__sentenced_on__lt=today - timedelta(days=LONGEST_AGO),
        )
        .exclude(crn__in=fixed)
        .order_by("pk")
        .distinct()
    )
    yield from zip(others[: len(OF_OTHERS)], OF_OTHERS, strict=False)
