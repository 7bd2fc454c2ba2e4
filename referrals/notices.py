"""The notices that referrals publish, named in the past tense."""

from dataclasses import dataclass
from datetime import datetime

from core.notices import Notice


@dataclass(frozen=True, kw_only=True)
class ReferralNotice(Notice):
    """Base of the notices about a referral. Those about the same referral are delivered in order."""

    referral_id: int
    referral_uuid: str
    crn: str

    @property
    def key(self) -> str:
        return f"referral:{self.referral_uuid}"


@dataclass(frozen=True, kw_only=True)
class ReferralSent(ReferralNotice):
    sent_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReferralAssigned(ReferralNotice):
    caseworker_id: int


@dataclass(frozen=True, kw_only=True)
class AssessmentBooked(ReferralNotice):
    appointment_uuid: str


@dataclass(frozen=True, kw_only=True)
class AssessmentFeedbackSubmitted(ReferralNotice):
    appointment_uuid: str
    attended: bool
    happened: bool


@dataclass(frozen=True, kw_only=True)
class ReferralEnded(ReferralNotice):
    """The practitioner withdrew the referral or closed it early.

    end_state   referrals.codes.EndState
    reason      code of a withdrawal reason
    delivered   at least one session had been delivered
    """

    end_state: str
    reason: str
    delivered: bool


@dataclass(frozen=True, kw_only=True)
class ReferralConcluded(ReferralNotice):
    """The end of service report was submitted, which ended the referral.

    end_state   referrals.codes.EndState
    """

    end_state: str


@dataclass(frozen=True, kw_only=True)
class ReferralBecameUrgent(ReferralNotice):
    """A sent referral became urgent, as a release date moved."""


@dataclass(frozen=True, kw_only=True)
class CaseNoteAdded(ReferralNotice):
    case_note_uuid: str
    by_id: int
