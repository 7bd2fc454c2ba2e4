"""What each section of a draft referral must hold. Every check returns all problems at once."""

from datetime import date

from core.errors import RuleBroken
from core.reasons import Reason
from referrals.codes import Category, ContactPlace, ReferralKind, SentenceKind
from referrals.rules import risk_screens
from referrals.rules.draft_answers import Choices, Draft, MainContact, Practitioner
from referrals.rules.texts import (
    depends,
    empty,
    invalid,
    is_email,
    is_government_email,
    is_phone,
    says_nothing,
)

Problems = list[RuleBroken]

FEWEST_DAYS = 1


def start_problems(draft: Draft) -> Problems:
    if draft.has_practitioner is None:
        words = "Select yes if the person has an allocated community practitioner"
        return [empty("has_practitioner", words)]
    if draft.has_practitioner and draft.kind_answer is None:
        return [empty("kind", "Select whether the person is in custody or in the community")]
    if not draft.has_practitioner and draft.to_be_released is None:
        return [empty("to_be_released", "Select yes if the person will be released during the service")]
    return []


def contact_problems(draft: Draft, choices: Choices) -> Problems:
    if draft.has_practitioner is False:
        return main_contact_problems(draft.main_contact, choices)
    return practitioner_problems(draft.practitioner, choices)


def practitioner_problems(contact: Practitioner, choices: Choices) -> Problems:
    found = []
    if not contact.practitioner_name.strip():
        found.append(empty("practitioner_name", "Enter the practitioner's name"))
    if not contact.practitioner_pdu:
        found.append(empty("practitioner_pdu", "Select a probation delivery unit"))
    elif contact.practitioner_pdu not in choices.pdus:
        found.append(invalid("practitioner_pdu", "Select a probation delivery unit from the list"))
    if contact.practitioner_email and not is_email(contact.practitioner_email):
        words = "Enter an email address in the correct format, like name@example.gov.uk"
        found.append(RuleBroken("INVALID_FORMAT", words, "practitioner_email"))
    elif contact.practitioner_email and not is_government_email(contact.practitioner_email):
        words = "Email address must end with .gov.uk"
        found.append(RuleBroken("INVALID_FORMAT", words, "practitioner_email"))
    found += phone_problems(contact.practitioner_phone, "practitioner_phone")
    found += phone_problems(contact.practitioner_team_phone, "practitioner_team_phone")
    if contact.practitioner_office and contact.practitioner_office not in choices.offices:
        found.append(invalid("practitioner_office", "Select an office from the list"))
    return found


def main_contact_problems(contact: MainContact, choices: Choices) -> Problems:
    found = []
    if not contact.contact_name.strip():
        found.append(empty("contact_name", "Enter the name of the main contact"))
    if not contact.contact_role.strip():
        found.append(empty("contact_role", "Enter the role or job title of the main contact"))
    if not contact.contact_email.strip():
        found.append(empty("contact_email", "Enter the email address of the main contact"))
    elif not is_email(contact.contact_email):
        words = "Enter an email address in the correct format, like name@example.com"
        found.append(RuleBroken("INVALID_FORMAT", words, "contact_email"))
    found += phone_problems(contact.contact_phone, "contact_phone")
    match contact.contact_place:
        case None:
            words = "Select whether the main contact works at an establishment or a probation office"
            found.append(empty("contact_place", words))
        case ContactPlace.ESTABLISHMENT if contact.contact_establishment not in choices.prisons:
            found.append(depends("contact_establishment", "Select an establishment from the list"))
        case ContactPlace.PROBATION_OFFICE if contact.contact_office not in choices.offices:
            found.append(depends("contact_office", "Select an office from the list"))
    return found


def phone_problems(phone: str, field: str) -> Problems:
    if phone and not is_phone(phone):
        words = "Phone number must be a whole number, like 0161 496 0000 or +353 1 555 0123"
        return [RuleBroken("INVALID_FORMAT", words, field)]
    return []


def location_problems(draft: Draft, choices: Choices, *, today: date) -> Problems:
    if draft.kind != ReferralKind.CUSTODY:
        return []
    where, found = draft.location, []
    if where.recorded_prison and where.recorded_prison_right is None:
        found.append(empty("recorded_prison_right", "Select yes if this is where the person is held"))
    elif not where.recorded_prison_right and where.prison not in choices.prisons:
        found.append(depends("prison", "Select the prison or secure children's home from the list"))
    if where.release_on is not None and where.release_unknown_reason.strip():
        words = "Enter either a release date or why it is not known, not both"
        found.append(invalid("release_unknown_reason", words))
    elif draft.asks_release_date:
        found += release_problems(draft, today=today)
    if draft.asks_release_office:
        if not where.release_office and not where.release_office_unknown_reason.strip():
            words = "Select the office expected on release, or say why it is not known"
            found.append(empty("release_office", words))
        elif where.release_office and where.release_office not in choices.offices:
            found.append(invalid("release_office", "Select an office from the list"))
    if draft.has_practitioner:
        found += agreement_problems(draft)
    return found


def release_problems(draft: Draft, *, today: date) -> Problems:
    where = draft.location
    reason = where.release_unknown_reason.strip()
    if where.release_on is None and not reason:
        return [empty("release_on", "Enter the expected release date, or say why it is not known")]
    if where.release_on is not None and where.release_on < today:
        words = "Expected release date must be today or in the future"
        return [RuleBroken("DATE_MUST_BE_IN_THE_FUTURE", words, "release_on")]
    return []


