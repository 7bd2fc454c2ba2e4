"""Risk registers: adding, reviewing and ending a registration, and what follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from cases.codes import (
    RISK_TO_REGISTERS,
    ROSH_REGISTERS,
    ContactTypeCode,
    RegisterCode,
)
from core.calendar.working_days import add_months
from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason

#: Types that may not be open together. No duplicate group holds them: neither replaces the other.
NOT_TOGETHER = frozenset({RegisterCode.MAPPA, RegisterCode.NOT_MAPPA})


class FlagFacts(Protocol):
    """A flag: what registers are about."""

    @property
    def words(self) -> str: ...


class RegisterTypeFacts(Protocol):
    """A register type, with its flag loaded.

    review_months     None or 0 for never reviewed
    duplicate_group   types of one group exclude each other; "" for none
    """

    @property
    def code(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def flag(self) -> FlagFacts | None: ...
    @property
    def review_months(self) -> int | None: ...
    @property
    def duplicate_group(self) -> str: ...
    @property
    def records_level(self) -> bool: ...
    @property
    def records_category(self) -> bool: ...


class RegistrationFacts(Protocol):
    """A registration that has not ended, with its type loaded."""

    @property
    def pk(self) -> int: ...
    @property
    def type(self) -> RegisterTypeFacts: ...
    @property
    def registered_on(self) -> date: ...


@dataclass(frozen=True, kw_only=True)
class ContactToWrite:
    type: ContactTypeCode
    on: date
    note: Reason


@dataclass(frozen=True, kw_only=True)
class RegistrationPlan:
    """What adding or reviewing a registration writes.

    next_review_on   None when the type is never reviewed
    ends             keys of the open registrations that the new one replaces; they end with `ends_note`
    """

    next_review_on: date | None
    contacts: tuple[ContactToWrite, ...]
    ends: tuple[int, ...] = ()
    ends_note: Reason | None = None


def review_due_on(type: RegisterTypeFacts, *, since: date) -> date | None:
    """The day of the next review: calendar months since registration or the last review; None for never."""
    return add_months(since, type.review_months) if type.review_months else None


def wrong_next_review(type: RegisterTypeFacts, *, since: date, asked: date) -> RuleBroken | None:
    """What is wrong with a day that was asked for as the next review; None for nothing.

    since   the day of the registration or of the review
    """
    latest = review_due_on(type, since=since)
    if latest is None:
        return RuleBroken("NOT_REVIEWED", Reason("{type} is not reviewed", type=type.words), "next_review_on")
    if asked > latest:
        reason = Reason("Next review date must be on or before {day}", day=latest)
        return RuleBroken("REVIEW_TOO_LATE", reason, "next_review_on")
    if asked <= since:
        reason = Reason("Next review date must be after {day}", day=since)
        return RuleBroken("REVIEW_TOO_SOON", reason, "next_review_on")
    return None


def plan_registration(
    type: RegisterTypeFacts,
    *,
    on: date,
    today: date,
    open_now: Iterable[RegistrationFacts],
    next_review_on: date | None = None,
    level: str | None = None,
    category: str | None = None,
) -> RegistrationPlan:
    """What adding a registration writes.

    next_review_on   not later than the day that the type gives; None for that day
    raises           RulesBroken
    source           docs/sources/cases.md#registrations
    """
    open_now = tuple(open_now)
    broken = _details(type, level, category)
    if on > today:
        broken.append(
            RuleBroken("REGISTERED_IN_FUTURE", "Date must be today or in the past", "registered_on")
        )
    if any(row.type.code == type.code for row in open_now):
        broken.append(
            RuleBroken("ALREADY_REGISTERED", Reason("{type} is open already", type=type.words), "type")
        )
    for row in open_now:
        if row.type.code != type.code and {row.type.code, type.code} <= NOT_TOGETHER:
            reason = Reason("End {other} before adding {type}", other=row.type.words, type=type.words)
            broken.append(RuleBroken("NOT_TOGETHER", reason, "type"))
    due = _next_review(type, on, next_review_on, broken)
    if broken:
        raise RulesBroken(broken)
    ends = tuple(row.pk for row in open_now if excludes(type, row.type))
    return RegistrationPlan(
        next_review_on=due,
        contacts=_registration_contacts(type, on, due),
        ends=ends,
        ends_note=Reason("Ended because {type} was added on {day}", type=type.words, day=on)
        if ends
        else None,
    )


def excludes(new: RegisterTypeFacts, other: RegisterTypeFacts) -> bool:
    """Whether adding `new` ends an open `other`: both are of one duplicate group, or both are RoSH levels."""
    if new.code == other.code:
        return False
    if new.code in ROSH_REGISTERS and other.code in ROSH_REGISTERS:
        return True
    return bool(new.duplicate_group) and new.duplicate_group == other.duplicate_group


def plan_review(
    registration: RegistrationFacts,
    *,
    on: date,
    today: date,
    level: str | None = None,
    category: str | None = None,
    next_review_on: date | None = None,
) -> RegistrationPlan:
    """What completing the open review writes. The date of registration stays.

    on               the day of the review
    next_review_on   as in plan_registration
    raises           RulesBroken
    """
    type = registration.type
    broken = _details(type, level, category)
    if on < registration.registered_on:
        words = Reason("Review date must be the same as or after the registration date")
        broken.append(RuleBroken("REVIEW_BEFORE_REGISTRATION", words, "reviewed_on"))
    if on > today:
        words = Reason("Review date must be today or in the past")
        broken.append(RuleBroken("REVIEWED_IN_FUTURE", words, "reviewed_on"))
    due = _next_review(type, on, next_review_on, broken)
    if broken:
        raise RulesBroken(broken)
    contacts = (_review_contact(type, due),) if due else ()
    return RegistrationPlan(next_review_on=due, contacts=contacts)


def plan_deregistration(
    registration: RegistrationFacts, *, on: date, today: date
) -> tuple[ContactToWrite, ...]:
    """The contacts that ending a registration writes. What becomes of its open review: fate_of_open_review.

    raises   RuleBroken
    """
    if on < registration.registered_on:
        words = Reason("De-registration date must be the same as or after the registration date")
        raise RuleBroken("ENDED_BEFORE_REGISTRATION", words, "deregistered_on")
    if on > today:
        raise RuleBroken(
            "ENDED_IN_FUTURE", "De-registration date must be today or in the past", "deregistered_on"
        )
    return (
        ContactToWrite(
            type=ContactTypeCode.DEREGISTERED,
            on=on,
            note=Reason("{type} ended", type=registration.type.words),
        ),
    )


class ReviewDecision(Enum):
    """What a review decides."""

    KEEP = "KEEP"
    CHANGE = "CHANGE"
    END = "END"


def decisions_open(
    type: RegisterTypeFacts, *, level: str | None, category: str | None, has_choices: bool, may_end: bool
) -> tuple[ReviewDecision, ...]:
    """The decisions that a review of a registration may take.

    level, category   codes as registered now; without what the register must record it cannot be kept
    has_choices       whether the register has levels or categories to choose from
    may_end           whether the user may end registrations
    """
    keeps = not _details(type, level, category)
    found = (
        (ReviewDecision.KEEP, keeps),
        (ReviewDecision.CHANGE, has_choices),
        (ReviewDecision.END, may_end),
    )
    return tuple(decision for decision, is_open in found if is_open)


class OpenReviewFate(Enum):
    DROPPED = "DROPPED"
    COMPLETED = "COMPLETED"


def fate_of_open_review(*, touched: bool) -> OpenReviewFate:
    """What ending does to the open review. `touched`: notes, a level or a category were entered on it."""
    return OpenReviewFate.COMPLETED if touched else OpenReviewFate.DROPPED


# --- parts ------------------------------------------------------------------------------------------------


def _details(type: RegisterTypeFacts, level: str | None, category: str | None) -> list[RuleBroken]:
    """Broken rules: MAPPA needs both, a risk-to register a level; no type takes what it does not record."""
    mappa = type.code == RegisterCode.MAPPA
    wanted = {
        "level": (
            level,
            mappa or type.code in RISK_TO_REGISTERS,
            type.records_level,
            Reason("Select a level"),
        ),
        "category": (category, mappa, type.records_category, Reason("Select a category")),
    }
    broken = []
    for field, (value, required, taken, words) in wanted.items():
        if required and not value:
            broken.append(RuleBroken(f"{field.upper()}_REQUIRED", words, field))
        elif value and not (required or taken):
            reason = Reason("{type} does not record this", type=type.words)
            broken.append(RuleBroken(f"{field.upper()}_NOT_TAKEN", reason, field))
    return broken


def _next_review(
    type: RegisterTypeFacts, since: date, asked: date | None, broken: list[RuleBroken]
) -> date | None:
    if asked is None:
        return review_due_on(type, since=since)
    if wrong := wrong_next_review(type, since=since, asked=asked):
        broken.append(wrong)
    return asked


def _registration_contacts(type: RegisterTypeFacts, on: date, due: date | None) -> tuple[ContactToWrite, ...]:
    flag = type.flag.words if type.flag else ""
    if due is None:
        note = Reason("{flag}: {type}", flag=flag, type=type.words)
        return (ContactToWrite(type=ContactTypeCode.REGISTERED, on=on, note=note),)
    note = Reason("{flag}: {type}. Next review {day}", flag=flag, type=type.words, day=due)
    return (
        ContactToWrite(type=ContactTypeCode.REGISTERED, on=on, note=note),
        _review_contact(type, due),
    )


def _review_contact(type: RegisterTypeFacts, due: date) -> ContactToWrite:
    note = Reason("Review of {type} due", type=type.words)
    return ContactToWrite(type=ContactTypeCode.REGISTRATION_REVIEW, on=due, note=note)
