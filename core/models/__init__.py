"""The ground floor's tables."""

from core.models.audit import AuditEntry
from core.models.calendar import BankHoliday
from core.models.drafts import Draft
from core.models.form_tokens import FormToken
from core.models.organisation import Office, Pdu, Region, Staff, Supplier, Team, TeamMembership
from core.models.outbox import OutboxRow
from core.models.policy import PolicySetting
from core.models.sessions import UserSession
from core.models.users import JobTitle, Preferences, Role, RoleHolding, User

__all__ = [
    "AuditEntry",
    "BankHoliday",
    "Draft",
    "FormToken",
    "JobTitle",
    "Office",
    "OutboxRow",
    "Pdu",
    "PolicySetting",
    "Preferences",
    "Region",
    "Role",
    "RoleHolding",
    "Staff",
    "Supplier",
    "Team",
    "TeamMembership",
    "User",
    "UserSession",
]
