"""Failures to comply of one sentence, as its page and the form of an outcome show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.codes import ContactTypeCode
from cases.contacts.queries.facts import disposal_of, rows_of_event
from cases.contacts.rules.enforcement import Failures, breach_state, failures_of, usual_actions, usual_step
from cases.contacts.rules.facts import EventContact
from cases.models import Contact, Disposal
from core.reasons import Reason


@dataclass(frozen=True, kw_only=True)
class OneMore:
    """What the count would be if an appointment were a failure to comply, or is when enforcement is reviewed.

    usual       codes of the enforcement actions that usually follow, none where there is no limit
    step        what usually follows, in words; None where there is no limit
    is_review   the count is of the failures that stand, without one more
    """

    count: int
    limit: int | None
    months: int | None
    usual: tuple[str, ...]
    step: Reason | None = None
    is_review: bool = False


def failures_under(disposal: Disposal) -> Failures:
    """The failures to comply with a sentence, whose type is loaded. 1 query."""
    return failures_among(rows_of_event(disposal.event_id), disposal)


def failures_among(rows: Sequence[EventContact], disposal: Disposal) -> Failures:
    """The same, of the contacts of its event, among which are all that count. No query."""
    ended_on = breach_state(rows).ended_on
    return failures_of(rows, disposal.type, sentenced_on=disposal.sentenced_on, breach_ended_on=ended_on)


def if_failed(contact: Contact) -> OneMore | None:
    """The count with a failure at this contact; None where it would not count. 2 queries.

    For a review of enforcement: the count of the failures that it reviews.
    """
    is_review = contact.type.code == ContactTypeCode.REVIEW_ENFORCEMENT
    if contact.event_id is None or not (contact.is_national_standards or is_review):
        return None
    disposal = disposal_of(contact.event_id)
    if disposal is None or contact.on < disposal.sentenced_on:
        return None
    failures = failures_under(disposal)
    if not is_review:
        failures = failures.with_one_on(contact.on)
    count = failures.count_on(contact.on)
    usual = usual_actions(count, failures.limit, custodial=disposal.is_custodial)
    return OneMore(
        count=count,
        limit=failures.limit,
        months=failures.months,
        usual=tuple(code.value for code in usual),
        step=usual_step(count, failures.limit, custodial=disposal.is_custodial),
        is_review=is_review,
    )