def agreement_problems(draft: Draft) -> Problems:
    """A referral from custody is agreed with the community practitioner first."""
    where = draft.location
    if where.com_agreed is None:
        return [empty("com_agreed", "Select yes if the community practitioner has agreed to this referral")]
    if not where.com_agreed:
        return [
            invalid("com_agreed", "Agree this referral with the community practitioner before sending it")
        ]
    if not where.com_name.strip():
        return [depends("com_name", "Enter the name of the community practitioner who agreed")]
    return []


def person_problems(draft: Draft) -> Problems:
    return [] if draft.person_confirmed else [empty("person_confirmed", "Confirm the person's details")]


def risk_problems(draft: Draft) -> Problems:
    if draft.risk is None:
        return [empty("risk", "Review the risk information before sending")]
    return risk_screens.sending_problems(draft.risk)


def needs_problems(draft: Draft) -> Problems:
    needs, found = draft.needs, []
    if needs.interpreter_needed is None:
        found.append(empty("interpreter_needed", "Select yes if an interpreter is needed"))
    elif needs.interpreter_needed and not needs.interpreter_language.strip():
        found.append(depends("interpreter_language", "Enter the language an interpreter is needed for"))
    if needs.has_responsibilities is None:
        words = "Select yes if the person has caring or employment responsibilities"
        found.append(empty("has_responsibilities", words))
    elif needs.has_responsibilities and not needs.when_unavailable.strip():
        found.append(depends("when_unavailable", "Enter when the person cannot attend"))
    return found


def category_problems(draft: Draft, choices: Choices) -> Problems:
    if not draft.categories:
        return [RuleBroken("SERVICE_CATEGORY_MUST_BE_SET", "Select at least one service type", "categories")]
    if not set(draft.categories) <= set(choices.categories):
        words = "Select service types that this contract covers"
        return [RuleBroken("INVALID_SERVICE_CATEGORY_FOR_CONTRACT", words, "categories")]
    return social_inclusion_problems(draft, "categories")


def social_inclusion_problems(draft: Draft, field: str) -> Problems:
    """Social inclusion is for people released on licence.

    source   docs/sources/referrals.md#social-inclusion
    """
    barred = {SentenceKind.COMMUNITY_ORDER, SentenceKind.SUSPENDED_SENTENCE}
    if Category.SOCIAL_INCLUSION in draft.categories and draft.sentence and draft.sentence.kind in barred:
        words = "Social inclusion is only for people who will be released on licence"
        return [RuleBroken("SOCIAL_INCLUSION_NEEDS_LICENCE", words, field)]
    return []


def sentence_problems(draft: Draft) -> Problems:
    if draft.sentence is None:
        return [empty("sentence", "Select the sentence this referral is for")]
    return social_inclusion_problems(draft, "sentence")


def service_problems(draft: Draft, choices: Choices, category: str) -> Problems:
    """Problems with outcomes and complexity of a category. An outcome that has retired meanwhile is named."""
    found = []
    chosen = draft.outcomes.get(category, frozenset())
    if not chosen:
        found.append(empty("outcomes", "Select the desired outcomes"))
    for outcome in sorted(chosen - choices.outcomes.get(category, frozenset())):
        words = choices.outcome_words.get(outcome, outcome)
        found.append(
            invalid(
                "outcomes", Reason("“{outcome}” is no longer offered: remove or replace it", outcome=words)
            )
        )
    level = draft.levels.get(category)
    if not level:
        found.append(empty("level", "Select a complexity level"))
    elif level not in choices.levels.get(category, frozenset()):
        found.append(invalid("level", "Select a complexity level that this service offers"))
    return found


def days_problems(days: int | None, *, most: int) -> Problems:
    """Problems with the maximum number of enforceable days, which is from 1 to `most`."""
    if days is None:
        return [empty("enforceable_days", "Enter the maximum number of enforceable days")]
    if days < FEWEST_DAYS:
        words = "Maximum number of enforceable days must be 1 or more"
        return [RuleBroken("CANNOT_BE_NEGATIVE_OR_ZERO", words, "enforceable_days")]
    if days > most:
        reason = Reason("Maximum number of enforceable days must be {most} or fewer", most=most)
        return [invalid("enforceable_days", reason)]
    return []


def deadline_problems(draft: Draft, *, today: date) -> Problems:
    if draft.deadline_on is None:
        return [empty("deadline_on", "Enter the date the service must be completed by")]
    if draft.deadline_on < today:
        words = "The day the service must be completed by cannot be in the past"
        return [RuleBroken("DATE_MUST_BE_IN_THE_FUTURE", words, "deadline_on")]
    ends_on = draft.sentence.last_day if draft.sentence else None
    if ends_on is not None and draft.deadline_on > ends_on and not draft.late_deadline_reason.strip():
        reason = Reason(
            "The service must be completed by {day}, when the sentence ends, unless you say why",
            day=ends_on,
        )
        return [RuleBroken("AFTER_SENTENCE_END", reason, "deadline_on")]
    return []


def delivery_problems(draft: Draft, choices: Choices, *, today: date) -> Problems:
    found = days_problems(draft.enforceable_days, most=choices.most_days)
    found += deadline_problems(draft, today=today)
    if not draft.reason.strip():
        found.append(empty("reason", "Enter the reason for the referral"))
    if not draft.further_information.strip():
        found.append(empty("further_information", "Enter further information for the service provider"))
    elif says_nothing(draft.further_information):
        words = "Further information must tell the service provider something: “N/A” is not enough"
        found.append(invalid("further_information", words))
    return found
