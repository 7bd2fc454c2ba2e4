"""What referrals tell other apps and the suppliers' systems, in the past tense."""

from dataclasses import dataclass
from datetime import datetime

from core.notices import Notice


@dataclass(frozen=True, kw_only=True)
class ReferralNotice(Notice):
    """Everything about one referral is told in order."""

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
    """The practitioner asked to end it.

    end_state   referrals.codes.EndState
    delivered   a session was attended before
    """

    end_state: str
    reason: str
    delivered: bool


@dataclass(frozen=True, kw_only=True)
class CaseNoteAdded(ReferralNotice):
    case_note_uuid: str
    by_id: int
