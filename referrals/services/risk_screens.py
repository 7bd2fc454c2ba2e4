"""The risk screen of a draft: pulls the texts, saves edits, confirms them, and pulls them again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from core import audit
from core.errors import RulesBroken
from core.models import User
from referrals.codes import RiskSection
from referrals.models import Referral, RiskScreen
from referrals.queries import risk_sources
from referrals.queries.drafts import CONCERN_FIELDS, RISK_FIELDS, screen_of
from referrals.queries.risk_sources import Pulled
from referrals.rules import risk_screens as rules
from referrals.rules.risk_screens import Source
from referrals.services.locking import lock_draft


def pull(referral: Referral, *, at: datetime) -> RiskScreen:
    """Copies the latest assessment's texts to the draft, in place of any it had."""
    found = risk_sources.latest(referral.person_id, at=at)
    screen = rules.pulled(found.sources, assessment_uuid=found.assessment_uuid, assessed_on=found.assessed_on)
    columns: dict[str, Any] = {name: screen.texts[section] for section, name in RISK_FIELDS.items()}
    columns |= answers_of(found)
    columns |= {
        "assessment_uuid": found.assessment_uuid,
        "assessed_on": found.assessed_on,
        "source": source_columns(found),
        "edited": None,
        "keep_older": False,
        "confirmed_by": None,
        "confirmed_at": None,
    }
    return RiskScreen.objects.update_or_create(referral=referral, defaults=columns)[0]


def answers_of(found: Pulled) -> dict[str, str]:
    return {
        name: source.answer.value if (source := found.sources.get(section)) and source.answer else ""
        for section, name in CONCERN_FIELDS.items()
    }


def source_columns(found: Pulled) -> dict[str, Any]:
    """The original texts and answers by section, as the row keeps them."""
    return {
        section.value: {"text": source.text, "answer": source.answer.value if source.answer else ""}
        for section, source in found.sources.items()
    }


def original_of(row: RiskScreen, section: RiskSection) -> str:
    """The text of a section as it was pulled from the assessment."""
    frozen = row.source.get(section.value, {})
    answer = rules.RiskAnswer(frozen["answer"]) if frozen.get("answer") else None
    if section == RiskSection.ADDITIONAL:
        return rules.DEFAULTS[section]
    return rules.shown(section, Source(text=frozen.get("text", ""), answer=answer))


@transaction.atomic
def choose_to_edit(referral_id: int, *, by: User, at: datetime) -> RiskScreen:
    """Records that the texts will be edited for the service provider. The draft is then unconfirmed."""
    row = lock_screen(referral_id)
    row.edited, row.confirmed_by, row.confirmed_at = True, None, None
    row.save(update_fields=["edited", "confirmed_by", "confirmed_at"])
    return row


@transaction.atomic
def share_as_it_is(referral_id: int, *, confirmed: bool, by: User, at: datetime) -> RiskScreen:
    """Confirms that the texts are shared unchanged.

    raises   RulesBroken without the tick, or while a text is a placeholder
    """
    row = lock_screen(referral_id)
    row.edited = False
    return confirm(row, confirmed=confirmed, by=by, at=at)


@transaction.atomic
def save_texts(
    referral_id: int, texts: Mapping[RiskSection, str], *, confirmed: bool, by: User, at: datetime
) -> RiskScreen:
    """Saves the edited texts and confirms them.

    raises   RulesBroken for a text that is a placeholder or too long (field: the section's code), or without
             the tick
    """
    row = lock_screen(referral_id)
    for section, text in texts.items():
        setattr(row, RISK_FIELDS[section], text.strip() or rules.DEFAULTS[section])
    row.edited = True
    return confirm(row, confirmed=confirmed, by=by, at=at)


def confirm(row: RiskScreen, *, confirmed: bool, by: User, at: datetime) -> RiskScreen:
    """Saves the screen as confirmed.

    raises   RulesBroken
    """
    row.confirmed_by, row.confirmed_at = (by, at) if confirmed else (None, None)
    screen = screen_of(row)
    assert screen is not None
    if problems := [*rules.text_problems(screen), *rules.review_problems(screen)]:
        raise RulesBroken(problems)
    row.save()
    audit.record("referral-risk-confirmed", on=row.referral, by=by, at=at, edited=row.edited)
    return row


@transaction.atomic
def refresh(referral_id: int, *, by: User, at: datetime) -> RiskScreen:
    """Replaces the texts with those of the newest assessment. They must be reviewed again."""
    row = lock_screen(referral_id)
    return pull(row.referral, at=at)


@transaction.atomic
def keep_older(referral_id: int, *, by: User, at: datetime) -> RiskScreen:
    """Records that the referrer keeps the texts although a newer assessment was completed."""
    row = lock_screen(referral_id)
    row.keep_older = True
    row.save(update_fields=["keep_older"])
    return row


def lock_screen(referral_id: int) -> RiskScreen:
    return RiskScreen.objects.select_related("referral").get(referral=lock_draft(referral_id))
